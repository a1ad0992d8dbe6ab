/** Statements and everything that comes with them, in SQLite. All methods run inside the caller's transaction. */
import type Database from "libsql";
import type { Statement, Uuid } from "@tessera/xapi";
import { mergeDefinition } from "../definition.ts";
import { statementTerms } from "../statement-terms.ts";
import type {
  Appended,
  AttachmentData,
  Definition,
  NewStatement,
  Stamp,
  StoredStatement,
  Term,
} from "../store.ts";
import { BoundedCache } from "./bounded-cache.ts";

/** Longer chains of StatementRefs are cut off here; what lies beyond is not found through them. */
const MAX_CHAIN = 64;

export interface StatementRow {
  readonly stamp: Stamp;
  readonly id: Uuid;
  readonly json: string;
  readonly voided: number;
}

export function storedStatement({ stamp, id, json, voided }: StatementRow): StoredStatement {
  return { stamp, id, json, voided: voided !== 0 };
}

export class StatementTable {
  readonly #sql: ReturnType<typeof prepare>;
  readonly #termNumbers = new BoundedCache<number>(50_000);
  #postings: (readonly [term: number, stamp: Stamp, via: Stamp])[] = [];
  readonly #definitions = new BoundedCache<string>(10_000);

  constructor(database: Database.Database) {
    this.#sql = prepare(database);
  }

  /** After a rollback nothing remembered of the writes may be believed. */
  forget(): void {
    this.#postings = [];
    this.#termNumbers.clear();
    this.#definitions.clear();
  }

  newest(): Stamp {
    return (this.#sql.newest.get() as { stamp: number | null }).stamp ?? 0;
  }

  find(id: Uuid): StoredStatement | undefined {
    const row = this.#sql.byId.get([id]) as StatementRow | undefined;
    return row && storedStatement(row);
  }

  append(batch: readonly NewStatement[], same: (stored: string, json: string) => boolean): Appended {
    const fresh: NewStatement[] = [];
    for (const statement of batch) {
      const held = this.find(statement.id);
      if (!held) fresh.push(statement);
      else if (!same(held.json, statement.json)) return { stored: false, conflict: statement.id };
    }
    for (const statement of fresh) this.#insert(statement);
    this.#writePostings();
    return { stored: true, fresh: fresh.map((statement) => statement.id) };
  }

  /** @returns the number under which postings know the term, `undefined` when no statement has it */
  termNumber(term: Term): number | undefined {
    const known = this.#termNumbers.get(term);
    if (known !== undefined) return known;
    const row = this.#sql.termNumber.get([term]) as { number: number } | undefined;
    if (row) this.#termNumbers.set(term, row.number);
    return row?.number;
  }

  attachment(sha2: string): AttachmentData | undefined {
    const row = this.#sql.attachment.get([sha2]) as { content_type: string; content: Uint8Array } | undefined;
    return row && { sha2, contentType: row.content_type, content: new Uint8Array(row.content) };
  }

  definition(kind: Definition["kind"], iri: string): string | undefined {
    const key = `${kind} ${iri}`;
    const known = this.#definitions.get(key);
    if (known !== undefined) return known;
    const row = this.#sql.definition.get([kind, iri]) as { json: string } | undefined;
    if (row) this.#definitions.set(key, row.json);
    return row?.json;
  }

  #insert(statement: NewStatement): void {
    const { id, stamp, json, target, voiding } = statement;
    const voided = !voiding && this.#sql.isVoided.get([id]) !== undefined;
    this.#sql.insert.run([stamp, id, json, target ?? null, voiding ? 1 : 0, voided ? 1 : 0]);
    if (voiding && target !== undefined) this.#sql.void.run([target]);
    this.#post(statement.terms, stamp, stamp);
    this.#link(statement);
    for (const { sha2, contentType, content } of statement.attachments) {
      this.#sql.insertAttachment.run([sha2, contentType, content]);
    }
    for (const definition of statement.definitions) this.#define(definition);
  }

