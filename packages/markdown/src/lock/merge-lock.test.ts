import fc from "fast-check";
import { expect, test } from "vitest";
import { compileCourse } from "../compile.ts";
import { objectHost } from "../source-host.ts";
import { emptyLock, readLock, writeLock } from "./lock-file.ts";
import type { LockData, LockedQuestion } from "./lock-file.ts";
import { mergeLocks, sidesOf } from "./merge-lock.ts";

/** As git leaves it: what differs between the two files, in one piece, between its marks. */
function conflicted(one: string, other: string, base?: string): string {
  const [left, right] = [one.split("\n"), other.split("\n")];
  let head = 0;
  while (head < Math.min(left.length, right.length) && left[head] === right[head]) head += 1;
  let tail = 0;
  while (tail < Math.min(left.length, right.length) - head && left.at(-1 - tail) === right.at(-1 - tail))
    tail += 1;
  const middle = (lines: readonly string[]) => lines.slice(head, lines.length - tail);
  return [
    ...left.slice(0, head),
    "<<<<<<< HEAD",
    ...middle(left),
    ...(base === undefined ? [] : ["||||||| 1a2b3c", base]),
    "=======",
    ...middle(right),
    ">>>>>>> branch",
    ...left.slice(left.length - tail),
  ].join("\n");
}

const ids = fc.constantFrom("a", "b", "c", "d");
const place = fc.record({
  path: fc.constantFrom("01-a.md", "02-b.md", "gone.md"),
  title: fc.constantFrom("A", "B"),
});
const question: fc.Arbitrary<LockedQuestion> = fc
  .record({
    unit: ids,
    id: ids.map((id) => `https://example.org/${id}`),
    version: fc.integer({ min: 1, max: 3 }),
    text: fc.constantFrom("Which?", "What?"),
    auto: fc.boolean(),
    right: fc.array(ids, { maxLength: 2 }),
    parts: fc.dictionary(fc.constantFrom("options", "blanks"), fc.dictionary(ids, ids, { maxKeys: 3 }), {
      maxKeys: 2,
    }),
  })
  .map(({ auto, ...rest }) => ({ ...rest, ...(auto && { auto }) }));
const lock: fc.Arbitrary<LockData> = fc.record({
  format: fc.constant(1 as const),
  units: fc.dictionary(ids, place),
  blocks: fc.dictionary(ids, place),
  questions: fc.dictionary(ids, question),
});
const present = (path: string) => path !== "gone.md";
const text = (data: LockData) => writeLock(data);

test("the same file comes out whichever side is called ours, and no id of either is lost", () => {
  fc.assert(
    fc.property(lock, lock, (one, other) => {
      const merged = mergeLocks(one, other, present);
      expect(text(merged.data)).toBe(text(mergeLocks(other, one, present).data));
      for (const group of ["units", "blocks", "questions"] as const)
        expect(Object.keys(merged.data[group]).sort()).toEqual(
          [...new Set([...Object.keys(one[group]), ...Object.keys(other[group])])].sort(),
        );
      for (const [slug, { version }] of Object.entries(merged.data.questions))
        for (const side of [one, other])
          expect(version).toBeGreaterThanOrEqual(side.questions[slug]?.version ?? 1);
    }),
  );
});

test("merged with itself, or with what came before it, a file stays as it is", () => {
  fc.assert(
    fc.property(lock, (one) => {
      expect(text(mergeLocks(one, one, present).data)).toBe(text(one));
      expect(text(mergeLocks(one, emptyLock, present).data)).toBe(text(one));
    }),
  );
});

test("a file with the marks of a merge is read as the two that it was, with a common ancestor or without", () => {
  fc.assert(
    fc.property(lock, lock, fc.boolean(), (one, other, diff3) => {
      fc.pre(text(one) !== text(other));
      const whole = conflicted(text(one), text(other), diff3 ? "  old: line" : undefined);
      expect(sidesOf(whole)).toEqual([text(one), text(other)]);
      const said: string[] = [];
      const source = { file: "course.lock.yaml", text: whole };
      const read = readLock(source, { present, report: ({ code }) => said.push(code) });
      expect(read && text(read)).toBe(text(mergeLocks(one, other, present).data));
      expect(said).toEqual(["lock/merged"]);
    }),
  );
});

