/** Optimistic concurrency: Communication §3.1, RFC 9110 §13. */
import { badRequest, communicationRule, Refusal } from "./refusal.ts";

export const quotedEtag = (etag: string): string => `"${etag}"`;

/**
 * Holds a write against what is there now.
 *
 * @param current - the etag of the document there, `undefined` when there is none
 * @throws Refusal 412 when `If-Match` or `If-None-Match` says no, 400 when they cannot be read
 */
export function requirePreconditions(headers: Headers, current: string | undefined): void {
  const match = readEtags(headers, "if-match");
  if (match && !holds(match, current)) {
    throw failed(`found ${shown(current)}, expected what If-Match says: ${headers.get("if-match")}`);
  }
  const noneMatch = readEtags(headers, "if-none-match");
  if (noneMatch && holds(noneMatch, current)) {
    throw failed(`found ${shown(current)}, expected none of If-None-Match: ${headers.get("if-none-match")}`);
  }
}

export function hasPrecondition(headers: Headers): boolean {
  return headers.has("if-match") || headers.has("if-none-match");
}

/** True when the client has this document already, so that 304 will do. */
export function isKnown(headers: Headers, current: string): boolean {
  const noneMatch = readEtags(headers, "if-none-match");
  return noneMatch !== undefined && holds(noneMatch, current);
}

type Etags = "*" | readonly string[];

function holds(etags: Etags, current: string | undefined): boolean {
  if (current === undefined) return false;
  return etags === "*" || etags.includes(current);
}

function readEtags(headers: Headers, name: string): Etags | undefined {
  const text = headers.get(name)?.trim();
  if (text === undefined) return undefined;
  if (text === "*") return "*";
  if (!/^(?:W\/)?"[^"]*"(?:\s*,\s*(?:W\/)?"[^"]*")*$/.test(text)) {
    throw badRequest(`found ${name}: ${text}, expected "*" or etags in double quotes`, "3.1", name);
  }
  // A weak etag never matches: If-Match compares strongly, and this LRS gives out strong ones only.
  return [...text.matchAll(/(W\/)?"([^"]*)"/g)].filter((found) => !found[1]).map((found) => found[2] ?? "");
}

function failed(message: string): Refusal {
  return new Refusal(412, message, { rule: communicationRule("3.1") });
}

function shown(current: string | undefined): string {
  return current === undefined ? "no document" : `a document with the etag ${quotedEtag(current)}`;
}
