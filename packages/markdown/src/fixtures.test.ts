/**
 * One folder for each code: `files/` is a course folder (a plain course.md is added where there is none),
 * `expected.json` is all that is said about it. `UPDATE_FIXTURES=1` writes the second; read the difference.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { positionOf } from "@tessera/diagnostics";
import type { Diagnostic, SourceText } from "@tessera/diagnostics";
import { describe, expect, test } from "vitest";
import { MARKDOWN_CODES } from "./catalogue.ts";
import { compileFixture, fixtureCourse, FIXTURES } from "./testing/fixture-course.testing.ts";

function shown(diagnostic: Diagnostic, sources: ReadonlyMap<string, SourceText>) {
  const { code, severity, message, span, help, requirement } = diagnostic;
  const source = span && sources.get(span.file);
  const place = span && source ? positionOf(source, span.start) : {};
  return { code, severity, ...(span && { file: span.file }), ...place, message, help, requirement };
}

const cases = readdirSync(FIXTURES).sort();

describe("every code of the room has a fixture that meets it", () => {
  test.each(Object.keys(MARKDOWN_CODES))("%s", (code) => {
    const path = `${FIXTURES}${code.replace("/", "__")}/expected.json`;
    const expected = JSON.parse(readFileSync(path, "utf8")) as { code: string; line?: number }[];
    expect(expected.map((each) => each.code)).toContain(code);
  });
});

describe("each fixture gives what it expects", () => {
  test.each(cases)("%s", async (name) => {
    const { diagnostics, sources, course } = await compileFixture(name, fixtureCourse(name));
    const found = JSON.parse(JSON.stringify(diagnostics.map((each) => shown(each, sources)))) as unknown;
    const path = `${FIXTURES}${name}/expected.json`;
    if (process.env["UPDATE_FIXTURES"] === "1" || !existsSync(path))
      writeFileSync(path, `${JSON.stringify(found, null, 2)}\n`);
    expect(found).toEqual(JSON.parse(readFileSync(path, "utf8")));
    expect(course === undefined).toBe(diagnostics.some((each) => each.severity === "error"));
  });
});
