import fc from "fast-check";
import { expect, test } from "vitest";
import { lineCount, lineText, offsetOf, positionOf } from "./source-text.ts";

const source = (text: string) => ({ file: "a.md", text });

test.each([
  ["\n", "one\ntwo\nthree"],
  ["\r\n", "one\r\ntwo\r\nthree"],
  ["a lone \\r", "one\rtwo\rthree"],
])("lines end with %s", (_, text) => {
  const lines = source(text);
  expect(lineCount(lines)).toBe(3);
  expect([1, 2, 3].map((line) => lineText(lines, line))).toEqual(["one", "two", "three"]);
  expect(positionOf(lines, text.indexOf("three") + 2)).toEqual({ line: 3, column: 3 });
});

test("columns count UTF-16 code units, as editors do", () => {
  expect(positionOf(source("\t😀x"), 3)).toEqual({ line: 1, column: 4 });
});

test("an offset outside the text is moved to its nearest end", () => {
  expect(positionOf(source("ab\nc"), -5)).toEqual({ line: 1, column: 1 });
  expect(positionOf(source("ab\nc"), 99)).toEqual({ line: 2, column: 2 });
  expect(positionOf(source(""), 0)).toEqual({ line: 1, column: 1 });
});

test("there is no line 0 and none behind the last", () => {
  expect([lineText(source("a"), 0), lineText(source("a"), 2)]).toEqual(["", ""]);
});

const texts = fc
  .array(fc.constantFrom("a", "\n", "\r\n", "😀", "\t", "é"), { maxLength: 30 })
  .map((parts) => parts.join(""));

test("position and offset are each other's inverse, but for the inside of a line ending", () => {
  fc.assert(
    fc.property(texts, fc.nat(), (text, at) => {
      const lines = source(text);
      const offset = text.length === 0 ? 0 : at % (text.length + 1);
      fc.pre(!(text[offset - 1] === "\r" && text[offset] === "\n"));
      expect(offsetOf(lines, positionOf(lines, offset))).toBe(offset);
    }),
  );
});
