import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";

const root = fileURLToPath(new URL("../../", import.meta.url));
const room = join(root, "packages/interactions");
let copy: string;

const scaffold = (...words: readonly string[]) =>
  spawnSync(process.execPath, [join(root, "tools/dev/new-interaction.mjs"), ...words, "--room", copy], {
    encoding: "utf8",
  });

beforeAll(() => {
  // Beside the room, so that what it imports is found.
  copy = mkdtempSync(join(tmpdir(), "tessera-kind-"));
  for (const name of ["src", "package.json"]) cpSync(join(room, name), join(copy, name), { recursive: true });
  symlinkSync(join(room, "node_modules"), join(copy, "node_modules"));
});

afterAll(() => rmSync(copy, { recursive: true, force: true }));

test("a new kind's folder has every file of the contract, and its tests say what to do next", () => {
  expect(scaffold("confidence-scale").status).toBe(0);
  const files = readdirSync(join(copy, "src/confidence-scale"));
  for (const part of ["schema.ts", "score.ts", "xapi.ts", "element.ts", "test.ts", "css"]) {
    expect(files).toContain(`confidence-scale.${part}`);
  }
  expect(existsSync(join(copy, "src/kinds/confidence-scale.ts"))).toBe(true);

  const config = join(copy, "vitest.config.mjs");
  writeFileSync(
    config,
    `const conditions = ["source"];
export default { root: ${JSON.stringify(copy)}, resolve: { conditions, preserveSymlinks: false }, ssr: { resolve: { conditions } }, test: { include: ["src/confidence-scale/*.test.ts"], reporters: ["json"] } };`,
  );
  const vitest = join(root, "node_modules/vitest/vitest.mjs");
  const run = spawnSync(process.execPath, [vitest, "run", "-c", config], { cwd: root, encoding: "utf8" });
  const report = JSON.parse(run.stdout.slice(run.stdout.indexOf("{"))) as {
    testResults: { assertionResults: { title: string; status: string; failureMessages: string[] }[] }[];
  };
  const results = report.testResults.flatMap(({ assertionResults }) => assertionResults);
  expect(results.map(({ status }) => status)).toEqual(Array(6).fill("failed"));
  const said = results.flatMap(({ failureMessages }) => failureMessages).join("\n");
  for (const words of ["add a line to kinds.ts", "write README.md", "write confidence-scale.schema.ts"]) {
    expect(said).toContain(words);
  }
});

test("a kind that exists, or a name that is none, is refused", () => {
  expect(scaffold("choice").status).toBe(1);
  expect(scaffold("Choice!").status).toBe(2);
});
