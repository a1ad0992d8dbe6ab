/**
 * The issuer's ledger: one JSON object a line, only ever added to. With it everything that was issued can be issued again to
 * the byte, and nothing is issued twice. It ties pseudonyms to people: nobody else's business.
 *
 * What is kept of it while a command runs is little ({@link Held}); a whole line is read from its place when it is needed.
 */
import type { Agent } from "@tessera/xapi";
import { agentKey } from "../award/agent.ts";
import type { Achievement, EvidenceItem, Subject } from "../credential/build.ts";
import { isObject, property, shown, type JsonObject } from "../json/json.ts";

/** 2 knows `renewed`, `resigned`, `recognised`, `told` and `forgotten`; what 1 knew means what it meant. */
export const LEDGER_FORMAT = 2;

export interface IssuedLine {
  /** A renewal keeps id, subject, place on the list and the day of the first award. */
  readonly line: "issued" | "renewed";
  /** `urn:uuid:…` */
  readonly id: string;
  readonly slug: string;
  readonly achievement: Achievement;
  readonly subject: Subject;
  readonly registration: string;
  readonly awardedDate: string;
  readonly validFrom: string;
  /** Absent = it never expires. */
  readonly validUntil?: string;
  readonly evidence: readonly EvidenceItem[];
  /** What observers have signed, with their proofs. */
  readonly endorsements?: readonly JsonObject[];
  /** Which status list, from 1, and where on it. */
  readonly list: number;
  readonly index: number;
  /** The issuer's name as it stood then, and the name of the key. */
  readonly issuerName: string;
  readonly key: string;
  /** When it was signed anew with another key; absent = at `validFrom`. */
  readonly signedAt?: string;
}

export type LedgerLine =
  | { readonly line: "ledger"; readonly format: number }
  | { readonly line: "subject"; readonly agent: Agent; readonly id: string }
  | IssuedLine
  | { readonly line: "revoked"; readonly id: string; readonly at: string; readonly reason: string }
  /** The key that signed it before is no longer trusted. */
  | { readonly line: "resigned"; readonly id: string; readonly key: string; readonly at: string }
  /** An LRS has taken the statement that says so; `of` is the `validFrom` or, of `revoked`, its moment. */
  | {
      readonly line: "told";
      readonly id: string;
      readonly what: "earned" | "revoked";
      readonly of: string;
      readonly lrs: string;
    }
  /** Somebody holds a credential of another issuer, on this issuer's word. `until` absent = without an end. */
  | {
      readonly line: "recognised";
      readonly id: string;
      readonly subject: string;
      readonly slug: string;
      readonly name: string;
      readonly at: string;
      readonly until?: string;
      readonly reason: string;
    }
  /** Who stood behind this pseudonym is no longer known. */
  | { readonly line: "forgotten"; readonly id: string };

/** Where a line stands in the file: bytes for a file, UTF-16 units for a text. */
export interface Place {
  readonly at: number;
  readonly length: number;
}

/** What is kept of one credential. */
export interface Held
  extends
    Pick<IssuedLine, "id" | "slug" | "registration" | "awardedDate" | "validFrom" | "validUntil">,
    Pick<IssuedLine, "list" | "index" | "key" | "signedAt"> {
  /** Pseudonym. */
  readonly subject: string;
  /** Id, name and version of the achievement. */
  readonly achievement: string;
  readonly name: string;
  readonly version: string;
  readonly renewed: boolean;
  readonly place: Place;
}

export interface Ledger {
  /** Agent → pseudonym. */
  readonly subjects: Map<string, string>;
  /** Pseudonym → agent. */
  readonly agents: Map<string, Agent>;
  /** Id of a credential → the last that was said of it. */
  readonly issued: Map<string, Held>;
  /** Pseudonym → ids of credentials. */
  readonly bySubject: Map<string, string[]>;
  /** Id of a credential → why. */
  readonly revoked: Map<string, { readonly at: string; readonly reason: string }>;
  /** Status list → places taken on it. */
  readonly places: Map<number, Set<number>>;
  /** Pseudonym → what they hold of other issuers. */
  readonly recognised: Map<string, Extract<LedgerLine, { line: "recognised" }>[]>;
  /** Pseudonyms of which nobody knows any more who they are; nothing is made for them again. */
  readonly forgotten: Set<string>;
  /** {@link toldKey} of what an LRS knows already. */
  readonly told: Set<string>;
  format: number;
}

