import { checkOf, isNamed, knowsLearner, personPseudonym, pseudonymOf } from "@tessera/analytics";
import type { Queryable } from "@tessera/analytics";
import { InputError } from "../exit.ts";
import { keyFile } from "./key-file.adapter.ts";

/** Who a name means in a store. */
export interface Person {
  /** The key as it stands in the store. */
  readonly stored: string;
  /** What it is without a pseudonym, where that is known. */
  readonly plain?: string;
}

/**
 * With another key everybody would seem to be unknown, and whoever is to be forgotten would stay.
 *
 * @returns whether names are hidden from whoever has no key
 * @throws InputError when the key is that of another store
 */
async function holdsPseudonyms(store: Queryable, key: string | undefined): Promise<boolean> {
  const [row] = await store.query(
    `SELECT s.value AS value FROM settings AS s WHERE s.name = 'pseudonym-check'${store.dialect.suffix}`,
  );
  if (key !== undefined && row === undefined)
    throw new InputError("the store holds names, and no pseudonyms", { help: "leave --key out" });
  if (key !== undefined && row?.["value"] !== checkOf(key))
    throw new InputError("the store holds pseudonyms of another key", {
      help: "give the key file that was made with it",
    });
  return row !== undefined;
}

const NEEDS_KEY = { help: "the store holds pseudonyms: give its key file, too, with --key" };

/**
 * @param named - a whole key (`HOMEPAGE|NAME`, `mailto:…`), or the name of an account
 * @param key - of the store's pseudonyms, hexadecimal
 */
async function peopleNamed(store: Queryable, named: string, key?: string): Promise<readonly Person[]> {
  const rows = await store.query("SELECT s.actor AS actor FROM statements AS s GROUP BY s.actor");
  const actors = new Set(rows.map((row) => String(row["actor"])));
  const found: Person[] = [...actors]
    .filter((actor) => isNamed(actor, named))
    .map((stored) => ({ stored, ...(key === undefined && { plain: stored }) }));
  if (key === undefined) return found;
  const homes = new Set([...actors].map((actor) => actor.slice(0, actor.indexOf("|") + 1)));
  const hidden = [...new Set([named, ...[...homes].map((home) => `${home}${named}`)])]
    .map((plain) => ({ stored: pseudonymOf(key, plain), plain }))
    .filter(({ stored }) => actors.has(stored));
  return [...hidden, ...found];
}

/** @throws InputError when the name is that of several people */
async function onlyOne(
  store: Queryable,
  named: string,
  key: string | undefined,
): Promise<Person | undefined> {
  const found = await peopleNamed(store, named, key);
  if (found.length > 1)
    throw new InputError(
      `\`${named}\` is ${found.length} people: ${found.map(({ plain, stored }) => plain ?? stored).join(", ")}`,
      { help: "give one of them whole" },
    );
  return found[0];
}

/**
 * For `forget`: somebody who is not there yet may be forgotten, too, if it is sure who is meant.
 *
 * @throws InputError when nobody is called so, or several are
 */
export async function personToForget(
  store: Queryable,
  named: string,
  key: string | undefined,
): Promise<Person> {
  const hidden = await holdsPseudonyms(store, key);
  const found = await onlyOne(store, named, key);
  if (found !== undefined) return found;
  const isWhole = named.includes("|") || /^(mailto:|sha1:)/.test(named);
  const isSure = isWhole && (!hidden || key !== undefined);
  if (isSure) return { stored: key === undefined ? named : pseudonymOf(key, named), plain: named };
  throw new InputError(
    `the store knows nobody called \`${named}\``,
    hidden && key === undefined
      ? NEEDS_KEY
      : { help: "give HOMEPAGE|NAME, mailto:… or the name of an account" },
  );
}

/**
 * For `--learner`: in a store with pseudonyms a name is found with the key only.
 *
 * @throws InputError when nobody is called so, or several are
 */
export async function learnerKey(store: Queryable, named: string, path: string | undefined): Promise<string> {
  const key = path === undefined ? undefined : keyFile(path, { make: false });
  if (key !== undefined) await holdsPseudonyms(store, key);
  // An id of the people file; accounts have names of their own.
  if (key !== undefined && (await knowsLearner(store, personPseudonym(key, named))))
    return personPseudonym(key, named);
  const learner = (key === undefined ? undefined : await onlyOne(store, named, key))?.stored ?? named;
  if (await knowsLearner(store, learner)) return learner;
  const hidden = await holdsPseudonyms(store, key);
  throw new InputError(
    `the store knows nobody called \`${named}\``,
    hidden && key === undefined
      ? NEEDS_KEY
      : { help: "give HOMEPAGE|NAME, mailto:…, the name of an account or a person's id" },
  );
}
