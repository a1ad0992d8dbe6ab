/** The LRS's memory store: for tests and throw-away previews. What it holds ends with the process. */
import type { Uuid } from "@tessera/xapi";
import { mergeDefinition } from "./definition.ts";
import { StampClock } from "./stamp.ts";
import type {
  AttachmentData,
  DocumentKey,
  DocumentScope,
  LrsStore,
  NewStatement,
  StatementQuery,
  StoredDocument,
  StoredStatement,
} from "./store.ts";

export function createMemoryStore(): LrsStore {
  const clock = new StampClock(0);
  /** In the order of their stamps. */
  const statements = new Map<Uuid, NewStatement>();
  /** Ids that a stored voiding statement names. */
  const voidedIds = new Set<Uuid>();
  const definitions = new Map<string, string>();
  const attachments = new Map<string, AttachmentData>();
  const documents = new Map<string, { readonly key: DocumentKey; readonly document: StoredDocument }>();

  const asStored = (statement: NewStatement): StoredStatement => ({
    id: statement.id,
    stamp: statement.stamp,
    json: statement.json,
    voided: voidedIds.has(statement.id) && !statement.voiding,
  });

  /** The statement itself, its target, the target's target and so on; a circle is walked once. */
  const chain = (statement: NewStatement): readonly NewStatement[] => {
    const links = new Set<NewStatement>();
    for (let link: NewStatement | undefined = statement; link && !links.has(link);) {
      links.add(link);
      link = link.target === undefined ? undefined : statements.get(link.target);
    }
    return [...links];
  };

  const matches = (statement: NewStatement, query: StatementQuery): boolean => {
    if (query.after !== undefined && statement.stamp <= query.after) return false;
    if (query.until !== undefined && statement.stamp > query.until) return false;
    if (asStored(statement).voided) return false;
    if (query.terms.length === 0) return true;
    return chain(statement).some((link) => query.terms.every((term) => link.terms.includes(term)));
  };

  const keep = (statement: NewStatement): void => {
    statements.set(statement.id, statement);
    if (statement.voiding && statement.target !== undefined) voidedIds.add(statement.target);
    for (const attachment of statement.attachments) attachments.set(attachment.sha2, attachment);
    for (const { kind, iri, json } of statement.definitions) {
      const key = `${kind} ${iri}`;
      definitions.set(key, mergeDefinition(kind, definitions.get(key), json));
    }
  };

  return {
    nextStamp: (now) => clock.next(now),
    consistentThrough: (now) => now * 1_000,

    append(batch, same) {
      const fresh: NewStatement[] = [];
      for (const statement of batch) {
        const held = statements.get(statement.id);
        if (!held) fresh.push(statement);
        else if (!same(held.json, statement.json)) {
          return Promise.resolve({ stored: false, conflict: statement.id });
        }
      }
      fresh.forEach(keep);
      return Promise.resolve({ stored: true, fresh: fresh.map((statement) => statement.id) });
    },

    statement(id) {
      const held = statements.get(id);
      return Promise.resolve(held && asStored(held));
    },

    query(query) {
      const ordered = query.ascending ? [...statements.values()] : [...statements.values()].reverse();
      const found = ordered.filter((statement) => matches(statement, query)).slice(0, query.limit);
      return Promise.resolve(found.map(asStored));
    },

    attachment: (sha2) => Promise.resolve(attachments.get(sha2)),
    definition: (kind, iri) => Promise.resolve(definitions.get(`${kind} ${iri}`)),

    document: (key) => Promise.resolve(documents.get(keyText(key))?.document),

    documents(scope, after) {
      const found = [...documents.values()]
        .filter((held) => inScope(held.key, scope) && (after === undefined || held.document.updated > after))
        .map((held) => ({ id: held.key.id, updated: held.document.updated }))
        .sort((one, other) => one.updated - other.updated);
      return Promise.resolve(found);
    },

    replaceDocument(key, expected, next) {
      const text = keyText(key);
      if (documents.get(text)?.document.etag !== expected) return Promise.resolve(false);
      if (next) documents.set(text, { key, document: next });
      else documents.delete(text);
      return Promise.resolve(true);
    },

    deleteDocuments(scope) {
      for (const [text, held] of documents) if (inScope(held.key, scope)) documents.delete(text);
      return Promise.resolve();
    },

    close: () => Promise.resolve(),
  };
}

function keyText(key: DocumentKey): string {
  return JSON.stringify([key.resource, key.activity, key.agent, key.registration ?? "", key.id]);
}

function inScope(key: DocumentKey, scope: DocumentScope): boolean {
  return (
    key.resource === scope.resource &&
    key.activity === scope.activity &&
    key.agent === scope.agent &&
    (scope.registration === undefined || key.registration === scope.registration)
  );
}
