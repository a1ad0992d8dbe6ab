import type { SentStatement } from "@tessera/xapi";
import type { Pending } from "./session.ts";

/** What a statement that waits is about, for the learner to read. */
export function pendingOf({ verb, object, timestamp }: SentStatement): Pending {
  const { name = {}, type = "" } = ("definition" in object && object.definition) || {};
  const word = verb.display?.["en"] ?? "";
  // One verb for pages and films: what was done is told by what it was done with.
  const what = word === "experienced" && /(video|audio)$/.test(type) ? "watched" : word;
  return { what, name: Object.values(name)[0] ?? "", at: timestamp };
}

/** @returns the host that an endpoint is at; undefined where it names none, because it is relative or broken */
export function hostOf(endpoint: string | undefined): string | undefined {
  return /^https?:\/\/(?:[^/?#]*@)?([^/?#@]+)/i.exec(endpoint ?? "")?.[1];
}
