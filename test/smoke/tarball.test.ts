/** The command line as a stranger gets it: packed, installed with npm in an empty folder, no clone in sight. */
import { spawn, spawnSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { npmScript, pnpm, quietNpm } from "../../tools/dev/run.mjs";

const cli = fileURLToPath(new URL("../../tools/cli/", import.meta.url));
let folder: string;
let command: string;

function node(args: readonly string[], cwd: string) {
  const done = spawnSync(process.execPath, [...args], { cwd, encoding: "utf8", env: quietNpm() });
  return { status: done.status, stdout: done.stdout, stderr: done.stderr };
}

const tessera = (...words: string[]) => node([command, ...words], folder);

beforeAll(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "tessera tarball ü ")));
  const packed = node(pnpm(["pack", "--pack-destination", folder]), cli);
  expect(packed.status, packed.stderr).toBe(0);
  const [tarball = ""] = readdirSync(folder);
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "site", private: true }));
  // `--prefer-offline`: what the machine has had before is not asked for again.
  const install = [
    "install",
    "--no-audit",
    "--no-fund",
    "--ignore-scripts",
    "--prefer-offline",
    `./${tarball}`,
  ];
  const installed = node([npmScript(), ...install], folder);
  expect(installed.status, installed.stderr).toBe(0);
  command = join(folder, "node_modules", "@tessera", "cli", "dist", "bin", "tessera.js");
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("it installs with its licences and with nothing that it carries already", () => {
  const modules = join(folder, "node_modules");
  expect(readdirSync(join(modules, "@tessera"))).toEqual(["cli"]);
  const own = join(modules, "@tessera", "cli");
  for (const file of ["LICENSE", "README.md", "dist/bin/NOTICES.txt", "dist/runtime/NOTICES.txt"])
    expect(existsSync(join(own, file)), file).toBe(true);
  for (const gone of ["src", "node_modules"]) expect(existsSync(join(own, gone)), gone).toBe(false);
  const bin = readdirSync(join(modules, ".bin"));
  expect(bin.some((name) => name.startsWith("tessera"))).toBe(true);
});

test("a course is written, checked, built and verified", () => {
  expect(tessera("new", "my course").status).toBe(0);
  expect(tessera("check", "my course").status).toBe(0);
  expect(tessera("build", "my course")).toMatchObject({ status: 0, stdout: "my-course.zip\n" });
  const verified = tessera("verify", "my-course.zip");
  expect(verified.status, verified.stderr).toBe(0);
  expect(verified.stdout).toContain("conforms to cmi5");
});

test("what the language draws at build is in the command: code in its colours, a formula", () => {
  expect(tessera("new", "drawn").status).toBe(0);
  const page = join(folder, "drawn", "01-how-a-page-works.md");
  const drawn = "\n```sh\nif true; then echo yes; fi\n```\n\nA formula: $Q = m c$.\n";
  writeFileSync(page, readFileSync(page, "utf8") + drawn);
  const built = tessera("build", "drawn", "--target", "web", "--out", "drawn-web");
  expect(built.status, built.stderr).toBe(0);
  const pages = readdirSync(join(folder, "drawn-web"), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".html"))
    .map((name) => readFileSync(join(folder, "drawn-web", name), "utf8"))
    .join("");
  expect(pages).toMatch(/<span class="?hl-k/);
  expect(pages).toContain("<math");
});

test("the demo plays the course that `new` writes, and the LMS keeps its statements in a file", async () => {
  mkdirSync(join(folder, "kept"));
  const words = [
    ["demo", "--port", "0"],
    ["launch", "my-course.zip", "--port", "0", "--db", join("kept", "lrs.db")],
  ];
  for (const each of words) {
    const { address, said, stop } = await serve(each);
    expect((await fetch(address)).status).toBe(200);
    await stop();
    expect(said()).not.toContain("error");
  }
  expect(existsSync(join(folder, "kept", "lrs.db"))).toBe(true);
}, 60_000);

/** Starts a command that serves, and waits for the address that it prints. */
async function serve(words: readonly string[]) {
  const server = spawn(process.execPath, [command, ...words], { cwd: folder });
  let all = "";
  server.stderr.on("data", (text) => (all += String(text)));
  const ended = new Promise<void>((resolve) => server.once("close", () => resolve()));
  const address = await new Promise<string>((resolve, reject) => {
    server.stdout.on("data", (text) => resolve(String(text).trim()));
    server.once("close", () => reject(new Error(all)));
  });
  const stop = async () => {
    server.kill("SIGTERM");
    await ended;
  };
  return { address, said: () => all, stop };
}
