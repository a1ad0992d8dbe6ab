/** A small course with a bit of everything, and edits of every kind that authors make. For tests. */
import fc from "fast-check";

export type Files = Record<string, string | Uint8Array>;

/** Changes the files in place. */
export interface Edit {
  readonly name: string;
  apply(files: Files): void;
}

const QUESTION = (text: string, more = "") => `:::choice${more}
${text}

- [x] Yes
- [ ] No
  > Not so.

:::
`;

const SVG = (size: number) =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}"><path d="M0 0h1v1z"/></svg>`;

const FRONT = `---
id: https://example.org/courses/pumps
title: Pumps
version: 1.0.0
language: en
objectives:
  isolate: Isolate a pump
units:
  - learn: 01-first
    title: First
  - learn: 02-second.md
  - prove: 03-quiz
---

About pumps.
`;

export function firstFiles(): Files {
  return {
    "course.md": FRONT,
    "01-first/unit.md": "---\nminutes: 5\n---\n\n# First\n\nAbout the first.\n",
    "01-first/01-a.md": `# A\n\n## Part\n\nSee [B](02-b.md#more) and [second](../02-second.md) about :term[tag].\n\n![Pump](../media/pump.svg)\n\n${QUESTION("Is it off?")}`,
    "01-first/02-b.md": `# B\n\n## More\n\nA note.[^1]\n\n[^1]: Its text.\n\n${QUESTION("Is it cold?", "{#cold objective=isolate}")}\n> [!TIP]\n> Feel it.\n`,
    "02-second.md": `# Second\n\n[Valve](media/sheet.pdf) and ![Pump](media/pump.svg)\n\nMind the :term[tag].\n\n:::glossary\n| Term | Meaning |\n|---|---|\n| tag | a label |\n\n:::\n\n:::details[More]\nText.\n:::\n\n${QUESTION("Is it dry?")}`,
    "03-quiz/01-quiz.md": "# Quiz\n\n::::quiz{#final mastery=0.5}\n::from{bank=banks/b.md draw=1}\n::::\n",
    "banks/b.md": `${QUESTION("Is it tagged?")}\n${QUESTION("Is it tried?", "{#tried}")}`,
    "banks/idle.md": QUESTION("Is it idle?"),
    "media/pump.svg": SVG(10),
    "media/sheet.pdf": "%PDF-1.4",
  };
}

const PAGES = ["01-first/01-a.md", "01-first/02-b.md", "02-second.md", "03-quiz/01-quiz.md", "banks/b.md"];
const NAMES = [
  ...PAGES,
  "01-first/unit.md",
  "banks/idle.md",
  "01-first/00-new.md",
  "04-late.md",
  "media/pump.svg",
];
const PIECES = [
  "\nA paragraph with **weight**.\n",
  "\n## Another heading\n",
  "\n#### Too deep\n",
  "\n:::chioce\n",
  "\n:::\n",
  "\n[dead](gone.md) and [late](../04-late.md#there)\n",
  "\n![](media/pump.svg)\n",
  "\n> [!WARNNING]\n> Hot.\n",
  `\n${QUESTION("Is it new?")}`,
  `\n${QUESTION("Is it off?")}`,
  `\n${QUESTION("Twice?", "{#cold}")}`,
  "\n::from{bank=banks/idle.md draw=3}\n",
  "\u0000",
];
const SWAPS: readonly (readonly [string, string])[] = [
  ["- [x] Yes", "- [ ] Yes"],
  ["- [ ] No", "- [x] No"],
  ["Yes", "Yes indeed"],
  ["Is it", "Was it"],
  ["objective=isolate", "objective=isolatte"],
  ["language: en", "language: de"],
  ["title: Pumps", "title: Great pumps"],
  ["isolate: Isolate a pump", "shut: Shut a valve"],
  ["courses/pumps", "courses/valves"],
  ["version: 1", "version: 3"],
  ["mastery=0.5", "mastery=0.9"],
  ["draw=1", "draw=9"],
  ["  - learn: 02-second.md\n", ""],
  ["# A\n", "# A new name\n"],
  ["## More", "## Less"],
  ["minutes: 5", "pages: [02-b.md, 01-a.md]"],
  ["auto: true", "auto: no"],
  ["| tag |", "| label |"],
  ["a label", "a sign"],
];

const text = (files: Files, name: string): string | undefined => {
  const content = files[name];
  return typeof content === "string" ? content : undefined;
};

const appended = (name: string, piece: string): Edit => ({
  name: `append to ${name}: ${JSON.stringify(piece)}`,
  apply: (files) => void (files[name] = (text(files, name) ?? "# New\n") + piece),
});

const append: fc.Arbitrary<Edit> = fc
  .record({ name: fc.constantFrom(...NAMES), piece: fc.constantFrom(...PIECES) })
  .map(({ name, piece }) => appended(name, piece));

