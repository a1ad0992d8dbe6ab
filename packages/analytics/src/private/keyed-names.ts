import { createHash, createHmac } from "node:crypto";

/**
 * Names that only the holder of a key can make again from a person. HMAC-SHA-256, of which 128 bits are kept: without the
 * key, trying every name of a staff list finds nobody.
 */
function keyed(key: string, text: string): string {
  return createHmac("sha256", Buffer.from(key, "hex")).update(text, "utf8").digest("hex").slice(0, 32);
}

/** In place of an actor's key; the identity provider stays, since reports tell LMSs apart by it. */
export function pseudonymOf(key: string, actor: string): string {
  const { home } = partsOf(actor);
  return `${home}person-${keyed(key, `person ${actor}`)}`;
}

/** In place of an organisation's own id of somebody, of people.csv. */
export const personPseudonym = (key: string, id: string): string => `person-${keyed(key, `id ${id}`)}`;

/** Says of a key that it is the same one, and nothing else. */
export const checkOf = (key: string): string => keyed(key, "check");

/** What is left of somebody who was forgotten. */
export const tombstoneOf = (key: string, actor: string): string => keyed(key, `forgotten ${actor}`);

/** `home` with its `|`, empty for an actor that no account names. */
function partsOf(actor: string): { readonly home: string; readonly name: string } {
  const bar = actor.indexOf("|");
  return { home: actor.slice(0, bar + 1), name: actor.slice(bar + 1) };
}

/** The keys of one person: an address is also known by its hash. */
export function keysOf(actor: string): readonly string[] {
  return actor.startsWith("mailto:")
    ? [actor, `sha1:${createHash("sha1").update(actor, "utf8").digest("hex")}`]
    : [actor];
}

/** What names the person in a statement's JSON, as it is written there. */
export function mentionsOf(actor: string): readonly string[] {
  return keysOf(actor).map((key) =>
    JSON.stringify(key.startsWith("sha1:") ? key.slice(5) : partsOf(key).name),
  );
}

/** The account's name alone, or the whole key. */
export const isNamed = (actor: string, named: string): boolean =>
  actor === named || (actor.includes("|") && partsOf(actor).name === named);
