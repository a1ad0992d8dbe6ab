/** A folder of its own for the built command, and the command in it, as people and scripts call it. */
import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const tessera = fileURLToPath(new URL("../../dist/bin/tessera.js", import.meta.url));
/** What waits for ever is ended, and has no status; ms. */
const TIMEOUT = 100_000;

export interface Ran {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}
type Environment = Readonly<Record<string, string>>;

/**
 * @param name - how the folder's name begins; white space and letters beyond ASCII are what people have
 * @param env - of every run, beside that of this process
 */
export function commandFolder(name: string, env: Environment = {}) {
  const folder = mkdtempSync(join(tmpdir(), name));

  /** Runs it to its end while this process waits. @param more - environment of this run */
  const runWith = (more: Environment, ...words: readonly string[]): Ran => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [tessera, ...words], {
      cwd: folder,
      encoding: "utf8",
      timeout: TIMEOUT,
      env: { ...process.env, ...env, ...more },
    });
    return { status, stdout, stderr };
  };
  return {
    folder,
    runWith,
    run: (...words: readonly string[]): Ran => runWith({}, ...words),
    badge: (...words: readonly string[]): Ran => runWith({}, "badge", ...words),

    /** Runs it while something answers it in this process: an LRS. */
    runBeside: (words: readonly string[], more: Environment = {}): Promise<Ran> =>
      new Promise((resolve) => {
        const child = spawn(process.execPath, [tessera, ...words], {
          cwd: folder,
          env: { ...process.env, ...env, ...more },
          stdio: ["ignore", "pipe", "pipe"],
          timeout: TIMEOUT,
        });
        let [stdout, stderr] = ["", ""];
        child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
        child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
        child.on("close", (status) => resolve({ status, stdout, stderr }));
      }),

    text: (path: string): string => readFileSync(join(folder, path), "utf8"),
    /** An object is written as JSON. */
    put: (path: string, value: string | Uint8Array | object): void =>
      writeFileSync(
        join(folder, path),
        typeof value === "string" || value instanceof Uint8Array ? value : JSON.stringify(value),
      ),
    remove: (): void => rmSync(folder, { recursive: true, force: true }),
  };
}

export type CommandFolder = ReturnType<typeof commandFolder>;