const swapped = (name: string, from: string, to: string): Edit => ({
  name: `${from} -> ${to} in ${name}`,
  apply: (files) => {
    const before = text(files, name);
    if (before !== undefined) files[name] = before.replace(from, to);
  },
});

const swap: fc.Arbitrary<Edit> = fc
  .record({
    name: fc.constantFrom("course.md", "course.lock.yaml", ...NAMES),
    pair: fc.constantFrom(...SWAPS),
  })
  .map(({ name, pair: [from, to] }) => swapped(name, from, to));

const remove: fc.Arbitrary<Edit> = fc
  .constantFrom("course.lock.yaml", "media/sheet.pdf", ...NAMES)
  .map((name) => ({
    name: `remove ${name}`,
    apply: (files) => void delete files[name],
  }));

const move: fc.Arbitrary<Edit> = fc
  .record({ from: fc.constantFrom(...NAMES), to: fc.constantFrom(...NAMES, "02-Second.md") })
  .map(({ from, to }) => ({
    name: `move ${from} to ${to}`,
    apply: (files) => {
      const content = files[from];
      if (content === undefined || from === to) return;
      delete files[from];
      files[to] = content;
    },
  }));

/** A question is cut out of one page and put at the end of another. */
const carry: fc.Arbitrary<Edit> = fc
  .record({ from: fc.constantFrom(...PAGES), to: fc.constantFrom(...PAGES) })
  .map(({ from, to }) => ({
    name: `carry a question from ${from} to ${to}`,
    apply: (files) => {
      const before = text(files, from) ?? "";
      const question = /^:::choice[\s\S]*?^:::$/m.exec(before)?.[0];
      if (question === undefined || text(files, to) === undefined) return;
      files[from] = before.replace(question, "");
      files[to] = `${text(files, to) ?? ""}\n${question}\n`;
    },
  }));

const pictured = (svg: string): Edit => ({
  name: `picture ${svg.slice(0, 60)}`,
  apply: (files) => void (files["media/pump.svg"] = svg),
});

const picture: fc.Arbitrary<Edit> = fc.constantFrom("", "no picture", SVG(20), SVG(3)).map(pictured);

const mend: Edit = {
  name: "mend everything",
  apply: (files) => {
    const { "course.lock.yaml": lock } = files;
    for (const name of Object.keys(files)) delete files[name];
    Object.assign(files, firstFiles(), lock === undefined ? {} : { "course.lock.yaml": lock });
  },
};

export const edit: fc.Arbitrary<Edit> = fc.oneof(
  append,
  swap,
  remove,
  move,
  carry,
  picture,
  fc.constant(mend),
);

/** One edit, and whether the lock is written then. */
export interface EditStep {
  readonly edit: Edit;
  readonly lock: boolean;
}

export const editSteps: fc.Arbitrary<EditStep[]> = fc.array(fc.record({ edit, lock: fc.boolean() }), {
  maxLength: 8,
});

/** Steps that reach what chance reaches seldom, and what is said then. */
export const knownSteps: readonly (EditStep & { readonly says?: string })[] = [
  { edit: mend, lock: true },
  {
    edit: swapped("01-first/01-a.md", "- [x] Yes", "- [ ] Yes"),
    lock: false,
    says: "question/no-right-answer",
  },
  { edit: swapped("01-first/01-a.md", "- [ ] No", "- [x] No"), lock: false, says: "lock/new-version" },
  { edit: swapped("01-first/01-a.md", "Is it off?", "Is it really off?"), lock: true },
  {
    edit: appended("02-second.md", `\n${QUESTION("Twice?", "{#cold}")}`),
    lock: false,
    says: "question/duplicate-id",
  },
  { edit: mend, lock: false },
  { edit: pictured("no picture"), lock: false, says: "image/unreadable" },
  { edit: pictured(SVG(20)), lock: false },
  { edit: swapped("01-first/02-b.md", "## More", "## Less"), lock: false, says: "link/dead" },
  { edit: swapped("01-first/01-a.md", "02-b.md#more", "02-b.md#less"), lock: true },
  { edit: swapped("02-second.md", "Mind the", "Mind a"), lock: false },
  { edit: swapped("02-second.md", "| tag |", "| label |"), lock: false, says: "term/unknown" },
  { edit: swapped("02-second.md", "| label |", "| Tag |"), lock: false },
  { edit: swapped("02-second.md", "a label", "a sign"), lock: true },
  { edit: swapped("banks/b.md", "Is it tagged?", "Is it labelled?"), lock: true },
  { edit: swapped("course.md", "language: en", "language: de"), lock: false },
  { edit: swapped("course.md", "language: de", "language: en"), lock: false },
  { edit: swapped("course.lock.yaml", "format: 1", "format: 99"), lock: false, says: "lock/newer-format" },
];
