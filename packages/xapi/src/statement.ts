/**
 * xAPI 1.0.3 statements as this project sends and reads them.
 * @see xAPI 1.0.3, Part Two §2
 */
export type Iri = string;
export type Uuid = string;
/** RFC 5646 tag → text. */
export type LanguageMap = Readonly<Record<string, string>>;
export type Extensions = Readonly<Record<Iri, unknown>>;

export interface Account {
  readonly homePage: Iri;
  readonly name: string;
}

export interface Agent {
  readonly objectType?: "Agent";
  readonly name?: string;
  readonly mbox?: string;
  readonly mbox_sha1sum?: string;
  readonly openid?: string;
  readonly account?: Account;
}

export interface Group {
  readonly objectType: "Group";
  readonly name?: string;
  readonly mbox?: string;
  readonly mbox_sha1sum?: string;
  readonly openid?: string;
  readonly account?: Account;
  readonly member?: readonly Agent[];
}

export type Actor = Agent | Group;

export interface Verb {
  readonly id: Iri;
  readonly display?: LanguageMap;
}

/** §2.4.4.1: the ten interaction types. */
export type InteractionType =
  | "true-false"
  | "choice"
  | "fill-in"
  | "long-fill-in"
  | "matching"
  | "performance"
  | "sequencing"
  | "likert"
  | "numeric"
  | "other";

export interface InteractionComponent {
  readonly id: string;
  readonly description?: LanguageMap;
}

export interface ActivityDefinition {
  readonly name?: LanguageMap;
  readonly description?: LanguageMap;
  readonly type?: Iri;
  readonly moreInfo?: Iri;
  readonly interactionType?: InteractionType;
  readonly correctResponsesPattern?: readonly string[];
  readonly choices?: readonly InteractionComponent[];
  readonly scale?: readonly InteractionComponent[];
  readonly source?: readonly InteractionComponent[];
  readonly target?: readonly InteractionComponent[];
  readonly steps?: readonly InteractionComponent[];
  readonly extensions?: Extensions;
}

export interface Activity {
  readonly objectType?: "Activity";
  readonly id: Iri;
  readonly definition?: ActivityDefinition;
}

export interface StatementRef {
  readonly objectType: "StatementRef";
  readonly id: Uuid;
}

export interface SubStatement extends Omit<Statement, "id" | "stored" | "version" | "authority" | "object"> {
  readonly objectType: "SubStatement";
  readonly object: Activity | Agent | Group | StatementRef;
}

export interface Score {
  /** [-1, 1]; cmi5 narrows it to [0, 1] (§9.5.1). */
  readonly scaled?: number;
  readonly raw?: number;
  readonly min?: number;
  readonly max?: number;
}

export interface Result {
  readonly score?: Score;
  readonly success?: boolean;
  readonly completion?: boolean;
  readonly response?: string;
  /** ISO 8601 duration. */
  readonly duration?: string;
  readonly extensions?: Extensions;
}

export interface ContextActivities {
  readonly parent?: readonly Activity[];
  readonly grouping?: readonly Activity[];
  readonly category?: readonly Activity[];
  readonly other?: readonly Activity[];
}

export interface Context {
  readonly registration?: Uuid;
  readonly instructor?: Actor;
  readonly team?: Group;
  readonly contextActivities?: ContextActivities;
  readonly revision?: string;
  readonly platform?: string;
  readonly language?: string;
  readonly statement?: StatementRef;
  readonly extensions?: Extensions;
}

export interface Attachment {
  readonly usageType: Iri;
  readonly display: LanguageMap;
  readonly description?: LanguageMap;
  readonly contentType: string;
  readonly length: number;
  readonly sha2: string;
  readonly fileUrl?: Iri;
}

export interface Statement {
  readonly id?: Uuid;
  readonly actor: Actor;
  readonly verb: Verb;
  readonly object: Activity | Agent | Group | StatementRef | SubStatement;
  readonly result?: Result;
  readonly context?: Context;
  /** ISO 8601, UTC for cmi5 (§9.7). */
  readonly timestamp?: string;
  readonly stored?: string;
  readonly authority?: Actor;
  readonly version?: string;
  readonly attachments?: readonly Attachment[];
}

/** A statement that a unit has built and will send unchanged, however often it is retried. */
export type SentStatement = Statement & { readonly id: Uuid; readonly timestamp: string };
