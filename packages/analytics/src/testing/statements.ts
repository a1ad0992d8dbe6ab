/** Statements for tests, written by hand from the specification: no builder of the session is used. */
const VERB = "http://adlnet.gov/expapi/verbs/";

export type Json = Record<string, unknown>;

let counter = 0;
export function freshId(): string {
  counter += 1;
  return `00000000-0000-4000-8000-${counter.toString(16).padStart(12, "0")}`;
}

export const at = (seconds: number): string => new Date(Date.UTC(2026, 0, 5) + seconds * 1_000).toISOString();

export interface Said {
  readonly who: string;
  /** A verb of `adlnet.gov/expapi/verbs/`, or an IRI. */
  readonly verb: string;
  readonly seconds: number;
  readonly object?: string;
  readonly unit?: string;
  readonly quiz?: string;
  readonly session?: string;
  readonly result?: Json;
  readonly version?: number;
  readonly stored?: number;
  readonly id?: string;
  /** Name of the account of whoever watched. */
  readonly instructor?: string;
  readonly registration?: string;
}

export function statement(said: Said): Json {
  const { verb, unit, quiz, version, session } = said;
  return {
    id: said.id ?? freshId(),
    actor: { account: { homePage: "https://lms.example", name: said.who } },
    verb: { id: verb.includes(":") ? verb : `${VERB}${verb}` },
    object: { id: said.object ?? unit ?? "https://example.org/thing" },
    ...(said.result && { result: said.result }),
    context: {
      registration: said.registration ?? "11111111-1111-4111-8111-111111111111",
      ...(said.instructor !== undefined && {
        instructor: { account: { homePage: "https://lms.example", name: said.instructor } },
      }),
      contextActivities: {
        ...(unit !== undefined && { grouping: [{ id: unit }] }),
        ...(quiz !== undefined && { parent: [{ id: quiz }] }),
        category: [{ id: "https://w3id.org/xapi/cmi5/context/categories/cmi5" }],
      },
      extensions: {
        "https://w3id.org/xapi/cmi5/context/extensions/sessionid": session ?? "s",
        ...(version !== undefined && { "https://w3id.org/tessera/ext/question-version": version }),
      },
    },
    timestamp: at(said.seconds),
    stored: at(said.stored ?? said.seconds),
  };
}

export function voiding(id: unknown, seconds: number): Json {
  return {
    id: freshId(),
    actor: { mbox: "mailto:admin@example.org" },
    verb: { id: `${VERB}voided` },
    object: { objectType: "StatementRef", id },
    timestamp: at(seconds),
    stored: at(seconds),
  };
}
