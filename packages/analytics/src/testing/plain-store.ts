import type { CommitStep } from "../duckdb/duckdb-store.ts";
import type { Batch, Cursor } from "../store.ts";

/** What a sync needs of a store, in two maps: all or nothing, and quick enough for thousands of commits. */
export class PlainStore {
  private rows: ReadonlySet<string> = new Set();
  private cursors: ReadonlyMap<string, Cursor> = new Map();
  private readonly onStep: (step: CommitStep) => void;

  constructor(onStep: (step: CommitStep) => void) {
    this.onStep = onStep;
  }

  get ids(): readonly string[] {
    return [...this.rows].sort();
  }

  readonly commit = ({ rows, cursors }: Batch): Promise<number> => {
    this.onStep("begin");
    const next = new Set([...this.rows, ...rows.map(({ id }) => id)]);
    this.onStep("staged");
    const added = next.size - this.rows.size;
    this.onStep("inserted");
    this.onStep("cursor");
    this.rows = next;
    this.cursors = new Map([
      ...this.cursors,
      ...cursors.map(({ source, cursor }) => [source, cursor] as const),
    ]);
    this.onStep("committed");
    return Promise.resolve(added);
  };

  readonly cursor = (source: string): Promise<Cursor | undefined> =>
    Promise.resolve(this.cursors.get(source));
}
