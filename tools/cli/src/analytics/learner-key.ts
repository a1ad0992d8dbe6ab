import { isNamed, knowsLearner, personPseudonym, pseudonymOf } from "@tessera/analytics";
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
 * @param named - a whole key (`HOMEPAGE|NAME`, `mailto:…`), or the name of an account
 * @param key - of the store's pseudonyms, hexadecimal
 */
export async function peopleNamed(store: Queryable, named: string, key?: string): Promise<readonly Person[]> {
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

/**
 * For `--learner`: in a store with pseudonyms a name is found with the key only.
 *
 * @throws InputError when nobody is called so, or several are
 */
export async function learnerKey(store: Queryable, named: string, path: string | undefined): Promise<string> {
  const key = path === undefined ? undefined : keyFile(path, { make: false });
  if (key !== undefined && (await knowsLearner(store, personPseudonym(key, named))))
    return personPseudonym(key, named);
  const found = key === undefined ? [] : await peopleNamed(store, named, key);
  if (found.length > 1)
    throw new InputError(
      `\`${named}\` is ${found.length} people: ${found.map(({ plain, stored }) => plain ?? stored).join(", ")}`,
      {
        help: "give one of them whole",
      },
    );
  const learner = found[0]?.stored ?? named;
  if (await knowsLearner(store, learner)) return learner;
  throw new InputError(`the store knows nobody called \`${named}\``, {
    help: "give HOMEPAGE|NAME, mailto:…, the name of an account or a person's id; where it holds pseudonyms, with --key",
  });
}
