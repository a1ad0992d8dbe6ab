import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

const folder = new URL("../../docs/decisions/", import.meta.url);
const records = readdirSync(folder).filter((name) => name !== "README.md");

test("a decision record says its number, status, context, decision and consequences, in this order", () => {
  expect(records.length).toBeGreaterThan(40);
  for (const name of records) {
    const text = readFileSync(new URL(name, folder), "utf8");
    const parts = [
      `# ${Number(name.slice(0, 4))}. `,
      "\n**Status**: ",
      "\n**Context.**",
      "\n**Decision.**",
      "\n**Consequences.**",
    ];
    const places = parts.map((part) => text.indexOf(part));
    expect(places[0], name).toBe(0);
    expect(places, name).toEqual([...places].sort((one, other) => one - other));
    expect(places, name).not.toContain(-1);
  }
});

test("no two decisions have one number", () => {
  const numbers = records.map((name) => name.slice(0, 4));
  expect(numbers.filter((number, at) => numbers.indexOf(number) !== at)).toEqual([]);
});
