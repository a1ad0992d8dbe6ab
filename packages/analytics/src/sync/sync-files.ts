import type { StatementStore } from "../store.ts";
import { Intake } from "./intake.ts";
import type { SyncSummary } from "./intake.ts";
import { readStatements } from "./read-statements.ts";

export interface StatementFile {
  /** Names the file in messages, and in the store: the same file under the same name is read once. */
  readonly name: string;
  /** Changes when the file does. */
  readonly mark: string;
  chunks(): AsyncIterable<string>;
}

const COMMIT_ROWS = 20_000;

export interface FileSyncSummary extends SyncSummary {
  /** Files that were read to their end before and have not changed. */
  readonly unchanged: number;
  /** The first few lines that are no JSON, as `NAME:LINE: why`. */
  readonly problems: readonly string[];
}

/** Reads files into the store; what was interrupted is read again from the file's beginning, and nothing is there twice. */
export async function syncFiles({
  files,
  store,
  onFile,
  commitRows = COMMIT_ROWS,
}: {
  readonly files: readonly StatementFile[];
  readonly store: StatementStore;
  readonly onFile?: (name: string) => void;
  readonly commitRows?: number;
}): Promise<FileSyncSummary> {
  const intake = new Intake(store);
  const problems: string[] = [];
  let unchanged = 0;
  for (const file of files) {
    onFile?.(file.name);
    const source = `file ${file.name}`;
    if ((await store.cursor(source))?.mark === file.mark) {
      unchanged += 1;
      continue;
    }
    for await (const entry of readStatements(file.chunks())) {
      if ("problem" in entry) {
        intake.refuse("no JSON");
        if (problems.length < 5) problems.push(`${file.name}:${entry.line}: ${entry.problem}`);
        continue;
      }
      intake.take(entry.value);
      if (intake.waiting >= commitRows) await intake.commitSoon(source, {});
    }
    await intake.commit(source, { mark: file.mark });
  }
  return { ...intake.summary(), unchanged, problems };
}
