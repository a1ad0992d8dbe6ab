/**
 * The issuer's ledger: one JSON object a line, only ever added to. With it everything that was issued can be issued again to
 * the byte, and nothing is issued twice. It ties pseudonyms to people: nobody else's business.
 */
import type { Agent } from "@tessera/xapi";
import { agentKey } from "../award/agent.ts";
import type { Achievement, EvidenceItem, Subject } from "../credential/build.ts";
import { isObject, property, shown, type JsonObject } from "../json/json.ts";
import { parseStrictJson } from "../json/strict-json.ts";

export const LEDGER_FORMAT = 1;

export interface IssuedLine {
  readonly line: "issued";
  /** `urn:uuid:…` */
  readonly id: string;
  readonly slug: string;
  readonly achievement: Achievement;
  readonly subject: Subject;
  readonly registration: string;
  readonly awardedDate: string;
  readonly validFrom: string;
  readonly validUntil: string;
  readonly evidence: readonly EvidenceItem[];
  /** What observers have signed, with their proofs. */
  readonly endorsements?: readonly JsonObject[];
  /** Which status list, from 1, and where on it. */
  readonly list: number;
  readonly index: number;
  /** The issuer's name as it stood then, and the name of the key. */
  readonly issuerName: string;
  readonly key: string;
}

export type LedgerLine =
  | { readonly line: "ledger"; readonly format: typeof LEDGER_FORMAT }
  | { readonly line: "subject"; readonly agent: Agent; readonly id: string }
  | IssuedLine
  | { readonly line: "revoked"; readonly id: string; readonly at: string; readonly reason: string };

export interface Ledger {
  /** Agent → pseudonym. */
  readonly subjects: Map<string, string>;
  /** Id of a credential → its line. */
  readonly issued: Map<string, IssuedLine>;
  /** Id of a credential → why. */
  readonly revoked: Map<string, { readonly at: string; readonly reason: string }>;
  /** Status list → places taken on it. */
  readonly places: Map<number, Set<number>>;
}

export const ledgerText = (lines: readonly LedgerLine[]): string =>
  lines.map((line) => `${JSON.stringify(line)}\n`).join("");

export type LedgerReading =
  | {
      readonly ledger: Ledger;
      /** UTF-16 units that can be read; less than all when a write was cut off at the end. */
      readonly whole: number;
    }
  | { readonly fault: string };

/** A last line without its end was cut off while it was written: nothing was done upon it yet, and it does not count. */
export function readLedger(text: string): LedgerReading {
  const ledger: Ledger = { subjects: new Map(), issued: new Map(), revoked: new Map(), places: new Map() };
  const whole = text.lastIndexOf("\n") + 1;
  const lines = text.slice(0, whole).split("\n").slice(0, -1);
  for (const [at, line] of lines.entries()) {
    const parsed = parseStrictJson(line);
    const value = "value" in parsed ? parsed.value : undefined;
    if (!isObject(value)) return { fault: `line ${at + 1} cannot be read` };
    const format = property(value, "format");
    if (at === 0 && (property(value, "line") !== "ledger" || typeof format !== "number"))
      return { fault: "its first line does not say that it is a ledger" };
    if (at === 0 && format !== LEDGER_FORMAT)
      return { fault: `it has format ${shown(format)}, and this Tessera reads ${LEDGER_FORMAT}` };
    if (at > 0 && !addLine(ledger, value as JsonObject & LedgerLine))
      return { fault: `line ${at + 1} says nothing that a ledger says` };
  }
  return { ledger, whole };
}

/** @returns false for a line of an unknown kind */
export function addLine(ledger: Ledger, line: LedgerLine): boolean {
  switch (line.line) {
    case "subject": {
      const key = agentKey(line.agent);
      if (key !== undefined) ledger.subjects.set(key, line.id);
      return key !== undefined;
    }
    case "issued": {
      ledger.issued.set(line.id, line);
      const taken = ledger.places.get(line.list) ?? new Set<number>();
      ledger.places.set(line.list, taken.add(line.index));
      return true;
    }
    case "revoked":
      ledger.revoked.set(line.id, { at: line.at, reason: line.reason });
      return ledger.issued.has(line.id);
    default:
      return false;
  }
}

/** Places of revoked credentials on one list, in order. */
export const revokedPlaces = ({ issued, revoked }: Ledger, list: number): readonly number[] =>
  [...issued.values()]
    .filter((line) => line.list === list && revoked.has(line.id))
    .map(({ index }) => index)
    .sort((one, other) => one - other);

/** Numbers of the lists in use, from 1; there is always one. */
export const listsOf = ({ places }: Ledger): readonly number[] =>
  Array.from({ length: Math.max(1, ...places.keys()) }, (_, at) => at + 1);