export const newLedger = (): Ledger => ({
  subjects: new Map(),
  agents: new Map(),
  issued: new Map(),
  bySubject: new Map(),
  revoked: new Map(),
  places: new Map(),
  recognised: new Map(),
  forgotten: new Set(),
  told: new Set(),
  format: 0,
});

export const ledgerText = (lines: readonly LedgerLine[]): string =>
  lines.map((line) => `${JSON.stringify(line)}\n`).join("");

/** One text for one telling. */
export const toldKey = (id: string, what: "earned" | "revoked", of: string, lrs: string): string =>
  `${what} ${id} ${of} ${lrs}`;

export type LedgerReading =
  | {
      readonly ledger: Ledger;
      /** UTF-16 units that can be read; less than all when a write was cut off at the end. */
      readonly whole: number;
    }
  | { readonly fault: string };

/** A last line without its end was cut off while it was written: nothing was done upon it yet, and it does not count. */
export function readLedger(text: string): LedgerReading {
  const reader = new LedgerReader();
  const whole = text.lastIndexOf("\n") + 1;
  for (let at = 0; at < whole;) {
    const end = text.indexOf("\n", at);
    const fault = reader.take(text.slice(at, end), { at, length: end - at });
    if (fault !== undefined) return { fault };
    at = end + 1;
  }
  return { ledger: reader.ledger, whole };
}

/** Takes a ledger line by line, so that a large one is never in memory as a whole. */
export class LedgerReader {
  readonly ledger = newLedger();
  #lines = 0;
  /** Words that thousands of lines share are kept once. */
  readonly #words = new Map<string, string>();

