import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** Lowest room first. A room may depend only on rooms listed before it. */
const ORDER = [
  "@tessera/diagnostics",
  "@tessera/qr",
  "@tessera/xapi",
  "@tessera/interactions",
  "@tessera/course",
  "@tessera/portfolio",
  "@tessera/markdown",
  "@tessera/interchange",
  "@tessera/cmi5",
  "@tessera/session",
  "@tessera/scorm",
  "@tessera/elements",
  "@tessera/lrs",
  "@tessera/lms",
  "@tessera/analytics",
  "@tessera/dashboard",
  "@tessera/workbench",
  "@tessera/credentials",
  "@tessera/verifier",
  "@tessera/observer",
  "@tessera/bundle",
  "@tessera/cli",
];

const manifests = [...readdirSync(`${root}packages`).map((room) => `packages/${room}`), "tools/cli"].map(
  (folder) =>
    JSON.parse(readFileSync(`${root}${folder}/package.json`, "utf8")) as {
      name: string;
      dependencies?: Record<string, string>;
    },
);

test("every room has a place in the one-way order", () => {
  expect(manifests.map((manifest) => manifest.name).sort()).toEqual([...ORDER].sort());
});

test.each(manifests)("$name depends only on rooms below it", ({ name, dependencies = {} }) => {
  const rank = ORDER.indexOf(name);
  const upward = Object.keys(dependencies)
    .filter((dependency) => dependency.startsWith("@tessera/"))
    .filter((dependency) => ORDER.indexOf(dependency) === -1 || ORDER.indexOf(dependency) >= rank);
  expect(upward).toEqual([]);
});

test("the judge does not know the session", () => {
  const lms = manifests.find((manifest) => manifest.name === "@tessera/lms");
  expect(Object.keys(lms?.dependencies ?? {})).not.toContain("@tessera/session");
});
