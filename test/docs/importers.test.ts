import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { between, importerSections } from "./importers-page.ts";

const path = fileURLToPath(new URL("../../docs/importers.md", import.meta.url));

test("docs/importers.md says what `tessera verify` forecasts with; UPDATE_DOCS=1 writes it", () => {
  const written = `\n\n${importerSections()}\n`;
  const page = readFileSync(path, "utf8");
  if (process.env["UPDATE_DOCS"] === "1") writeFileSync(path, between(page).with(written));
  expect(between(readFileSync(path, "utf8")).text.trim()).toBe(written.trim());
});