test("half a conflict is none", () => {
  expect(sidesOf("<<<<<<< HEAD\na\n=======\nb\n")).toBeUndefined();
  expect(sidesOf("a\n=======\nb\n")).toBeUndefined();
  expect(sidesOf("a\nb\n")).toBeUndefined();
});

const COURSE =
  "---\nid: https://example.org/courses/pumps\ntitle: Pumps\nversion: 1.0.0\nlanguage: en\n---\n\nAbout pumps.\n";
const choice = (id: string, ...answers: readonly string[]) =>
  `:::choice{${id}}\nWhich valve first?\n\n${answers.map((answer) => `- ${answer}\n`).join("")}\n:::\n`;
const compile = async (pages: Readonly<Record<string, string>>, locked?: string) => {
  const result = await compileCourse(
    objectHost({
      "course.md": COURSE,
      ...pages,
      ...(locked !== undefined && { "course.lock.yaml": locked }),
    }),
  );
  return { ...result, said: result.diagnostics.map(({ code, message }) => `${code}: ${message}`) };
};
const SUCTION = ["[x] Suction", "[ ] Discharge", "[ ] Drain"];
const DISCHARGE = ["[ ] Suction", "[x] Discharge", "[ ] Drain"];
const DRAIN = ["[ ] Suction", "[ ] Discharge", "[x] Drain"];

test.each([
  ["ours first", false],
  ["theirs first", true],
])(
  "after a merge in git `check` writes one lock file, and has nothing more to say: %s",
  async (_, swapped) => {
    const base = { "01-a.md": `# A\n\n${choice("#one", ...SUCTION)}` };
    const before = (await compile(base)).lock.text;
    // One side adds a unit, the other renames the first and adds a question without an id.
    const ours = { ...base, "02-b.md": `# B\n\n${choice("#two", ...SUCTION)}` };
    const theirs = {
      "01-valves.md": `${base["01-a.md"]}\n${choice("", "[x] Vent", "[ ] Drain").replace("{}", "")}`,
    };
    const locks = [(await compile(ours, before)).lock.text, (await compile(theirs, before)).lock.text];
    if (swapped) locks.reverse();
    const [one = "", other = ""] = locks;
    const both = { "01-valves.md": theirs["01-valves.md"], "02-b.md": ours["02-b.md"] };
    const merged = await compile(both, conflicted(one, other));
    expect(merged.said).toEqual(["lock/merged: two lock files were merged, and every id of both is kept"]);
    expect(merged.lock.changed).toBe(true);
    expect(merged.course?.children.map(({ slug }) => slug)).toEqual(["a", "b"]);
    expect(merged.lock.text).toMatch(/^ {2}one:[^]*^ {2}two:[^]*^ {2}which-valve-first:/m);
    const again = await compile(both, merged.lock.text);
    expect(again.said).toEqual([]);
    expect(again.lock.changed).toBe(false);
  },
);

test.each([
  ["ours first", false],
  ["theirs first", true],
])(
  "a version that both sides gave to another meaning is used up, and that is said: %s",
  async (_, swapped) => {
    const page = (answers: readonly string[]) => ({ "01-a.md": `# A\n\n${choice("#one", ...answers)}` });
    const before = (await compile(page(SUCTION))).lock.text;
    const locks = [
      (await compile(page(DISCHARGE), before)).lock.text,
      (await compile(page(DRAIN), before)).lock.text,
    ];
    if (swapped) locks.reverse();
    const [one = "", other = ""] = locks;
    const merged = await compile(page(DISCHARGE), conflicted(one, other));
    expect(merged.said[0]).toContain("both gave a new meaning to `one`, so its version is raised once more");
    expect(merged.lock.text).toMatch(/^ {2}one:[^]*version: [34]$/m);
    expect((await compile(page(DISCHARGE), merged.lock.text)).said).toEqual([]);
  },
);
