/** State and profile documents in SQLite. All methods run inside the caller's transaction. */
import type Database from "libsql";
import type { DocumentKey, DocumentScope, Stamp, StoredDocument } from "../store.ts";

interface DocumentRow {
  readonly content_type: string;
  readonly content: Uint8Array;
  readonly etag: string;
  readonly updated: Stamp;
}

export class DocumentTable {
  readonly #sql: ReturnType<typeof prepare>;

  constructor(database: Database.Database) {
    this.#sql = prepare(database);
  }

  newest(): Stamp {
    return (this.#sql.newest.get() as { updated: number | null }).updated ?? 0;
  }

  find(key: DocumentKey): StoredDocument | undefined {
    const row = this.#sql.find.get(keyValues(key)) as DocumentRow | undefined;
    if (!row) return undefined;
    const { content_type: contentType, content, etag, updated } = row;
    return { contentType, content: new Uint8Array(content), etag, updated };
  }

  list(scope: DocumentScope, after: Stamp): readonly { readonly id: string; readonly updated: Stamp }[] {
    const rows = this.#sql.list.all([...scopeValues(scope), after]) as { id: string; updated: Stamp }[];
    return rows.map(({ id, updated }) => ({ id, updated }));
  }

  replace(key: DocumentKey, expected: string | undefined, next: StoredDocument | undefined): boolean {
    if (this.find(key)?.etag !== expected) return false;
    if (next) {
      this.#sql.put.run([...keyValues(key), next.contentType, next.content, next.etag, next.updated]);
    } else this.#sql.remove.run(keyValues(key));
    return true;
  }

  removeAll(scope: DocumentScope): void {
    this.#sql.removeAll.run(scopeValues(scope));
  }
}

function keyValues({ resource, activity, agent, registration, id }: DocumentKey): string[] {
  return [resource, activity, agent, registration ?? "", id];
}

/** The registration twice: once to ask whether it matters. */
function scopeValues({ resource, activity, agent, registration }: DocumentScope): (string | null)[] {
  return [resource, activity, agent, registration ?? null, registration ?? null];
}

function prepare(database: Database.Database) {
  const sql = (text: string) => database.prepare(text);
  const key = "resource = ? AND activity = ? AND agent = ? AND registration = ? AND id = ?";
  const scope = "resource = ? AND activity = ? AND agent = ? AND (? IS NULL OR registration = ?)";
  return {
    newest: sql("SELECT max(updated) AS updated FROM document"),
    find: sql(`SELECT content_type, content, etag, updated FROM document WHERE ${key}`),
    list: sql(`SELECT id, updated FROM document WHERE ${scope} AND updated > ? ORDER BY updated`),
    put: sql(`INSERT OR REPLACE INTO document
      (resource, activity, agent, registration, id, content_type, content, etag, updated)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`),
    remove: sql(`DELETE FROM document WHERE ${key}`),
    removeAll: sql(`DELETE FROM document WHERE ${scope}`),
  };
}
