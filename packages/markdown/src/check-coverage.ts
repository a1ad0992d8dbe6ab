import { gapsOf, pagesTeaching, unitsIn } from "@tessera/course";
import type { Course, CourseFrontMatter, Gap, Page, Unit } from "@tessera/course";
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
  for (const unit of unitsIn(course.children))
    for (const page of unit.pages) checkPretests(course, unit, { page, report });
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

/** A pre-test lets pages of its own unit be skipped, and nothing else. */
function checkPretests(
  course: Course,
  unit: Unit,
  { page, report }: { readonly page: Page; readonly report: Report },
): void {
  for (const quiz of page.flow) {
    if (quiz.type !== "quiz" || quiz.pretest === undefined) continue;
    const asked = quiz.pools.flatMap(({ questions }) => questions.flatMap(({ objectives }) => objectives));
    const isTaught = asked.some((objective) =>
      pagesTeaching(course, objective).some((place) => place.unit === unit.slug && place.page !== page.slug),
    );
    if (isTaught) continue;
    report(
      problem("quiz/pretest-skips-nothing", quiz.source, {
        message: "no other page of this unit teaches what this pre-test asks, so nothing could be skipped",
        help: "give its questions `objective=`, and the pages that teach it `objectives:` in their front matter",
      }),
    );
  }
}
