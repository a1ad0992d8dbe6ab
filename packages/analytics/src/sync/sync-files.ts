import type { StatementStore } from "../store.ts";
import { Intake } from "./intake.ts";
import type { FileEntry } from "./read-statements.ts";
import type { SyncSummary } from "./intake.ts";
import { CsvStatementReader } from "./read-csv-statements.ts";
import { StatementReader } from "./read-statements.ts";

export interface StatementFile {
  /** Names the file in messages, and in the store: the same file under the same name is read once. */
  readonly name: string;
  /** Changes when the file does. */
  readonly mark: string;
  chunks(): AsyncIterable<Uint8Array>;
}

/** As many as DuckDB keeps together: a group of rows that is written once, and whole, is smallest. */
const COMMIT_ROWS = 122_880;
/** With the statements themselves a row is ten times as large. */
const COMMIT_RAW_ROWS = 61_440;

/** Of which a file's name and line are told, and then the first of each further file; all are counted. */
const MOST_PROBLEMS = 5;
const MOST_FILES = 20;

export interface FileSyncSummary extends SyncSummary {
  /** Files that were read to their end before and have not changed. */
  readonly unchanged: number;
  /** The first few that could not be read or counted, as `NAME:LINE: why`. */
  readonly problems: readonly string[];
}

/** Reads files into the store; what was interrupted is read again from the file's beginning, and nothing is there twice. */
export async function syncFiles({
  files,
  store,
  onFile,
  again = false,
  commitRows = store.keepsRaw === true ? COMMIT_RAW_ROWS : COMMIT_ROWS,
}: {
  readonly files: readonly StatementFile[];
  readonly store: StatementStore;
  readonly onFile?: (name: string) => void;
  /** Files that have not changed, too. */
  readonly again?: boolean;
  readonly commitRows?: number;
}): Promise<FileSyncSummary> {
  const intake = new Intake(store);
  const problems: string[] = [];
  let unchanged = 0;
  let toldOf: StatementFile | undefined;
  const tell = (file: StatementFile, line: number, why: string) => {
    if (problems.length >= (toldOf === file ? MOST_PROBLEMS : MOST_FILES)) return;
    toldOf = file;
    // What the parser says may quote the file over several lines.
    problems.push(`${file.name}:${line}: ${why.replace(/\s+/g, " ")}`);
  };
  const take = (file: StatementFile, entry: FileEntry) => {
    if ("value" in entry) {
      intake.take(entry.value, entry.text);
      if (intake.why !== undefined) tell(file, entry.line, intake.why);
      return;
    }
    intake.refuse("cannot be read");
    tell(file, entry.line, entry.problem);
  };
  for (const file of files) {
    onFile?.(file.name);
    const source = `file ${file.name}`;
    if (!again && (await store.cursor(source))?.mark === file.mark) {
      unchanged += 1;
      continue;
    }
    const reader = /\.csv$/i.test(file.name) ? new CsvStatementReader() : new StatementReader();
    for await (const piece of file.chunks())
      for (const entry of reader.take(piece)) {
        take(file, entry);
        // Two batches at a time with the statements themselves would be too much memory.
        if (intake.waiting >= commitRows)
          await (store.keepsRaw === true ? intake.commit() : intake.commitSoon());
      }
    for (const entry of reader.end()) {
      take(file, entry);
      if (intake.waiting >= commitRows) await intake.commit();
    }
    intake.reach(source, { mark: file.mark });
  }
  await intake.commit();
  return { ...intake.summary(), unchanged, problems };
}
