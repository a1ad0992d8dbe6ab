import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

let folder: string | undefined;

/**
 * Where DuckDB puts what does not fit into its memory: rows of people, so that the folder is this process's own, which no other
 * user of the machine may read (`mkdtemp` makes it 0700). It goes when the process ends.
 */
export function spillFolder(): string {
  if (folder === undefined) {
    const made = mkdtempSync(join(tmpdir(), "tessera-duckdb-"));
    process.once("exit", () => rmSync(made, { recursive: true, force: true }));
    folder = made;
  }
  return folder;
}
