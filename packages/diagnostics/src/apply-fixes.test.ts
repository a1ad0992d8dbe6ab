import fc from "fast-check";
import { expect, test } from "vitest";
import { applyFixes, renderFixes } from "./apply-fixes.ts";
import type { Diagnostic } from "./diagnostic.ts";
import { renderJson } from "./render-json.ts";
import { renderSarif } from "./render-sarif.ts";

const source = { file: "a.md", text: "one\ntwo three\nfour\n" };
const fix = (start: number, end: number, text: string, file = "a.md"): Diagnostic => ({
  code: "x/y",
  severity: "error",
  message: "m",
  span: { file, start, end },
  fix: { span: { file, start, end }, text },
});

test("mends are made in the order of the text, each once, and those of other files are left", () => {
  const all = [fix(8, 13, "3"), fix(4, 7, "2"), fix(4, 7, "2"), fix(0, 3, "1", "b.md")];
  expect(applyFixes(source, all).text).toBe("one\n2 3\nfour\n");
});

test("of two mends that touch the same text the first is made", () => {
  const { text, made } = applyFixes(source, [fix(4, 7, "2"), fix(6, 13, "x"), fix(14, 14, "\n")]);
  expect(text).toBe("one\n2 three\n\nfour\n");
  expect(made).toHaveLength(2);
});

test("what no mend touches stays as it is", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(19), fc.nat(4), fc.constantFrom("", "x", "\n"))), (edits) => {
      const { text, made } = applyFixes(
        source,
        edits.map(([start, length, put]) => fix(start, start + length, put)),
      );
      let at = 0;
      let expected = "";
      for (const { span, text: put } of made) {
        expect(span.start).toBeGreaterThanOrEqual(at);
        expected += source.text.slice(at, span.start) + put;
        at = span.end;
      }
      expect(text).toBe(expected + source.text.slice(at));
    }),
  );
});

test("a mend is shown as the lines it takes away and puts there", () => {
  const { made } = applyFixes(source, [fix(4, 7, "2"), fix(8, 13, "3"), fix(14, 14, "\n")]);
  expect(renderFixes(source, made)).toBe(
    "--- a.md\n+++ a.md\n@@ line 2 @@\n-two three\n+2 3\n@@ line 3 @@\n+\n four\n",
  );
});

test("programs get the mend with its place", () => {
  const sources = new Map([[source.file, source]]);
  const { diagnostics } = JSON.parse(renderJson([fix(8, 13, "3")], sources)) as { diagnostics: unknown[] };
  expect(diagnostics).toMatchObject([
    { fix: { file: "a.md", line: 2, column: 5, endLine: 2, endColumn: 10, text: "3" } },
  ]);
  const log = JSON.parse(renderSarif([fix(8, 13, "3")], sources)) as { runs: { results: unknown[] }[] };
  expect(log.runs[0]?.results).toMatchObject([
    {
      fixes: [
        {
          artifactChanges: [
            {
              artifactLocation: { uri: "a.md" },
              replacements: [
                {
                  deletedRegion: { startLine: 2, startColumn: 5, endLine: 2, endColumn: 10 },
                  insertedContent: { text: "3" },
                },
              ],
            },
          ],
        },
      ],
    },
  ]);
});
