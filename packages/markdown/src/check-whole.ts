/** What is asked of a course as a whole, once all of it has been read. */
import type { CourseFrontMatter } from "@tessera/course";
import { join } from "./course-files.ts";
import type { CourseFiles } from "./course-files.ts";
import type { FrontMatter } from "./front-matter.ts";
import { problem } from "./report.ts";
import type { Report } from "./report.ts";
import { openFile } from "./unit/open-file.ts";
import { deadAnchor } from "./unit/resolve-link.ts";
import type { WholeDesk } from "./whole-desk.ts";

/** What somebody can earn says for how long it counts, even where that is for ever. */
export function checkValidity(front: FrontMatter<CourseFrontMatter>, report: Report): void {
  const { credential } = front.value;
  if (credential?.award === undefined || credential.valid !== undefined) return;
  report(
    problem("credential/no-validity", front.keySpan("credential"), {
      message: "the credential can be earned, and does not say for how long it counts: expected `valid:`",
      help: "write `valid: P2Y` for two years, or `valid: forever` for what never expires",
    }),
  );
}

/** Links into other units, now that all headings are known. */
export function checkPending(desk: WholeDesk): void {
  for (const { target, anchor, span } of desk.map.pending) {
    if (anchor === "") continue;
    const anchors = desk.map.anchorsOf(target);
    if (!anchors || anchors.has(anchor) || anchors.has(anchor.toLowerCase())) continue;
    desk.report(deadAnchor({ path: target, anchor, span, anchors }));
  }
}

/** Banks that nothing draws from are still checked: they will be used one day. */
export async function checkIdleBanks(desk: WholeDesk): Promise<void> {
  for (const name of await desk.files.list("banks")) {
    const path = join("banks", name);
    if (!name.toLowerCase().endsWith(".md") || desk.banksUsed.has(path)) continue;
    const source = await desk.files.text(path);
    const { words: language, report, opened } = desk;
    if (source) openFile(source, { language, place: "bank", report, opened });
  }
}

/** A course lies in its folder as a whole: what a link brings from elsewhere would be missing on the next machine. */
export async function reportLost(files: CourseFiles, report: Report): Promise<void> {
  for (const path of await files.lost())
    report(
      problem("course/lost-link", undefined, {
        message: `\`${path}\` is a link that leads nowhere, or out of the course folder, and is left out`,
        help: "put the file itself there, or delete the link",
        params: { path },
      }),
    );
}
