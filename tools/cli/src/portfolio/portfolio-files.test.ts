import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { checkPortfolioFiles, peopleFile } from "./portfolio-files.adapter.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "tessera portfolio ü "));
  mkdirSync(join(folder, "hygiene"));
  writeFileSync(
    join(folder, "hygiene", "course.md"),
    "---\r\nid: https://example.org/courses/ot-cyber-hygiene\r\ncredential: { name: Hygiene, requires: [basics] }\r\n---\r\n\r\n# H\r\n",
  );
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const put = (name: string, content: string | Uint8Array) => {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
};
const codes = (paths: readonly string[]) => checkPortfolioFiles(paths).diagnostics.map(({ code }) => code);

test("a portfolio knows the courses that lie beside it, with what they require", () => {
  const good = put("good.yaml", "roles:\n  tech: {requires: [ot-cyber-hygiene]}\n");
  expect(codes([good])).toEqual([]);
  const circle = put("circle.yaml", "pathways:\n  basics: {requires: [ot-cyber-hygiene]}\n");
  expect(codes([circle])).toEqual(["portfolio/cycle"]);
});

test("people are looked up in the portfolio that is checked with them", () => {
  const portfolio = put("portfolio.yml", "roles: {tech: {}}\n");
  const people = put("people.csv", "id,mbox,role\n1,a@b.example,tehc\n");
  expect(codes([people, portfolio])).toEqual(["people/unknown-role"]);
  expect(codes([people])).toEqual([]);
});

test("Excel's UTF-16 is read, and what is no text is refused in words", () => {
  const text = "id\tmbox\tname\n1\ta@b.example\tÅsa\n";
  const utf16 = put("unicode.csv", Buffer.from(`\uFEFF${text}`, "utf16le"));
  expect(peopleFile(utf16)).toMatchObject({
    diagnostics: [],
    value: { people: [{ name: "Åsa", identities: [{ mbox: "mailto:a@b.example" }] }] },
  });
  const latin = put("latin.csv", Buffer.from("id,name\n1,Åsa\n", "latin1"));
  expect(codes([latin])).toEqual(["people/encoding"]);
  expect(() => codes([join(folder, "none.csv")])).toThrow("there is no");
});