  /** @returns what is wrong with it, in words */
  take(text: string, place: Place): string | undefined {
    this.#lines += 1;
    const value = parseLine(text);
    if (value === undefined) return `line ${this.#lines} cannot be read`;
    const format = property(value, "format");
    if (this.#lines === 1 && (property(value, "line") !== "ledger" || typeof format !== "number"))
      return "its first line does not say that it is a ledger";
    if (property(value, "line") === "ledger" && !(Number(format) <= LEDGER_FORMAT))
      return `it has format ${shown(format)}, and this Tessera reads ${LEDGER_FORMAT}`;
    return addLine(this.ledger, value as JsonObject & LedgerLine, place, this.#words)
      ? undefined
      : `line ${this.#lines} says nothing that a ledger says`;
  }
}

function parseLine(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** The whole line out of its text, with what later lines have changed. @throws TypeError when another line stands there */
export function issuedLineOf(text: string, held: Held): IssuedLine {
  const value = parseLine(text) as unknown as IssuedLine | undefined;
  if (value?.id !== held.id) throw new TypeError(`the ledger does not say ${held.id} where it did`);
  return { ...value, key: held.key, ...(held.signedAt !== undefined && { signedAt: held.signedAt }) };
}

/** @returns false for a line of an unknown kind, or about something that is not there */
export function addLine(
  ledger: Ledger,
  line: LedgerLine,
  place: Place = { at: 0, length: 0 },
  words?: Map<string, string>,
): boolean {
  switch (line.line) {
    case "ledger":
      ledger.format = line.format;
      return true;
    case "subject": {
      const key = agentKey(line.agent);
      if (key === undefined) return false;
      ledger.subjects.set(key, line.id);
      ledger.agents.set(line.id, line.agent);
      return true;
    }
    case "issued":
    case "renewed":
      return addIssued(ledger, line, place, words);
    case "revoked":
      ledger.revoked.set(line.id, { at: line.at, reason: line.reason });
      return ledger.issued.has(line.id);
    case "resigned": {
      const held = ledger.issued.get(line.id);
      if (held !== undefined) ledger.issued.set(line.id, { ...held, key: line.key, signedAt: line.at });
      return held !== undefined;
    }
    case "told":
      ledger.told.add(toldKey(line.id, line.what, line.of, line.lrs));
      return true;
    case "recognised":
      ledger.recognised.set(line.subject, [...(ledger.recognised.get(line.subject) ?? []), line]);
      return typeof line.subject === "string" && typeof line.slug === "string";
    case "forgotten":
      ledger.forgotten.add(line.id);
      return typeof line.id === "string";
    default:
      return false;
  }
}

function addIssued(
  ledger: Ledger,
  line: IssuedLine,
  place: Place,
  words = new Map<string, string>(),
): boolean {
  const once = (text: string): string => {
    const known = words.get(text);
    if (known === undefined) words.set(text, text);
    return known ?? text;
  };
  if (typeof line.id !== "string" || line.achievement === undefined || line.subject === undefined)
    return false;
  if (line.line === "renewed" && !ledger.issued.has(line.id)) return false;
  const known = ledger.issued.get(line.id);
  const { achievement, subject } = line;
  ledger.issued.set(line.id, {
    id: line.id,
    slug: once(line.slug),
    subject: known?.subject ?? subject.id,
    achievement: once(achievement.id),
    name: once(achievement.name),
    version: once(achievement.version),
    registration: line.registration,
    awardedDate: line.awardedDate,
    validFrom: line.validFrom === line.awardedDate ? line.awardedDate : line.validFrom,
    ...(line.validUntil !== undefined && { validUntil: line.validUntil }),
    list: line.list,
    index: line.index,
    key: once(line.key),
    renewed: line.line === "renewed",
    place,
  });
  if (known === undefined) {
    const ids = ledger.bySubject.get(subject.id);
    if (ids === undefined) ledger.bySubject.set(subject.id, [line.id]);
    else ids.push(line.id);
  }
  const taken = ledger.places.get(line.list) ?? new Set<number>();
  ledger.places.set(line.list, taken.add(line.index));
  return true;
}

/** Everything that somebody has been given, in the order in which it was. */
export const heldBy = (ledger: Ledger, subject: string | undefined): readonly Held[] =>
  subject === undefined
    ? []
    : (ledger.bySubject.get(subject) ?? []).map((id) => ledger.issued.get(id) as Held);

export interface Standing {
  readonly word: "held" | "never-issued" | "expired" | "revoked";
  /** Where it is held; of several, the one that lasts longest. */
  readonly part?: {
    readonly id: string;
    readonly name: string;
    readonly validFrom: string;
    readonly validUntil?: string;
  };
}

/** Whether somebody holds a credential at a moment, ours or another issuer's. @param at - milliseconds since 1970 */
export function standing(ledger: Ledger, subject: string | undefined, slug: string, at: number): Standing {
  const own = heldBy(ledger, subject).filter((line) => line.slug === slug);
  const others = (subject === undefined ? [] : (ledger.recognised.get(subject) ?? []))
    .filter((line) => line.slug === slug)
    .map(({ id, name, at: validFrom, until }) => ({
      id,
      name,
      validFrom,
      ...(until !== undefined && { validUntil: until }),
    }));
  const whole = [...own.filter(({ id }) => !ledger.revoked.has(id)), ...others];
  if (whole.length === 0) return { word: own.length === 0 ? "never-issued" : "revoked" };
  const ends = ({ validUntil }: { readonly validUntil?: string }) =>
    validUntil === undefined ? Infinity : Date.parse(validUntil);
  const [best] = whole.sort((one, other) => (ends(one) > ends(other) ? -1 : 1));
  return best === undefined || ends(best) < at ? { word: "expired" } : { word: "held", part: best };
}

/** Places of revoked credentials on one list, in order. */
export const revokedPlaces = ({ issued, revoked }: Ledger, list: number): readonly number[] =>
  [...revoked.keys()]
    .map((id) => issued.get(id))
    .filter((held) => held?.list === list)
    .map((held) => (held as Held).index)
    .sort((one, other) => one - other);

/** Numbers of the lists in use, from 1; there is always one. */
export const listsOf = ({ places }: Ledger): readonly number[] =>
  Array.from({ length: Math.max(1, ...places.keys()) }, (_, at) => at + 1);
