import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { expect, test } from "vitest";
import { hasErrors, renderGithub, renderJson, renderPretty, renderSarif } from "@tessera/diagnostics";
import { compileCourse } from "./compile.ts";
import { objectHost } from "./source-host.ts";

const COURSE =
  "---\nid: https://example.org/courses/pumps\ntitle: Pumps\nversion: 1.0.0\nlanguage: en\nobjectives: {isolate: Isolate}\n---\n\n# Pumps\n";

/** Pieces of the language, in any order: what random characters would never make. */
const pieces = fc.constantFrom(
  ...[
    "# ",
    "## ",
    "#### ",
    "\n",
    "\n\n",
    "  ",
    "    ",
    "\t",
    "> ",
    "- ",
    "- [x] ",
    "- [ ] ",
    "* [ ] ",
    "1. ",
    "| a | b |\n|---|---|\n",
  ],
  ...[
    ":::",
    "::::",
    ":::::",
    "::",
    ":",
    ":::choice",
    ":::choice{#a}",
    "::::quiz{#q mastery=0.8 draw=2}",
    "::from{bank=banks/b.md}",
  ],
  ...[
    ":::details[x]",
    ":::tabs",
    "::hint[x]",
    ":blank[x]",
    ":choose[a; *b*]",
    ":set{fixed}",
    "{",
    "}",
    "[",
    "]",
    "(",
    ")",
    "`",
    "```",
    "```mermaid",
  ],
  ...[
    "---",
    "===",
    "$",
    "$$",
    "$x$",
    "[^1]",
    "[^1]: note",
    "[a](#b)",
    "![](x.png)",
    "![a](x.svg)",
    "[x](javascript:a)",
    "<b>",
    "</b>",
    "<!--",
    "-->",
  ],
  ...[
    "[!NOTE]",
    "[!X]",
    "\\",
    "\\:",
    "&amp;",
    "\u0000",
    "\uFEFF",
    "\uD83D",
    "😀",
    "é",
    "e\u0301",
    "\r\n",
    "\r",
    "a",
    "b",
    "word",
    "02:10",
    "\u2028",
    "__proto__",
    "constructor",
  ],
);
const markdown = fc.array(pieces, { maxLength: 60 }).map((parts) => parts.join(""));

async function holds(files: Readonly<Record<string, string | Uint8Array>>): Promise<void> {
  const result = await compileCourse(objectHost(files));
  const { diagnostics, sources, course } = result;
  expect(course === undefined).toBe(hasErrors(diagnostics));
  for (const { span, labels = [] } of diagnostics)
    for (const place of [...(span ? [span] : []), ...labels.map((label) => label.span)]) {
      const source = sources.get(place.file);
      expect(source, place.file).toBeDefined();
      expect(place.start).toBeGreaterThanOrEqual(0);
      expect(place.end).toBeGreaterThanOrEqual(place.start);
      expect(place.end).toBeLessThanOrEqual(Math.max(source?.text.length ?? 0, 3));
    }
  renderPretty(diagnostics, sources);
  renderJson(diagnostics, sources);
  renderGithub(diagnostics, sources);
  renderSarif(diagnostics, sources);
  if (course) {
    const html = JSON.stringify(course);
    expect(html).not.toMatch(/<(script|iframe|style|object|form)|<[^>]*\son\w+=/i);
    expect(html).not.toMatch(/ (href|src)=\\"(?!(https?|mailto|tel|tessera-asset):|#)/);
    expect(html).not.toMatch(/[\uE000\uE001]/);
    const again = await compileCourse(objectHost({ ...files, "course.lock.yaml": result.lock.text }));
    expect(again.course).toEqual(course);
    expect(again.lock.changed).toBe(false);
  }
}

test("any markdown gives a course or mistakes at places that exist, and compiles to the same again", async () => {
  await fc.assert(
    fc.asyncProperty(markdown, markdown, async (page, bank) => {
      await holds({
        "course.md": COURSE,
        "01-a.md": `# A\n\n${page}`,
        "02-b.md": `# B\n\n${bank}`,
        "banks/b.md": bank,
      });
    }),
    { numRuns: 80 },
  );
}, 60_000);

test("any front matter, list and lock gives a course or mistakes", async () => {
  const yaml = fc
    .array(
      fc.constantFrom(
        ...[
          "id: x\n",
          "title: ",
          "units:\n",
          "  - learn: 01-a.md\n",
          "  - block: A\n",
          "    units:\n",
          "      - prove: 01-a.md\n",
          "- ",
          "a: &a [*a]\n",
        ],
        ...[
          "mastery: 0.8\n",
          "mastery: .nan\n",
          "minutes: -1\n",
          "version: 1.0\n",
          "? ",
          "{",
          "}",
          "[",
          "]",
          "!!js/function x\n",
          "'",
          '"',
          "\n",
          "  ",
          "objectives:\n",
          "  __proto__: x\n",
        ],
        ...["format: 1\n", "format: 2\n", "questions: {}\n", "<<: *a\n", "null\n", "~\n", "\t"],
      ),
      { maxLength: 15 },
    )
    .map((parts) => parts.join(""));
  await fc.assert(
    fc.asyncProperty(yaml, yaml, yaml, async (course, unit, lock) => {
      await holds({
        "course.md": `---\n${course}---\n\n# C\n`,
        "01-a.md": `---\n${unit}---\n\n# A\n`,
        "02-b/unit.md": `---\n${unit}---\n`,
        "02-b/01.md": "# B\n\nText.\n",
        "03-c/block.md": `---\n${course}---\n`,
        "course.lock.yaml": lock,
      });
    }),
    { numRuns: 80 },
  );
}, 60_000);

const samples = fileURLToPath(new URL("../fixtures/sample__ot-and-plant-room/files/", import.meta.url));

function read(root: string, prefix = ""): Record<string, string> {
  if (!existsSync(root)) return {};
  return Object.assign(
    {},
    ...readdirSync(root).map((name) =>
      statSync(`${root}/${name}`).isDirectory()
        ? read(`${root}/${name}`, `${prefix}${name}/`)
        : { [`${prefix}${name}`]: readFileSync(`${root}/${name}`, "utf8") },
    ),
  ) as Record<string, string>;
}

test("a sample course with lines taken out, doubled, swapped or cut never stops the compiler", async () => {
  const files = read(samples);
  const edit = fc.record({
    file: fc.constantFrom(...Object.keys(files)),
    kind: fc.constantFrom("drop", "double", "swap", "cut"),
    at: fc.nat(),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 6 }), async (edits) => {
      const changed = { ...files };
      for (const { file, kind, at } of edits) {
        const lines = (changed[file] ?? "").split("\n");
        const index = at % lines.length;
        const line = lines[index] ?? "";
        if (kind === "drop") lines.splice(index, 1);
        if (kind === "double") lines.splice(index, 0, line);
        if (kind === "swap") lines.splice(index, 2, lines[index + 1] ?? "", line);
        if (kind === "cut") lines[index] = line.slice(0, at % (line.length + 1));
        changed[file] = lines.join("\n");
      }
      await holds(changed);
    }),
    { numRuns: 25 },
  );
}, 60_000);
