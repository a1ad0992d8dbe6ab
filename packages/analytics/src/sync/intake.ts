import { normalise } from "../normalise/normalise.ts";
import type { ActivityRow, StatementRow } from "../row.ts";
import type { StatementStore, Cursor } from "../store.ts";

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
  private activities = new Map<string, ActivityRow>();
  /** The first definition that a run sees is kept; a stranger's question that changes says so by its right answer. */
  private readonly known = new Set<string>();
  private readonly unusable = new Map<string, number>();
  private read = 0;
  private added = 0;

  private readonly store: StatementStore;

  constructor(store: StatementStore) {
    this.store = store;
  }

  get waiting(): number {
    return this.rows.length;
  }

  /** @returns the row, unless the statement cannot be counted */
  take(value: unknown): StatementRow | undefined {
    this.read += 1;
    const found = normalise(value);
    if ("unusable" in found) {
      this.refuse(found.unusable);
      return undefined;
    }
    this.rows.push(found.row);
    if (found.activity !== undefined && !this.known.has(found.activity.id))
      this.activities.set(found.activity.id, found.activity);
    return found.row;
  }

  refuse(reason: string): void {
    this.unusable.set(reason, (this.unusable.get(reason) ?? 0) + 1);
  }

  async commit(source: string, cursor: Cursor): Promise<void> {
    const { rows, activities } = this;
    this.rows = [];
    this.activities = new Map();
    this.added += await this.store.commit({ rows, activities: [...activities.values()], source, cursor });
    for (const id of activities.keys()) this.known.add(id);
  }

  summary(): SyncSummary {
    return { read: this.read, added: this.added, unusable: this.unusable };
  }
}
