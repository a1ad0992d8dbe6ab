import type { SentStatement } from "@tessera/xapi";
import type { Pending } from "./session.ts";

/** What a statement that waits is about, for the learner to read. */
export function pendingOf({ verb, object, timestamp }: SentStatement): Pending {
  const { name = {} } = ("definition" in object && object.definition) || {};
  return { what: verb.display?.["en"] ?? "", name: Object.values(name)[0] ?? "", at: timestamp };
}

/** @returns the host that an endpoint is at; undefined where it names none, because it is relative or broken */
export function hostOf(endpoint: string | undefined): string | undefined {
  return /^https?:\/\/(?:[^/?#]*@)?([^/?#@]+)/i.exec(endpoint ?? "")?.[1];
}
