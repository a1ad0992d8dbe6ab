import { loadRuntime } from "@tessera/bundle";
import type { Runtime } from "@tessera/bundle";
import type { ImportedPackage, PreviewSnapshot } from "@tessera/lms";
import { objectHost } from "@tessera/markdown";
import type { SourceHost } from "@tessera/markdown";
import { beforeEach, expect, test } from "vitest";
import { InputError } from "../exit.ts";
import type { PageVersion } from "./page-news.ts";
import { Preview } from "./preview.ts";

const front = `---
id: https://example.org/courses/valves
title: Valves
version: 1.0.0
language: en
---

About valves.
`;
const question = (right: "x" | " ") => `# Close it

Turn it clockwise.

:::choice
Which way?

- [${right}] Clockwise
- [${right === "x" ? " " : "x"}] The other way

:::
`;

let files: Record<string, string>;
let preview: Preview;
let taken: ImportedPackage[];
let shown: Omit<PreviewSnapshot, "look">[];
let told: ReadonlyMap<string, PageVersion>[];
let host: () => SourceHost;

let runtime: Runtime;

const previewOf = (): Preview =>
  new Preview({
    folder: "valves",
    host: () => host(),
    lms: {
      take: (course) => {
        taken.push(course);
        return { course: { key: "course-1" } as never, diagnostics: [] };
      },
      showPreview: (next) => shown.push(next),
    },
    units: { change: (pages) => told.push(pages) },
    runtime,
  });

beforeEach(async () => {
  files = { "course.md": front, "01-close.md": question("x") };
  host = () => objectHost(files);
  [taken, shown, told] = [[], [], []];
  runtime = await loadRuntime();
  preview = previewOf();
});

const pageOf = (course: ImportedPackage | undefined): string =>
  new TextDecoder().decode(course?.files.get("close.html"));

test("a course is played under names that stay when its text changes", async () => {
  await preview.saved();
  files["01-close.md"] = question("x").replace("clockwise.", "to the right.");
  await preview.saved();
  expect(pageOf(taken[0])).toContain("Turn it clockwise.");
  expect(pageOf(taken[1])).toContain("Turn it to the right.");
  expect(told.map((pages) => [...pages.keys()])).toEqual([["close.html"], ["close.html"]]);
  const [before, now] = told.map((pages) => pages.get("close.html"));
  expect(before?.version).not.toBe(now?.version);
  expect(pageOf(taken[1])).toContain(`data-version="${now?.version}"`);
  // All but the text is the same, so the page that is open need not be loaded again.
  expect(before?.rest).toBe(now?.rest);
  expect(now?.texts).toEqual([expect.stringContaining("Turn it to the right.")]);
  expect(shown.map(({ version, behind }) => [version, behind])).toEqual([
    [1, false],
    [2, false],
  ]);
});

test("a save that changes nothing is no version", async () => {
  await preview.saved();
  await preview.saved();
  expect(taken).toHaveLength(1);
  expect(shown.at(-1)).toMatchObject({ version: 1, behind: false });
});

test("a save with an error is told with its line, and the version before stays until it is mended", async () => {
  await preview.saved();
  files["01-close.md"] = question("x").replace(":::choice", ":::chioce");
  await preview.saved();
  expect(taken).toHaveLength(1);
  expect(told).toHaveLength(1);
  expect(shown.at(-1)).toMatchObject({ course: "course-1", version: 1, behind: true });
  expect(shown.at(-1)?.problems[0]).toMatchObject({
    code: "directive/unknown",
    severity: "error",
    place: { file: "01-close.md", line: 5 },
  });
  files["01-close.md"] = question("x");
  await preview.saved();
  expect(shown.at(-1)).toMatchObject({ version: 1, behind: false, problems: [] });
});

test("a course that never was without an error has nothing to play", async () => {
  files["course.md"] = front.replace("language: en\n", "");
  await preview.saved();
  expect(shown[0]).toMatchObject({ version: 0, behind: true });
  expect(shown[0]).not.toHaveProperty("course");
});

