import { expect, test } from "vitest";
import { report } from "./report.ts";

test.each([
  ["coverage", { on: "2027-01-31" }],
  ["expiring", { on: "2027-01-31" }],
  ["coverage", { without: ["p1"] }],
] as const)("a page of %s that names nobody is not asked %j", async (name, asked) => {
  const page = report(name, { db: "none.duckdb", format: "html", ...asked });
  await expect(page).rejects.toThrow("the dashboard, which protects it");
});
