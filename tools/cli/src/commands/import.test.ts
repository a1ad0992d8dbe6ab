import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { importQuestions } from "./import.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "tessera-import-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test("a bank that is there is not written over, whoever named it", () => {
  const [questions, bank] = [join(folder, "zones.gift"), join(folder, "zones.md")];
  writeFileSync(questions, "A VLAN is a wall. {T}\n");
  writeFileSync(bank, "mine");
  expect(() => importQuestions(questions, { out: bank, format: "pretty" })).toThrow(/is there already/);
  expect(readFileSync(bank, "utf8")).toBe("mine");
});
