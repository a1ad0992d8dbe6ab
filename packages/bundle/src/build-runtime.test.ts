import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Script } from "node:vm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { buildRuntime } from "./build-runtime.ts";
import { loadRuntime, type Runtime } from "./parts/runtime.ts";

let folder = "";
let runtime: Runtime;
const scripts: [string, string][] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "tessera-runtime-"));
  await buildRuntime(folder);
  runtime = await loadRuntime(folder);
  for (const name of await readdir(folder))
    if (name.endsWith(".js")) scripts.push([name, await readFile(join(folder, name), "utf8")]);
}, 60_000);

afterAll(() => rm(folder, { recursive: true, force: true }));

test("every script is a classic script that a browser can parse", () => {
  expect(scripts.length).toBeGreaterThan(3);
  // Raw decorators, `accessor` fields, `import` and `export` are syntax errors here (codebase.md section 4).
  for (const [name, text] of scripts) expect(() => new Script(text, { filename: name })).not.toThrow();
});

test("no script evaluates text, names a source map or holds a machine's path", () => {
  for (const [name, text] of scripts) {
    expect(text, name).not.toMatch(/\beval\(|new Function\(|sourceMappingURL|\/node_modules\//);
    expect(text, name).not.toContain("process.env");
  }
});

test("the player defines its elements and takes registrations", () => {
  const player = scripts.find(([name]) => name === "player.js")?.[1] ?? "";
  for (const word of ["tessera-unit", "tessera-quiz", "register"]) expect(player).toContain(word);
});

test("a kind's script carries no markup and no second copy of Lit", () => {
  for (const [name, text] of scripts.filter(([name]) => name.startsWith("kind-"))) {
    expect(text.length, name).toBeLessThan(12_000);
    expect(text, name).not.toContain('question-option" data-part');
    expect(text, name).not.toContain("litHtmlVersions");
  }
});

test("the manifest tells size and hash of every part", async () => {
  for (const [name, { size, hash }] of Object.entries(runtime.manifest.parts)) {
    expect((await runtime.read(name)).length, name).toBe(size);
    expect(hash).toMatch(/^[0-9a-f]{10}$/);
  }
});

test("the licences of what is inside travel with it", async () => {
  const notices = new TextDecoder().decode(await runtime.read("NOTICES.txt"));
  for (const name of ["lit ", "@xapi/cmi5 1.4.0", "axios 1.6.3 and 1.7.4", "BSD 3-Clause License", "MIT"])
    expect(notices).toContain(name);
});

test("style sheets fetch nothing", async () => {
  for (const name of Object.keys(runtime.manifest.parts).filter((part) => part.endsWith(".css")))
    expect(new TextDecoder().decode(await runtime.read(name)), name).not.toMatch(/url\(|@import/);
});

test("a runtime that was not built is said to be missing", async () => {
  await expect(loadRuntime(join(folder, "nowhere"))).rejects.toThrow("run `npm run build` first");
});
