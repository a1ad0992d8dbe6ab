import { normalise } from "../normalise/normalise.ts";
import type { ActivityRow, StatementRow } from "../row.ts";
import type { Batch, Cursor, SourceCursor, StatementStore } from "../store.ts";

/** What a sync did. */
export interface SyncSummary {
  /** Statements that were read, copies included. */
  readonly read: number;
  /** Of them, what the store did not have. */
  readonly added: number;
  /** Why statements could not be counted, and how many. */
  readonly unusable: ReadonlyMap<string, number>;
}

/** Collects rows until there are enough for a commit. */
export class Intake {
  private rows: StatementRow[] = [];
  private raws: string[] = [];
  private cursors: SourceCursor[] = [];
  private activities = new Map<string, ActivityRow>();
  /** The first definition that a run sees is kept; a stranger's question that changes says so by its right answer. */
  private readonly known = new Set<string>();
  private readonly unusable = new Map<string, number>();
  private storing: Promise<void> = Promise.resolve();
  /** Why the statement that was taken last could not be counted. */
  why: string | undefined;
  private read = 0;
  private added = 0;

  private readonly store: StatementStore;
  private readonly keepsRaw: boolean;

  constructor(store: StatementStore) {
    this.store = store;
    this.keepsRaw = store.keepsRaw === true;
  }

  get waiting(): number {
    return this.rows.length;
  }

  /**
   * @param text - the statement as JSON, where it is at hand
   * @returns the row, unless the statement cannot be counted
   */
  take(value: unknown, text?: string): StatementRow | undefined {
    this.read += 1;
    this.why = undefined;
    const found = normalise(value);
    if ("unusable" in found) {
      this.why = found.unusable;
      this.refuse(found.unusable);
      return undefined;
    }
    const admitted = this.store.admit?.(found.row, value) ?? found.row;
    if ("withheld" in admitted) {
      this.refuse(admitted.withheld);
      // It was read all the same, and says how far the source has come.
      return found.row;
    }
    this.rows.push(admitted);
    if (this.keepsRaw) this.raws.push(text ?? JSON.stringify(value));
    const key = `${found.row.object} ${found.row.version ?? ""}`;
    if (found.activity !== undefined && !this.known.has(key)) this.activities.set(key, found.activity);
    return found.row;
  }

  refuse(reason: string): void {
    this.unusable.set(reason, (this.unusable.get(reason) ?? 0) + 1);
  }

  /** The source has been read so far; stored with the rows that are waiting, whenever they are. */
  reach(source: string, cursor: Cursor): void {
    this.cursors.push({ source, cursor });
  }

  /** Stores what was taken; done when it is stored, and everything before it. */
  async commit(): Promise<void> {
    await this.commitSoon();
    await this.storing;
  }

  /**
   * Stores what was taken while more is being read; done when what was before it is stored. One batch at a time is under way,
   * so that cursors come in their order and no more than two batches are in memory.
   */
  async commitSoon(): Promise<void> {
    const { rows, raws, activities, cursors } = this;
    this.rows = [];
    this.raws = [];
    this.activities = new Map();
    this.cursors = [];
    await this.storing;
    if (rows.length === 0 && cursors.length === 0) return;
    const batch = { rows, ...(this.keepsRaw && { raws }), activities: [...activities.values()], cursors };
    this.storing = this.write(batch);
    // It is told to whoever waits for it.
    this.storing.catch(() => undefined);
    for (const key of activities.keys()) this.known.add(key);
  }

  private async write(batch: Batch): Promise<void> {
    this.added += await this.store.commit(batch);
  }

  summary(): SyncSummary {
    return { read: this.read, added: this.added, unusable: this.unusable };
  }
}
