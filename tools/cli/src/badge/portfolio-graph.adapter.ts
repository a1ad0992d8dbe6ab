import { existsSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { awardRule } from "@tessera/credentials";
import { graphOf } from "@tessera/credentials/issuing";
import type { CourseWords, Graph } from "@tessera/credentials/issuing";
import { printable } from "@tessera/diagnostics";
import { portfolioFile, wholeFile } from "../portfolio/portfolio-files.adapter.ts";
import { say } from "../terminal.adapter.ts";
import { builtCourse } from "./course-rule.adapter.ts";
import type { IssuerFolder } from "./issuer-folder.adapter.ts";

/**
 * What stacks into what, by a portfolio and the courses beside it. What does not fit together is told, and nothing waits for it.
 *
 * @throws InputError for a portfolio or a course that cannot be read
 */
export async function readGraph(path: string, { issuer }: IssuerFolder): Promise<Graph> {
  const portfolio = wholeFile(portfolioFile(path));
  const folder = dirname(path);
  const courses: CourseWords[] = [];
  const names = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(folder, entry.name, "course.md")))
    .map(({ name }) => name)
    .sort();
  for (const name of names) {
    const course = await builtCourse(join(folder, name));
    const reading = awardRule(course, issuer);
    if ("faults" in reading) continue;
    const partOf = (course.credential as { readonly partOf?: readonly string[] } | undefined)?.partOf ?? [];
    courses.push({ rule: reading.rule, partOf });
  }
  const graph = graphOf(courses, portfolio, issuer);
  for (const fault of graph.faults) say(printable(`note: ${fault}`));
  return graph;
}
