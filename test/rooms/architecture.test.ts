import { existsSync, readFileSync, readdirSync } from "node:fs";
import { expect, test } from "vitest";

const root = new URL("../../", import.meta.url);
const text = readFileSync(new URL("ARCHITECTURE.md", root), "utf8");

test("the main path is seven files, and each is there", () => {
  const path = [...text.matchAll(/^\d+\. `([^`]+)`/gm)].map((match) => match[1] ?? "");
  expect(path).toHaveLength(7);
  expect(path.filter((file) => !existsSync(new URL(file, root)))).toEqual([]);
});

test("every room has its row", () => {
  const rows = [...text.matchAll(/^\| ([a-z0-9/]+) +\|/gm)].map((match) => match[1] ?? "");
  for (const room of [...readdirSync(new URL("packages", root)), "tools/cli"]) expect(rows).toContain(room);
});

test("the README fits a screen, and leads to every room", () => {
  const readme = readFileSync(new URL("README.md", root), "utf8");
  expect(readme.split("\n").length).toBeLessThanOrEqual(70);
  const rooms = [...readdirSync(new URL("packages", root)).map((room) => `packages/${room}`), "tools/cli"];
  expect(rooms.filter((room) => !readme.includes(`](${room})`))).toEqual([]);
});
