import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { REPORTS } from "@tessera/analytics";
import { openDuckdb } from "@tessera/analytics/duckdb";
import { startStandaloneLrs } from "@tessera/lrs/node";
import { afterAll, beforeAll, expect, test } from "vitest";

const tessera = fileURLToPath(new URL("../../dist/bin/tessera.js", import.meta.url));
const course = fileURLToPath(new URL("../../../../courses/first-steps", import.meta.url));
/** Each test starts processes; on two busy cores that takes its time. */
const SLOW = 180_000;
const KEY = { TESSERA_LRS_KEY: "k", TESSERA_LRS_SECRET: "s" };
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "tessera send ü "));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function begin(words: readonly string[], env: Readonly<Record<string, string>> = KEY) {
  const child = spawn(process.execPath, [tessera, ...words], {
    cwd: folder,
    env: { ...process.env, TESSERA_LRS_KEY: "", TESSERA_LRS_SECRET: "", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let stderr = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
  const ended = new Promise<{ readonly status: number | null; readonly stderr: string }>((resolve) =>
    child.on("close", (status) => resolve({ status, stderr })),
  );
  return { child, ended };
}
const run = (words: readonly string[], env?: Readonly<Record<string, string>>) => begin(words, env).ended;
const simulate = ["simulate", course, "--learners", "40", "--seed", "s"];

async function cellsOf(db: string) {
  const store = await openDuckdb({
    file: join(folder, db),
    readOnly: true,
    memory: "256MB",
    temporary: join(folder, "temporary"),
    threads: 1,
  });
  try {
    const cells: Record<string, readonly object[]> = {};
    for (const report of REPORTS)
      cells[report.name] = await report.run(store, {}).then(
        ({ rows }) => rows,
        (error: unknown) => [{ refused: String(error) }],
      );
    return cells;
  } finally {
    store.close();
  }
}

test(
  "a cohort that was sent to an LRS, killed and sent again, is there once, and gives the reports that its files give",
  async () => {
    let stored = 0;
    let kill: (() => void) | undefined;
    const lrs = await startStandaloneLrs({
      port: 0,
      credentials: { key: "k", secret: "s" },
      onStored: () => {
        stored += 1;
        if (stored > 300) kill?.();
      },
    });
    try {
      const send = [...simulate, "--lrs", lrs.endpoint];
      expect(await run(send, {})).toMatchObject({
        status: 1,
        stderr: expect.stringContaining("TESSERA_LRS_KEY") as string,
      });
      expect(stored).toBe(0);
      const { child, ended } = begin(send);
      kill = () => child.kill("SIGKILL");
      expect(await ended).toMatchObject({ status: null });
      kill = undefined;
      expect(stored).toBeGreaterThan(300);
      const again = await run(send);
      expect(again.status, again.stderr).toBe(0);
      const said = Number(/(\d+) statements of 40 learners are in/.exec(again.stderr)?.[1]);
      // What comes again is not stored again.
      expect(stored).toBe(said);

      expect(await run([...simulate, "--out", "cohort"])).toMatchObject({ status: 0 });
      expect(await run(["sync", "--from", "cohort", "--db", "files.duckdb"])).toMatchObject({ status: 0 });
      const compiled = join("cohort", "first-steps.tessera.json");
      const pulled = await run(["sync", "--lrs", lrs.endpoint, "--db", "lrs.duckdb", "--course", compiled]);
      expect(pulled.status, pulled.stderr).toBe(0);
      const cells = await cellsOf("lrs.duckdb");
      expect(cells["items"]?.length).toBeGreaterThan(1);
      expect(cells).toEqual(await cellsOf("files.duckdb"));
    } finally {
      await lrs.close();
    }
  },
  SLOW,
);

test("without a place to go to, nothing is simulated", async () => {
  expect(await run(simulate)).toMatchObject({
    status: 2,
    stderr: expect.stringContaining("give --out DIR, --lrs URL, or both") as string,
  });
});
