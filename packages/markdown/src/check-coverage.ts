import { gapsOf } from "@tessera/course";
import type { Course, CourseFrontMatter, Gap } from "@tessera/course";
import type { FrontMatter } from "./front-matter.ts";
import { problem } from "./report.ts";
import type { Report } from "./report.ts";

const SAYS: Readonly<Record<Gap, (slug: string) => { readonly message: string; readonly help: string }>> = {
  "not-taught": (slug) => ({
    message: `no page teaches the objective \`${slug}\``,
    help: `add \`objectives: [${slug}]\` to the front matter of the page that does, or write one`,
  }),
  "not-practised": (slug) => ({
    message: `no question outside a quiz practises the objective \`${slug}\``,
    help: `add \`objective=${slug}\` to a question on a page, outside \`::::quiz\``,
  }),
  "not-assessed": (slug) => ({
    message: `no question assesses the objective \`${slug}\``,
    help: `add \`objective=${slug}\` to the questions that show it; where there is a quiz, to some of the quiz`,
  }),
  "not-observed": (slug) => ({
    message: `no observation shows the objective \`${slug}\` on the job`,
    help: `add \`objective=${slug}\` to the \`performance\` of an observation`,
  }),
};

/** What the course leaves undone of what it promises, at the objective's own line. */
export function checkCoverage(course: Course, front: FrontMatter<CourseFrontMatter>, report: Report): void {
  for (const { objective, gap } of gapsOf(course)) {
    const { slug } = objective;
    report(
      problem(`objective/${gap}`, front.keySpan("objectives", slug), {
        ...SAYS[gap](slug),
        params: { objective: slug },
      }),
    );
  }
}
