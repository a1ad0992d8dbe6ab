/**
 * What was accepted: one JSON object a line, only ever added to. It is what keeps a signature from being handed over twice, and
 * where credentials take their endorsements from. It names learners: nobody else's business.
 */
import type { SentStatement } from "@tessera/xapi";
import { isObject, property, shown, type JsonObject } from "../json/json.ts";
import { parseStrictJson } from "../json/strict-json.ts";
import type { SignedPiece } from "../award/evidence.ts";
import type { SignedObservation } from "./record.ts";

export const ACCEPTED_FORMAT = 1;

export interface AcceptedLine {
  readonly line: "accepted";
  /** `ni:///…` of the record. */
  readonly name: string;
  /** When it was accepted. */
  readonly at: string;
  readonly signed: SignedObservation;
  /** With its proof. */
  readonly endorsement: JsonObject;
  readonly statements: readonly SentStatement[];
}

/** An LRS has taken the statements of one. */
export interface ToldLine {
  readonly line: "told";
  readonly name: string;
  /** Address of the LRS. */
  readonly lrs: string;
}

export interface AcceptedLog {
  readonly byName: Map<string, AcceptedLine>;
  readonly byNonce: Map<string, AcceptedLine[]>;
  /** Address of an LRS → names of what it has taken. */
  readonly told: Map<string, Set<string>>;
}

export const emptyAcceptedLog = (): AcceptedLog => ({
  byName: new Map(),
  byNonce: new Map(),
  told: new Map(),
});

export function addTold(log: AcceptedLog, { lrs, name }: ToldLine): void {
  log.told.set(lrs, (log.told.get(lrs) ?? new Set()).add(name));
}

export const ACCEPTED_HEAD = `${JSON.stringify({ line: "observations", format: ACCEPTED_FORMAT })}\n`;

export function addAccepted(log: AcceptedLog, line: AcceptedLine): void {
  log.byName.set(line.name, line);
  const { nonce } = line.signed.record;
  log.byNonce.set(nonce, [...(log.byNonce.get(nonce) ?? []), line]);
}

/** A last line without its end was cut off while it was written, and does not count. */
export function readAcceptedLog(
  text: string,
): { readonly log: AcceptedLog; readonly whole: number } | { readonly fault: string } {
  const log = emptyAcceptedLog();
  const whole = text.lastIndexOf("\n") + 1;
  for (const [at, line] of text.slice(0, whole).split("\n").slice(0, -1).entries()) {
    const parsed = parseStrictJson(line);
    const value = "value" in parsed ? parsed.value : undefined;
    if (!isObject(value)) return { fault: `line ${at + 1} cannot be read` };
    const kind = property(value, "line");
    const format = property(value, "format");
    if (at === 0 && (kind !== "observations" || format !== ACCEPTED_FORMAT))
      return {
        fault: `its first line says ${shown(kind)} of format ${shown(format)}, expected "observations" of format ${ACCEPTED_FORMAT}`,
      };
    if (at === 0) continue;
    if (kind === "told") addTold(log, value as unknown as ToldLine);
    else if (kind === "accepted") addAccepted(log, value as unknown as AcceptedLine);
    else return { fault: `line ${at + 1} says nothing that such a file says` };
  }
  return { log, whole };
}

/** What a credential says about it. */
export const signedPieceOf = ({ name, signed: { record }, endorsement }: AcceptedLine): SignedPiece => ({
  record: name,
  by: record.observer.name,
  role: record.observer.role,
  endorsement,
});
