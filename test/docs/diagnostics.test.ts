import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { CMI5_CODES } from "@tessera/cmi5";
import { COURSE_CODES } from "@tessera/course";
import { INTERACTION_CODES } from "@tessera/interactions/schema";
import { INTERCHANGE_CODES } from "@tessera/interchange";
import { MARKDOWN_CODES } from "@tessera/markdown";
import { PORTFOLIO_CODES } from "@tessera/portfolio";
import { expect, test } from "vitest";

const catalogues = {
  CMI5_CODES,
  COURSE_CODES,
  INTERACTION_CODES,
  INTERCHANGE_CODES,
  MARKDOWN_CODES,
  PORTFOLIO_CODES,
};
const codes = Object.values(catalogues).flatMap((catalogue) => Object.keys(catalogue));
const page = readFileSync(fileURLToPath(new URL("../../docs/diagnostics.md", import.meta.url)), "utf8");

/** Code → what stands under its heading, up to the next heading. */
const entries = new Map(
  [...page.matchAll(/^### `([^`]+)`\n([\s\S]*?)(?=^### `|$(?![\s\S]))/gm)].map(([, code = "", text = ""]) => [
    code,
    text.trim(),
  ]),
);

test("no code belongs to two rooms", () => {
  expect(codes.filter((code, index) => codes.indexOf(code) !== index)).toEqual([]);
});

test("every code is named room-or-kind/kebab-case", () => {
  expect(codes.filter((code) => !/^[a-z0-9]+(-[a-z0-9]+)*\/[a-z0-9]+(-[a-z0-9]+)*$/.test(code))).toEqual([]);
});

test("every code has an entry in docs/diagnostics.md", () => {
  expect(codes.filter((code) => (entries.get(code) ?? "").length < 20)).toEqual([]);
});

test("every entry in docs/diagnostics.md belongs to a code", () => {
  expect([...entries.keys()].filter((code) => !codes.includes(code))).toEqual([]);
});

test("a mistake in the course source is shown with how to mend it", () => {
  const silent = Object.keys(MARKDOWN_CODES).filter(
    (code) => !entries.get(code)?.includes("How to mend it:"),
  );
  expect(silent).toEqual([]);
});
