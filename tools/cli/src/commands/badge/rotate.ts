import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { didOf, fingerprint, issuerPage, keysIn, rotatedDocument } from "@tessera/credentials";
import { moment } from "@tessera/credentials/issuing";
import type { Issuer, JsonObject, KeyEntry } from "@tessera/credentials";
import type { Held, Ledger } from "@tessera/credentials/issuing";
import { credentialFolder } from "../../badge/credential-folder.adapter.ts";
import { openIssuer, PLACES, type IssuerFolder } from "../../badge/issuer-folder.adapter.ts";
import { hasKeyFile, newKey, publicJwk, signerOf, type Purpose } from "../../badge/key-holder.adapter.ts";
import { withLedger, type LedgerFile } from "../../badge/ledger-file.adapter.ts";
import { publishLists } from "../../badge/status-file.adapter.ts";
import { writeMissing } from "../../badge/write-missing.ts";
import { InputError, UsageError } from "../../exit.ts";
import { now } from "../../ports.adapter.ts";
import { data, say } from "../../terminal.adapter.ts";
import { writeWhole } from "../../write.adapter.ts";

export interface RotateOptions {
  readonly purpose: Purpose;
  /** Since when somebody else may have had the key: a day, or a moment with its zone. */
  readonly compromised?: string;
  /** What was issued after that, too: it was looked through. */
  readonly includeLater?: boolean;
}

/**
 * A new key in place of the one in use. The old one stays in the issuer's document, so that what it signed stays valid; a stolen one is
 * marked there, and everything that it signed is signed anew.
 */
export async function rotate(dir: string, options: RotateOptions): Promise<void> {
  const folder = openIssuer(dir);
  const at = moment(now());
  const stolen = options.compromised === undefined ? undefined : momentOf(options.compromised);
  if (options.includeLater === true && stolen === undefined)
    throw new UsageError("--include-later says something of a stolen key only", {
      help: "add --compromised DAY",
    });
  await withLedger(folder, async (file) => {
    const { purpose } = options;
    const turned = await turn(folder, { purpose, at, ...(stolen !== undefined && { stolen }) });
    say(`The key for ${purpose} is now ${turned.issuer.keys[purpose]}. Fingerprint, for whoever pins it:`);
    say(`  ${turned.fingerprint}`);
    await publishLists(turned, file.ledger, now());
    if (stolen === undefined)
      say(
        `What ${turned.old} signed stays valid: its public half stays in did.json; its private half is deleted.`,
      );
    else await signedAnew(turned, file, { ...options, since: stolen });
    say("Put site/ on the web server again, and tell the new fingerprint to whoever pins keys.");
  });
}

interface Turned extends IssuerFolder {
  readonly old: string;
  readonly fingerprint: string;
}

/** The new key first, then the document that shows it, then the issuer that uses it: ended anywhere, the old one still signs. */
async function turn(
  { root, issuer }: IssuerFolder,
  { purpose, at, stolen }: { readonly purpose: Purpose; readonly at: string; readonly stolen?: string },
): Promise<Turned> {
  const path = join(root, PLACES.did);
  if (!existsSync(path)) throw new InputError(`\`${PLACES.did}\` is missing: bring it back from your copy`);
  const document = JSON.parse(readFileSync(path, "utf8")) as JsonObject;
  const known = keysIn(document);
  const old = issuer.keys[purpose];
  const name = freeName(root, { purpose, at }, [...known.map((each) => each.name), old]);
  const key = await newKey(root, purpose, name);
  const before = known.find((each) => each.name === old);
  const next = rotatedDocument(document, didOf(issuer), {
    added: { name, key, jwk: publicJwk(key) },
    ...(stolen !== undefined && before !== undefined && { stolen: { ...before, revoked: stolen } }),
  });
  const changed: Issuer = {
    ...issuer,
    keys: { ...issuer.keys, [purpose]: name },
    retired: [...(issuer.retired ?? []), { name: old, purpose, at, ...(stolen !== undefined && { stolen }) }],
  };
  const json = (value: object) => `${JSON.stringify(value, null, 2)}\n`;
  writeWhole([
    { path, data: json(next) },
    { path: join(root, PLACES.page), data: issuerPage(changed, shown(changed, keysIn(next))) },
    { path: join(root, PLACES.issuer), data: json(changed) },
  ]);
  // Nobody needs it again: what is lost of what it signed is signed with the new one.
  await signerOf({ root, issuer: changed }, purpose);
  rmSync(join(root, PLACES.keys, `${old}.json`), { force: true });
  return { root, issuer: changed, old, fingerprint: fingerprint(key) };
}

