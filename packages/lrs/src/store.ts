/**
 * The storage port of the LRS. Two stores implement it: `memory-store.ts` and `sqlite-store.ts`; one contract test
 * suite (`store.test.ts`) holds both to it.
 */
import type { Iri, Uuid } from "@tessera/xapi";

/**
 * When something was stored: microseconds since 1970-01-01T00:00Z. No two statements of a store share one, and later
 * ones are greater, so a stamp is both the time and the place in the order.
 */
export type Stamp = number;

/** What a filter can ask for, e.g. `v:http://adlnet.gov/expapi/verbs/passed`; made by `statement-terms.ts` only. */
export type Term = string;

/** A canonical description that arrived with a statement (xAPI 1.0.3 Data §2.4.4.1, §2.4.3). */
export interface Definition {
  readonly kind: "activity" | "verb";
  readonly iri: Iri;
  /** An ActivityDefinition, or a verb's display map; JSON. */
  readonly json: string;
}

export interface AttachmentData {
  /** Hex, lower case. */
  readonly sha2: string;
  readonly contentType: string;
  readonly content: Uint8Array<ArrayBuffer>;
}

export interface NewStatement {
  /** Lower case. */
  readonly id: Uuid;
  readonly stamp: Stamp;
  /** The statement as the format `exact` returns it. */
  readonly json: string;
  readonly terms: readonly Term[];
  /** The statement that its object refers to; lower case. */
  readonly target?: Uuid;
  /** True when it voids its target (Data §2.3.2). */
  readonly voiding: boolean;
  readonly definitions: readonly Definition[];
  readonly attachments: readonly AttachmentData[];
}

export interface StoredStatement {
  readonly id: Uuid;
  readonly stamp: Stamp;
  readonly json: string;
  /** True when another statement voids it and it voids none itself. */
  readonly voided: boolean;
}

export type Appended =
  /** The ids that were new, in order; the others were here already, the same. */
  | { readonly stored: true; readonly fresh: readonly Uuid[] }
  /** An id is here already with another statement; nothing was stored. */
  | { readonly stored: false; readonly conflict: Uuid };

export interface StatementQuery {
  /** All must hold of one and the same statement: of the result, or of one in its chain of StatementRefs. */
  readonly terms: readonly Term[];
  /** Exclusive lower bound. */
  readonly after?: Stamp;
  /** Inclusive upper bound. */
  readonly until?: Stamp;
  readonly ascending: boolean;
  /** ≥ 1. */
  readonly limit: number;
}

/** Whose documents: of the three document resources, with the parameters that name a context. */
export interface DocumentScope {
  readonly resource: "state" | "activity-profile" | "agent-profile";
  /** `""` for agent profiles. */
  readonly activity: Iri;
  /** The agent's identifier as `agent-key.ts` writes it; `""` for activity profiles. */
  readonly agent: string;
  /** Lower case. In a scope, none means all registrations; in a key, none means the document without one. */
  readonly registration?: Uuid | undefined;
}

export interface DocumentKey extends DocumentScope {
  readonly id: string;
}

export interface StoredDocument {
  readonly content: Uint8Array<ArrayBuffer>;
  readonly contentType: string;
  /** SHA-1 of the content, hex, lower case, without quotes. */
  readonly etag: string;
  readonly updated: Stamp;
}

/** A resolved promise of a write means: as durable as the store promises (see each store). */
export interface LrsStore {
  /** The next stamp: `now` (ms since 1970) where that is later than every stamp given out before. */
  nextStamp(now: number): Stamp;
  /** The stamp up to which every statement that has or will get one can be read, given the time `now` (ms). */
  consistentThrough(now: number): Stamp;

  /**
   * Stores all or nothing, in one step with the look at what is there. `same` decides whether an id that is here
   * already came with the same statement; such a one is left untouched.
   */
  append(
    statements: readonly NewStatement[],
    same: (storedJson: string, json: string) => boolean,
  ): Promise<Appended>;
  /** Voided or not; `id` in lower case. */
  statement(id: Uuid): Promise<StoredStatement | undefined>;
  /** Never voided ones; in the order of their stamps. */
  query(query: StatementQuery): Promise<readonly StoredStatement[]>;
  attachment(sha2: string): Promise<AttachmentData | undefined>;
  /** The canonical description, JSON as in {@link Definition}. */
  definition(kind: Definition["kind"], iri: Iri): Promise<string | undefined>;

  document(key: DocumentKey): Promise<StoredDocument | undefined>;
  documents(
    scope: DocumentScope,
    after?: Stamp,
  ): Promise<readonly { readonly id: string; readonly updated: Stamp }[]>;
  /**
   * Compare and set, in one step: `next` (or nothing) takes the place of the document only if the etag there is
   * `expected` (`undefined`: only if there is none).
   * @returns false when the document has changed meanwhile
   */
  replaceDocument(
    key: DocumentKey,
    expected: string | undefined,
    next: StoredDocument | undefined,
  ): Promise<boolean>;
  deleteDocuments(scope: DocumentScope): Promise<void>;

  /** Finishes what is under way and gives up the file. */
  close(): Promise<void>;
}
