import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { questionStrings } from "./languages/question-strings.ts";
import { type Kind, kinds } from "./kinds.ts";
import { QUESTION_PLACES } from "./reading/directive-places.ts";
import type { KindSource } from "./reading/kind-source.ts";
import { readPage } from "./reading/sample-context.testing.ts";
import { schemas } from "./schemas.ts";
import { EN } from "./strings/en.ts";

const src = fileURLToPath(new URL("./", import.meta.url));
const names = Object.keys(kinds);

describe.each(names)("the folder of %s", (kind) => {
  test("has every part of the contract", () => {
    const parts = ["schema", "score", "xapi", "element", "testing", "samples", "test"].map(
      (part) => `${kind}.${part}.ts`,
    );
    const missing = [...parts, `${kind}.ts`, `${kind}.css`, "README.md"].filter(
      (file) => !existsSync(`${src}${kind}/${file}`),
    );
    expect(missing).toEqual([]);
    expect(existsSync(`${src}kinds/${kind}.ts`)).toBe(true);
  });

  test("has a README whose examples compile", () => {
    const readme = readFileSync(`${src}${kind}/README.md`, "utf8");
    const examples = [...readme.matchAll(/```markdown\n([\s\S]*?)```/g)].map(([, example = ""]) => example);
    expect(examples.length).toBeGreaterThan(0);
    for (const example of examples) {
      const { questions, diagnostics } = readPage(example);
      expect(diagnostics).toEqual([]);
      expect(questions.map((question) => question.kind)).toContain(kind);
    }
  });

  test("has a README with the scoring rule for each way of scoring", () => {
    const readme = readFileSync(`${src}${kind}/README.md`, "utf8");
    for (const word of ["`all-or-nothing`", "`partial`", "`negative`"]) expect(readme).toContain(word);
  });
});

test("a kind that no key judges says that it is practice only, and the others do not", () => {
  for (const [kind, source] of Object.entries<KindSource>(schemas))
    expect(source.practiceOnly === true, kind).toBe(!String(kinds[kind as Kind].judgedBy).includes('"key"'));
});

test("every folder of a kind is registered", () => {
  const folders = readdirSync(src, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(`${src}${entry.name}/${entry.name}.element.ts`))
    .map(({ name }) => name);
  expect(folders.sort()).toEqual([...names].sort());
});

/** Every file that a door reaches, with the packages that it names; types do not count. */
function reach(entry: string, seen = new Set<string>()): Set<string> {
  if (seen.has(entry)) return seen;
  seen.add(entry);
  const code = readFileSync(entry, "utf8");
  for (const [, clause = "", from = ""] of code.matchAll(
    /^(?:import|export)\s+(?:((?:type\s+)?(?:\*(?:\s+as\s+\w+)?|\{[^}]*\}))\s+from\s+)?"([^"]+)"/gm,
  )) {
    const values = clause.replace(/\btype\s+\w+/g, "").replace(/[\s,{}*]/g, "");
    if (clause.startsWith("type") || (clause.startsWith("{") && values === "")) continue;
    if (from.startsWith(".")) reach(resolve(dirname(entry), from), seen);
    else seen.add(from);
  }
  return seen;
}

test.each(["index.ts", "elements.ts", ...names.map((kind) => `kinds/${kind}.ts`)])(
  "%s reaches no zod and no mdast",
  (door) => {
    const reached = [...reach(`${src}${door}`)];
    expect(
      reached.filter((name) => /zod|mdast|@tessera\/diagnostics|\.schema\.ts|\/reading\//.test(name)),
    ).toEqual([]);
    expect(reached.length).toBeGreaterThan(2);
  },
);

test("the authoring door does reach zod, so the search above finds what it looks for", () => {
  expect([...reach(`${src}schema.ts`)]).toContain("zod");
});

test.each(["de", "ar", "de-CH"])("%s has every phrase, with the same places to fill in", (language) => {
  const strings = questionStrings(language);
  const places = (text: string | undefined) =>
    [...(text ?? "").matchAll(/\{\w+\}/g)].map(([place]) => place).sort();
  for (const [key, english] of Object.entries(EN)) expect(places(strings[key]), key).toEqual(places(english));
  expect(strings["question.language"]).toBe(language.slice(0, 2));
});

test("a unit carries the words of the kinds that it uses and no others", () => {
  const owners = (...used: string[]) =>
    new Set(Object.keys(questionStrings("de", new Set(used))).map((key) => key.split(".")[0]));
  expect(owners("choice")).toEqual(new Set(["question"]));
  expect(owners("choice", "likert")).toEqual(new Set(["question", "likert"]));
  const all = new Set(Object.keys(EN).map((key) => key.split(".")[0] as string));
  expect([...all].filter((owner) => owner !== "question" && !names.includes(owner))).toEqual([]);
});

test("the compiler learns where each directive of a question may stand", () => {
  expect(QUESTION_PLACES.map(({ name, forms, within }) => `${name} ${forms.join("|")}: ${within.join(" ")}`))
    .toMatchInlineSnapshot(`
      [
        "hint leaf|container: true-false choice fill-in numeric matching sequencing likert long-fill-in performance hotspot label drag scenario",
        "correct leaf|container: true-false choice fill-in numeric matching sequencing likert long-fill-in performance hotspot label drag scenario",
        "partial leaf|container: true-false choice fill-in numeric matching sequencing likert long-fill-in performance hotspot label drag scenario",
        "incorrect leaf|container: true-false choice fill-in numeric matching sequencing likert long-fill-in performance hotspot label drag scenario",
        "feedback leaf|container: true-false choice fill-in numeric matching sequencing likert long-fill-in performance hotspot label drag scenario",
        "set text: choice numeric sequencing likert long-fill-in performance hotspot label drag scenario",
        "blank text: fill-in",
        "choose text: fill-in",
        "key-points container: long-fill-in",
        "model-answer container: long-fill-in",
        "end leaf: scenario",
      ]
    `);
});