test("a folder that is not there for a moment is an error, and no end", async () => {
  await preview.saved();
  const there = host;
  host = () => {
    throw new InputError("there is no folder `valves`");
  };
  await preview.saved();
  expect(shown.at(-1)).toMatchObject({
    behind: true,
    problems: [{ message: "there is no folder `valves`" }],
  });
  host = there;
  await preview.saved();
  expect(shown.at(-1)).toMatchObject({ behind: false });
});

test("ids and versions follow each save as if the lock were written, and no file is", async () => {
  const before = { ...files };
  await preview.saved();
  files["01-close.md"] = question(" ");
  await preview.saved();
  // Of a page that was renamed after that, the question is still the one that was changed.
  files["01-shut.md"] = files["01-close.md"] as string;
  delete files["01-close.md"];
  await preview.saved();
  expect(shown[1]?.problems.map(({ code }) => code)).toContain("lock/new-version");
  expect(shown[2]?.problems).toEqual([]);
  expect([...(told.at(-1) ?? new Map()).keys()]).toEqual(["close.html"]);
  expect(Object.keys(before)).toEqual(["course.md", "01-close.md"]);
  expect(Object.keys(files)).not.toContain("course.lock.yaml");
});

test("saves that come while one is built are built once more, together, and the last text is what is played", async () => {
  let asked = 0;
  const plain = host;
  host = () => {
    asked += 1;
    return plain();
  };
  const first = preview.saved();
  files["01-close.md"] = question("x").replace("clockwise.", "once.");
  const second = preview.saved();
  files["01-close.md"] = question("x").replace("clockwise.", "twice.");
  await Promise.all([first, second, preview.saved()]);
  expect(asked).toBe(2);
  expect(pageOf(taken.at(-1))).toContain("Turn it twice.");
});

/** Pages as text; all else is named by what it holds. */
const filesOf = (course: ImportedPackage | undefined): readonly string[] =>
  [...(course?.files ?? [])].map(([name, bytes]) =>
    name.endsWith(".html") ? new TextDecoder().decode(bytes) : `${name} ${bytes.length}`,
  );

/** Two units with a quiz, a term, a picture, links between them, and an objective that one teaches and one asks for. */
const COURSE = {
  "course.md": front.replace("language: en\n", "language: en\nobjectives:\n  close: Close a valve\n"),
  "01-close.md": `---
objectives: [close]
---

# Close it

Turn it :term[clockwise]. ![A valve](media/valve.svg)

:::glossary
| Term | Meaning |
|---|---|
| clockwise | to the right |

:::
`,
  "02-ask.md": `# Ask

See ![a valve](media/valve.svg).

::::quiz{#final mastery=0.5}
:::choice{#way objective=close}
Which way?

- [x] Clockwise
- [ ] The other way

:::
::::
`,
  "03-last.md": "# Last\n\nWell done. See [how](01-close.md), mind :term[clockwise].\n",
  "media/valve.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>',
};

test("after each edit a course that was played before is what it would be if it were played for the first time", async () => {
  const edits: readonly (readonly [file: keyof typeof COURSE, from: string, to: string])[] = [
    ["03-last.md", "Well done.", "Well **done**."],
    ["01-close.md", "# Close it", "# How to close it"],
    ["01-close.md", "to the right", "as a clock goes"],
    ["media/valve.svg", "M0 0h9v9z", "M0 0h9v8z"],
    ["02-ask.md", "Which way?", "Which way does it close?"],
    ["course.md", "title: Valves", "title: All valves"],
    ["03-last.md", "Well", ":::details[More]\nText.\n:::\n\nWell"],
    ["01-close.md", "objectives: [close]", "minutes: 3"],
    ["02-ask.md", "mastery=0.5", "mastery=1"],
  ];
  Object.assign(files, COURSE);
  await preview.saved();
  for (const [file, from, to] of edits) {
    expect(files[file]).toContain(from);
    files[file] = (files[file] ?? "").replace(from, to);
    const before = taken.length;
    await preview.saved();
    const now = taken.at(-1);
    // Each edit is seen.
    expect([file, taken.length]).toEqual([file, before + 1]);
    const first = previewOf();
    await first.saved();
    const fresh = taken.at(-1);
    expect(filesOf(now)).toEqual(filesOf(fresh));
    expect(now?.structure).toEqual(fresh?.structure);
  }
});
