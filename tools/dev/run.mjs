// Starts child processes for the dev scripts: no shell, so that spaces and non-ASCII in paths are safe everywhere.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../../", import.meta.url));
// Not in package.json's `packageManager`: with it pnpm 12 wants a lock entry of its own, which `--frozen-lockfile` forbids.
const PNPM = "pnpm@12.21.0";

/** Runs Node on a script of ours or of a dependency; ends this process when it fails. */
export function node(args, options = {}) {
  const done = spawnSync(process.execPath, args, { cwd: root, stdio: "inherit", ...options });
  if (done.error) throw done.error;
  if (done.status !== 0 && !options.mayFail) process.exit(done.status ?? 1);
  return done;
}

/** Absolute path of a dependency's executable script, from its own `bin` field. */
export function bin(packageName, name = packageName) {
  const require = createRequire(join(root, "package.json"));
  let folder = dirname(require.resolve(packageName));
  while (
    !existsSync(join(folder, "package.json")) ||
    !JSON.parse(readFileSync(join(folder, "package.json"), "utf8")).bin
  )
    folder = dirname(folder);
  const { bin: bins } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  return join(folder, typeof bins === "string" ? bins : bins[name]);
}

/** Says clearly which Node is needed, instead of failing somewhere inside a dependency. */
export function requireNode() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  console.error(`Tessera needs Node 20.19 or newer; this is ${process.versions.node}.`);
  process.exit(2);
}

/** Installs dependencies as the lock file says, unless that has been done already. */
/** @param options.quiet - what is said goes to stderr, since stdout belongs to a command's data */
export function install({ quiet = false } = {}) {
  const lock = join(root, "pnpm-lock.yaml");
  const done = join(root, "node_modules", ".modules.yaml");
  if (existsSync(done) && statSync(done).mtimeMs >= statSync(lock).mtimeMs) return;
  const stdio = quiet ? ["inherit", 2, "inherit"] : "inherit";
  if (!quiet) console.log("Installing dependencies…");
  return node(pnpm(["install", "--frozen-lockfile"]), { env: quietNpm(), stdio });
}

/** Arguments with which Node runs pnpm, of the version that this project is made with. */
export function pnpm(args) {
  const script = process.env.npm_execpath ?? "";
  return /pnpm/.test(script) ? [script, ...args] : [npmScript(), "exec", "--yes", "--", PNPM, ...args];
}

/** Unknown settings of npm's own are no concern of this project. */
export function quietNpm() {
  return { ...process.env, npm_config_loglevel: "error" };
}

/** Absolute path of the npm that belongs to this Node. */
export function npmScript() {
  const script = process.env.npm_execpath ?? "";
  if (script.endsWith("npm-cli.js")) return script;
  const beside = [
    join(dirname(process.execPath), "node_modules", "npm", "bin", "npm-cli.js"),
    join(dirname(process.execPath), "..", "lib", "node_modules", "npm", "bin", "npm-cli.js"),
  ].find(existsSync);
  if (beside) return beside;
  console.error("npm was not found beside Node; run this through `npm start` or `npm test`.");
  process.exit(2);
}

export function build({ quiet = false } = {}) {
  const options = { stdio: quiet ? ["inherit", 2, "inherit"] : "inherit" };
  node([bin("typescript", "tsc"), "-b", "tools/cli"], options);
  node(["packages/bundle/dist/build-runtime.js"], options);
  node(["tools/dev/bundle-cli.mjs"], options);
}
