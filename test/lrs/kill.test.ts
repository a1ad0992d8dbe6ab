/** A process that is killed while it writes: what it acknowledged is there afterwards, and no batch is there in part. */
import { createSqliteStore } from "@tessera/lrs/sqlite";
import { execFileSync, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";

const root = fileURLToPath(new URL("../../", import.meta.url));
const server = join(root, "test/bench/lrs-server.mjs");
const WRITERS = 8;
const ENOUGH = 150;

let folder: string;

beforeAll(() => {
  // The killed process runs the built files; they must be those of this source.
  execFileSync(process.execPath, [join(root, "node_modules/typescript/bin/tsc"), "-b", "packages/lrs"], {
    cwd: root,
  });
  folder = mkdtempSync(join(tmpdir(), "tessera-kill-"));
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const HEADERS = { "x-experience-api-version": "1.0.3", "content-type": "application/json" };
const agent = { mbox: "mailto:learner@example.com" };

const statement = (id: string) => ({
  id,
  actor: agent,
  verb: { id: "http://adlnet.gov/expapi/verbs/experienced" },
  object: { id: "https://example.com/page/1" },
});

interface Log {
  /** Batches that were sent, acknowledged or not. */
  readonly sent: (readonly string[])[];
  readonly acknowledged: (readonly string[])[];
  /** The last state that was acknowledged, by its id. */
  readonly states: Map<string, number>;
}

/** Writes until the connection breaks: batches of one to five, and a state after each. */
async function write(
  endpoint: string,
  writer: number,
  { log, onWritten }: { log: Log; onWritten: () => void },
) {
  for (let round = 1; ; round += 1) {
    const ids = Array.from({ length: 1 + ((writer + round) % 5) }, () => randomUUID());
    log.sent.push(ids);
    const body = JSON.stringify(ids.map(statement));
    const query = new URLSearchParams({
      activityId: "x:unit",
      agent: JSON.stringify(agent),
      stateId: `${writer}`,
    });
    try {
      const posted = await fetch(`${endpoint}statements`, { method: "POST", headers: HEADERS, body });
      if (posted.status !== 200) throw new Error(await posted.text());
      log.acknowledged.push(ids);
      const put = await fetch(`${endpoint}activities/state?${query}`, {
        method: "PUT",
        headers: HEADERS,
        body: `{"n":${round}}`,
      });
      if (put.status !== 204) throw new Error(await put.text());
      log.states.set(`${writer}`, round);
    } catch (error) {
      // Node says "fetch failed" for a connection that broke: the end that this test is about.
      if (error instanceof TypeError) return;
      throw error;
    }
    onWritten();
  }
}

test("SIGKILL loses nothing acknowledged and leaves no half batch, three times over in one file", async () => {
  const file = join(folder, "lrs.db");
  const log: Log = { sent: [], acknowledged: [], states: new Map() };
  for (let kill = 1; kill <= 3; kill += 1) {
    const child = spawn(process.execPath, [server, file], { stdio: ["ignore", "pipe", "inherit"] });
    const [line] = (await once(child.stdout, "data")) as [Buffer];
    const gone = once(child, "exit");
    let written = 0;
    const onWritten = () => {
      written += 1;
      if (written === ENOUGH) child.kill("SIGKILL");
    };
    const endpoint = String(line).trim();
    await Promise.all(
      Array.from({ length: WRITERS }, (_, writer) => write(endpoint, writer + kill * 10, { log, onWritten })),
    );
    expect((await gone)[1]).toBe("SIGKILL");

    const store = createSqliteStore({ file });
    const isThere = async (id: string) => (await store.statement(id)) !== undefined;
    for (const batch of log.acknowledged) for (const id of batch) expect(await isThere(id)).toBe(true);
    for (const batch of log.sent) {
      const there = await Promise.all(batch.map(isThere));
      expect(new Set(there).size).toBe(1);
    }
    for (const [id, n] of log.states) {
      const key = {
        resource: "state",
        activity: "x:unit",
        agent: "mbox mailto:learner@example.com",
        id,
      } as const;
      const document = await store.document(key);
      const held = JSON.parse(new TextDecoder().decode(document?.content)) as { n: number };
      expect(held.n).toBeGreaterThanOrEqual(n);
    }
    await store.close();
  }
  expect(log.acknowledged.length).toBeGreaterThanOrEqual(3 * ENOUGH);
});
