import fc from "fast-check";
import { expect, test } from "vitest";
import { compileCourse } from "../compile.ts";
import { LOCK_FILE } from "../lock/lock-file.ts";
import { objectHost } from "../source-host.ts";
import { editSteps, firstFiles, knownSteps } from "../testing/course-edits.testing.ts";
import type { EditStep } from "../testing/course-edits.testing.ts";
import { OpenedFiles } from "./opened-files.ts";

const parts = ({ course, diagnostics, lock, files }: Awaited<ReturnType<typeof compileCourse>>) => ({
  course,
  diagnostics,
  lock,
  files,
});

/** Hundreds of compilations: on a busy machine that takes its time. */
const PATIENCE = 180_000;

/** Takes the steps and compares after each. @returns the codes that were said after each */
async function take(steps: readonly EditStep[]): Promise<readonly (readonly string[])[]> {
  const files = firstFiles();
  const opened = new OpenedFiles();
  const said: string[][] = [];
  await compileCourse(objectHost(files), { opened });
  for (const { edit, lock } of steps) {
    edit.apply(files);
    const again = await compileCourse(objectHost(files), { opened });
    const first = await compileCourse(objectHost(files));
    expect(parts(again)).toEqual(parts(first));
    said.push(first.diagnostics.map(({ code }) => code));
    if (lock) files[LOCK_FILE] = first.lock.text;
  }
  return said;
}

test(
  "whatever is edited in whatever order, a course compiled again is what it would be if compiled for the first time",
  async () => {
    await fc.assert(
      fc.asyncProperty(editSteps, async (steps) => void (await take(steps))),
      { numRuns: 15 },
    );
  },
  PATIENCE,
);

test("the same after edits that are known to matter", async () => {
  const said = await take(knownSteps);
  for (const [index, { says, edit }] of knownSteps.entries())
    if (says !== undefined) expect(said[index], edit.name).toContain(says);
    else expect(said[index], edit.name).not.toContain("question/duplicate-id");
});

test("a file that did not change is opened once, one that changed again, and one that is gone is forgotten", async () => {
  const files = firstFiles();
  const opened = new OpenedFiles();
  const source = (name: string) => ({ file: name, text: String(files[name]) });
  await compileCourse(objectHost(files), { opened });
  const before = opened.find("page", source("01-first/01-a.md"));
  files["01-first/02-b.md"] = "# B\n\n## More\n";
  await compileCourse(objectHost(files), { opened });
  expect(opened.find("page", source("01-first/01-a.md"))).toBe(before);
  expect(opened.find("page", source("01-first/02-b.md"))?.open.scan.questions).toEqual([]);
  expect(opened.find("page", { file: "01-first/02-b.md", text: "# B\n" })).toBeUndefined();
  delete files["02-second.md"];
  await compileCourse(objectHost(files), { opened });
  await compileCourse(objectHost(files), { opened });
  expect(
    opened.find("page", { file: "02-second.md", text: String(firstFiles()["02-second.md"]) }),
  ).toBeUndefined();
});
