import { tmpdir } from "node:os";
import { join } from "node:path";
import { openDuckdb } from "../duckdb/duckdb-store.ts";
import type { CommitStep } from "../duckdb/duckdb-store.ts";
import { syncFiles } from "../sync/sync-files.ts";
import type { StatementFile } from "../sync/sync-files.ts";

export const memoryStore = (onStep?: (step: CommitStep) => void) =>
  openDuckdb({
    file: ":memory:",
    memory: "256MB",
    temporary: join(tmpdir(), "tessera-analytics-test"),
    threads: 1,
    ...(onStep && { onStep }),
  });

export function textFile(name: string, text: string, mark = text): StatementFile {
  // In pieces that end anywhere, as a disk gives them.
  const bytes = new TextEncoder().encode(text);
  async function* chunks() {
    for (let from = 0; from < bytes.length; from += 997)
      yield await Promise.resolve(bytes.subarray(from, from + 997));
  }
  return { name, mark, chunks };
}

export const ndjson = (values: readonly unknown[]): string =>
  values.map((one) => `${JSON.stringify(one)}\n`).join("");

export async function storeOf(values: readonly unknown[]) {
  const store = await memoryStore();
  await syncFiles({ store, files: [textFile("all.ndjson", ndjson(values))] });
  return store;
}
