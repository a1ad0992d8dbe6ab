import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { positionOf } from "@tessera/diagnostics";
import type { Diagnostic, SourceText } from "@tessera/diagnostics";
import { describe, expect, test } from "vitest";
import { MARKDOWN_CODES } from "./catalogue.ts";
import { compileCourse } from "./compile.ts";
import { objectHost } from "./source-host.ts";

/**
 * One folder for each code: `files/` is a course folder (a plain course.md is added where there is none),
 * `expected.json` is all that is said about it. `UPDATE_FIXTURES=1` writes the second; read the difference.
 */
const folder = fileURLToPath(new URL("../fixtures/", import.meta.url));
const COURSE =
  "---\nid: https://example.org/courses/pumps\ntitle: Pumps\nversion: 1.0.0\nlanguage: en\n---\n\n# Pumps\n\nAbout pumps.\n";

function filesIn(root: string, prefix = ""): Record<string, Uint8Array> {
  const found: Record<string, Uint8Array> = {};
  for (const name of readdirSync(root)) {
    const path = `${root}/${name}`;
    if (statSync(path).isDirectory()) Object.assign(found, filesIn(path, `${prefix}${name}/`));
    // A large file is not kept here: what is kept is how large it is.
    else if (name.endsWith(".zeros"))
      found[`${prefix}${name.slice(0, -6)}`] = new Uint8Array(Number(readFileSync(path, "utf8")));
    else found[`${prefix}${name}`] = new Uint8Array(readFileSync(path));
  }
  return found;
}

function shown(diagnostic: Diagnostic, sources: ReadonlyMap<string, SourceText>) {
  const { code, severity, message, span, help, requirement } = diagnostic;
  const source = span && sources.get(span.file);
  const place = span && source ? positionOf(source, span.start) : {};
  return { code, severity, ...(span && { file: span.file }), ...place, message, help, requirement };
}

const cases = readdirSync(folder).sort();

describe("every code of the room has a fixture that meets it", () => {
  test.each(Object.keys(MARKDOWN_CODES))("%s", (code) => {
    const path = `${folder}${code.replace("/", "__")}/expected.json`;
    const expected = JSON.parse(readFileSync(path, "utf8")) as { code: string; line?: number }[];
    expect(expected.map((each) => each.code)).toContain(code);
  });
});

describe("each fixture gives what it expects", () => {
  test.each(cases)("%s", async (name) => {
    const files = filesIn(`${folder}${name}/files`);
    const host = objectHost({
      ...(name !== "course__missing" && { "course.md": COURSE }),
      ...files,
    });
    const { diagnostics, sources, course } = await compileCourse(host, {
      frozen: name === "lock__out-of-date",
    });
    const found = JSON.parse(JSON.stringify(diagnostics.map((each) => shown(each, sources)))) as unknown;
    const path = `${folder}${name}/expected.json`;
    if (process.env["UPDATE_FIXTURES"] === "1" || !existsSync(path))
      writeFileSync(path, `${JSON.stringify(found, null, 2)}\n`);
    expect(found).toEqual(JSON.parse(readFileSync(path, "utf8")));
    expect(course === undefined).toBe(diagnostics.some((each) => each.severity === "error"));
  });
});
