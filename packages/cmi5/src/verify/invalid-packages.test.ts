import { expect, test } from "vitest";
import { INVALID_PACKAGES } from "../testing/invalid-packages.ts";
import { RULES } from "./rules.ts";
import { verifyPackage } from "./verify-package.ts";

const CONJUNCTIONS = ["4.4.0.0-1", "4.4.0.0-2"];

for (const [number, { what, bytes, name, violates, codes, at }] of Object.entries(INVALID_PACKAGES)) {
  const ids = violates.map((id) => `[${id}] `).join("");
  test(`${ids}package ${number}, ${what}, is judged`, async () => {
    const result = await verifyPackage(bytes(), { name: name ?? `${number}.zip` });
    const violated = result.requirements.filter((row) => row.verdict === "violated");
    const must = violated.filter((row) => row.level === "MUST");
    expect(
      violated
        .map((row) => row.id)
        .filter((id) => !CONJUNCTIONS.includes(id))
        .sort(),
    ).toEqual([...violates].sort());
    expect(result.conforms).toBe(must.length === 0);
    const found = result.findings.map((finding) => finding.code);
    for (const code of codes) expect(found).toContain(code);
    for (const row of violated) expect(row.reason).not.toBe("");
    if (must.length > 0) expect(violated.map((row) => row.id)).toContain("4.4.0.0-1");
    if (at !== undefined) {
      const span = result.findings.find((finding) => finding.code === codes[0])?.span;
      const before = result.sources[0]?.text.slice(0, span?.start).split("\n") ?? [];
      expect(`${before.length}:${(before.at(-1)?.length ?? 0) + 1}`).toBe(at);
    }
  });
}

test("every requirement on packages is violated by some invalid package", async () => {
  const violated = new Set(Object.values(INVALID_PACKAGES).flatMap((entry) => entry.violates));
  const duties = RULES.filter((rule) => rule.binds === "package").map((rule) => rule.id);
  expect(duties.filter((id) => !violated.has(id))).toEqual([]);
});

test("the conjunctions name what they stand on", async () => {
  const { requirements } = await verifyPackage(INVALID_PACKAGES["234"]?.bytes() ?? new Uint8Array(), {
    name: "234.zip",
  });
  expect(requirements.find((row) => row.id === "4.4.0.0-2")).toMatchObject({ verdict: "violated" });
  expect(requirements.find((row) => row.id === "4.4.0.0-1")?.reason).toBe("violates 13.2.0.0-1");
});