  #post(terms: readonly Term[], stamp: Stamp, via: Stamp): void {
    for (const term of terms) {
      const number = this.termNumber(term) ?? this.#newTerm(term);
      this.#postings.push([number, stamp, via]);
    }
  }

  /** All postings of a batch in one statement: the step from JavaScript into SQLite costs more than the row. */
  #writePostings(): void {
    if (this.#postings.length > 0) this.#sql.post.run([JSON.stringify(this.#postings)]);
    this.#postings = [];
  }

  #newTerm(term: Term): number {
    const { number } = this.#sql.insertTerm.get([term]) as { number: number };
    this.#termNumbers.set(term, number);
    return number;
  }

  /** Lets the statement be found by what it targets, and whoever waits for it by what it says and targets. */
  #link({ id, stamp, target }: NewStatement): void {
    const targets = target === undefined ? [] : this.#chainFrom(target).filter((via) => via !== stamp);
    this.#extend(stamp, targets);
    for (const { stamp: waiting } of this.#sql.targeting.all([id, stamp]) as { stamp: Stamp }[]) {
      const others = this.#sql.through.all([waiting]) as { stamp: Stamp }[];
      for (const ancestor of [waiting, ...others.map((row) => row.stamp)]) {
        this.#extend(ancestor, [stamp, ...targets]);
      }
    }
  }

  #chainFrom(target: Uuid): readonly Stamp[] {
    const first = this.#sql.stampOf.get([target]) as { stamp: Stamp } | undefined;
    if (!first) return [];
    const further = this.#sql.chainOf.all([first.stamp]) as { via: Stamp }[];
    return [first.stamp, ...further.map((row) => row.via)];
  }

  #extend(stamp: Stamp, targets: readonly Stamp[]): void {
    for (const via of targets.slice(0, MAX_CHAIN)) {
      if (via === stamp) continue;
      this.#sql.insertLink.run([stamp, via]);
      const { json } = this.#sql.jsonOf.get([via]) as { json: string };
      this.#post(statementTerms(JSON.parse(json) as Statement), stamp, via);
    }
  }

  #define({ kind, iri, json }: Definition): void {
    const held = this.definition(kind, iri);
    const merged = mergeDefinition(kind, held, json);
    if (merged === held) return;
    this.#sql.define.run([kind, iri, merged]);
    this.#definitions.set(`${kind} ${iri}`, merged);
  }
}

function prepare(database: Database.Database) {
  const sql = (text: string) => database.prepare(text);
  return {
    newest: sql("SELECT max(stamp) AS stamp FROM statement"),
    byId: sql("SELECT stamp, id, json, voided FROM statement WHERE id = ?"),
    stampOf: sql("SELECT stamp FROM statement WHERE id = ?"),
    jsonOf: sql("SELECT json FROM statement WHERE stamp = ?"),
    isVoided: sql("SELECT 1 FROM statement WHERE target = ? AND voiding = 1 LIMIT 1"),
    insert: sql("INSERT INTO statement (stamp, id, json, target, voiding, voided) VALUES (?, ?, ?, ?, ?, ?)"),
    void: sql("UPDATE statement SET voided = 1 WHERE id = ? AND voiding = 0"),
    termNumber: sql("SELECT number FROM term WHERE text = ?"),
    insertTerm: sql("INSERT INTO term (text) VALUES (?) RETURNING number"),
    post: sql(`INSERT OR IGNORE INTO posting (term, stamp, via)
      SELECT value ->> 0, value ->> 1, value ->> 2 FROM json_each(?)`),
    targeting: sql("SELECT stamp FROM statement WHERE target = ? AND stamp <> ?"),
    chainOf: sql("SELECT via FROM chain WHERE stamp = ?"),
    through: sql("SELECT stamp FROM chain WHERE via = ?"),
    insertLink: sql("INSERT OR IGNORE INTO chain (stamp, via) VALUES (?, ?)"),
    attachment: sql("SELECT content_type, content FROM attachment WHERE sha2 = ?"),
    insertAttachment: sql("INSERT OR IGNORE INTO attachment (sha2, content_type, content) VALUES (?, ?, ?)"),
    definition: sql("SELECT json FROM definition WHERE kind = ? AND iri = ?"),
    define: sql("INSERT OR REPLACE INTO definition (kind, iri, json) VALUES (?, ?, ?)"),
  };
}