/** Fingerprints for the issuer's page: keys in use, then those that only check. */
export function shown({ keys }: Issuer, entries: readonly KeyEntry[]): ReadonlyMap<string, string> {
  const used = new Set<string>(Object.values(keys));
  const word = ({ name, revoked }: KeyEntry) =>
    revoked !== undefined
      ? `${name} (stolen: nothing of it counts)`
      : used.has(name)
        ? name
        : `${name} (no longer signs)`;
  const order = (entry: KeyEntry) => (entry.revoked !== undefined ? 2 : used.has(entry.name) ? 0 : 1);
  return new Map(
    [...entries]
      .sort((one, other) => order(one) - order(other))
      .map((entry) => [word(entry), fingerprint(entry.key)]),
  );
}

function freeName(
  root: string,
  { purpose, at }: { readonly purpose: Purpose; readonly at: string },
  taken: readonly string[],
): string {
  const plain = `${purpose}-${at.slice(0, 4)}`;
  for (let count = 1; ; count += 1) {
    const name = count === 1 ? plain : `${plain}-${count}`;
    if (!taken.includes(name) && !hasKeyFile(root, name)) return name;
  }
}

interface Theft extends RotateOptions {
  readonly since: string;
}

/**
 * The ledger says what the issuer has signed; forgeries are not in it. What was issued after the theft is held back: whoever had
 * the key may have had the ledger too.
 */
async function signedAnew(
  folder: Turned,
  file: LedgerFile,
  { purpose, since, includeLater }: Theft,
): Promise<void> {
  if (purpose === "status")
    return say("The lists are signed anew; nobody takes a list that the stolen key signed.");
  const touched = [...file.ledger.issued.values()].filter(
    ({ id, key }) => (purpose === "token" || key === folder.old) && !file.ledger.revoked.has(id),
  );
  if (purpose === "token") {
    for (const held of touched) rmSync(credentialFolder(folder, held), { recursive: true, force: true });
    const count = await writeMissing(folder, file, touched);
    return say(`Signed ${count} tokens anew: hand them out again. JSON, PNG and SVG are as they were.`);
  }
  const at = moment(now());
  const later = includeLater === true ? [] : touched.filter((held) => lastSigned(held) >= since);
  const held = new Set(later.map(({ id }) => id));
  for (const { id } of touched)
    if (!held.has(id)) file.append([{ line: "resigned", id, key: folder.issuer.keys.credentials, at }]);
  file.settle();
  const again = [...current(file.ledger, touched)].filter(({ id }) => !held.has(id));
  const count = await writeMissing(folder, file, again);
  say(`Signed ${count} credentials anew: hand them out again, since nobody takes the old files any more.`);
  if (later.length === 0) return;
  say(`Held back ${later.length} that were signed on or after ${since}: look through them, then either`);
  say("  tessera badge resign DIR ID…      what is right, or");
  say("  tessera badge revoke DIR ID …     what is not");
  for (const { id, name, validFrom } of later) data(`${id}  ${validFrom}  ${name}`);
}

const lastSigned = ({ signedAt, validFrom }: Held): string => signedAt ?? validFrom;

function* current({ issued }: Ledger, held: readonly Held[]): Generator<Held> {
  for (const { id } of held) yield issued.get(id) as Held;
}

function momentOf(text: string): string {
  const at = Date.parse(/^\d{4}-\d\d-\d\d$/.test(text) ? `${text}T00:00:00Z` : text);
  if (Number.isNaN(at) || !/^\d{4}-\d\d-\d\d(T.*(Z|[+-]\d\d:\d\d))?$/.test(text))
    throw new UsageError(`\`${text}\` is no day and no moment with its zone`, {
      help: "e.g. --compromised 2026-11-28, or 2026-11-28T14:00:00Z",
    });
  if (at > now()) throw new UsageError(`\`${text}\` has not come yet`);
  return moment(at);
}
