import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { didDocument, didOf, fingerprint, isHost, issuerPage, newIssuer } from "@tessera/credentials";
import { LEDGER_FORMAT, ledgerText, readLedger } from "@tessera/credentials/issuing";
import type { Issuer } from "@tessera/credentials";
import { PLACES } from "../../badge/issuer-folder.adapter.ts";
import { newKey, publicJwk, PURPOSES } from "../../badge/key-holder.adapter.ts";
import { writeObserverPage } from "../../badge/observer-page.adapter.ts";
import { publishLists } from "../../badge/status-file.adapter.ts";
import { InputError, UsageError } from "../../exit.ts";
import { now } from "../../ports.adapter.ts";
import { reasonOf, shellWord } from "../../system-words.ts";
import { say } from "../../terminal.adapter.ts";

export interface InitOptions {
  readonly domain: string;
  readonly name?: string;
}

const README = `# An issuer of credentials

\`site/\` is for everybody: put it on a web server, so that \`site/.well-known/did.json\` is at
\`https://DOMAIN/.well-known/did.json\`. Everything else stays here.

\`keys/\` signs. Whoever has a copy can issue in your name: keep it out of version control, chat and shared disks.
\`ledger.ndjson\` says who got what under which pseudonym. It is personal data; without it nothing can be revoked or
issued again. Keep a copy of both where only you can read it.

\`tessera badge publish\` writes the status list anew. Do it at least every 90 days: an older list says nothing.
`;
const GITIGNORE = `/keys/\n/ledger.ndjson\n/observations.ndjson\n/credentials/\n/.evidence.*/\n`;

/**
 * Makes an issuer's folder. Made beside its place and moved there at the end: there is never half an issuer.
 *
 * @throws UsageError for a domain or name that cannot be; InputError when `dir` holds something already
 */
export async function init(dir: string, options: InitOptions): Promise<void> {
  const domain = options.domain.toLowerCase();
  if (!isHost(domain))
    throw new UsageError(`\`${options.domain}\` is no domain, expected one such as badges.example.org`, {
      help: "only the name: no https://, no port, no path",
    });
  const name = options.name?.replace(/\s+/g, " ").trim() ?? domain;
  if (name === "" || name.length > 200) throw new UsageError("the name has no or more than 200 characters");
  const target = resolve(dir);
  if (existsSync(target) && !statSync(target).isDirectory())
    throw new InputError(`\`${dir}\` is a file`, { help: "name a folder that does not exist yet" });
  if (existsSync(target) && readdirSync(target).length > 0)
    throw new InputError(`\`${dir}\` is not empty`, { help: "name a folder that does not exist yet" });

  const half = join(dirname(target), `.${basename(target)}.${process.pid}.new`);
  try {
    mkdirSync(half, { recursive: true, mode: 0o700 });
    const fingerprints = await fillIssuer(
      half,
      newIssuer(domain, name, new Date(now()).toISOString().slice(0, 4)),
    );
    if (existsSync(target)) rmSync(target, { recursive: true });
    renameSync(half, target);
    told(dir, domain, fingerprints);
  } catch (cause) {
    rmSync(half, { recursive: true, force: true });
    if (cause instanceof InputError) throw cause;
    throw new InputError(`cannot write \`${dir}\`: ${reasonOf(cause)}`, { cause });
  }
}

/** Everything of a new issuer, into an empty folder. @returns name of each key → fingerprint */
export async function fillIssuer(root: string, issuer: Issuer): Promise<ReadonlyMap<string, string>> {
  const { keys } = issuer;
  const pairs = [];
  for (const purpose of PURPOSES)
    pairs.push({ name: keys[purpose], key: await newKey(root, purpose, keys[purpose]) });
  const fingerprints = new Map(pairs.map(({ name, key }) => [name, fingerprint(key)]));
  const document = didDocument(
    didOf(issuer),
    pairs.map(({ name, key }) => ({ name, key, jwk: publicJwk(key) })),
  );
  const write = (path: string, text: string, mode = 0o644) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text, { mode });
  };
  const json = (value: object) => `${JSON.stringify(value, null, 2)}\n`;
  write(PLACES.issuer, json(issuer));
  write(".gitignore", GITIGNORE);
  write("README.md", README);
  const first = ledgerText([{ line: "ledger", format: LEDGER_FORMAT }]);
  write(PLACES.ledger, first, 0o600);
  write(PLACES.did, json(document));
  // Hosts that take a site for a blog leave out what begins with a dot, unless this is there.
  write(join(PLACES.site, ".nojekyll"), "");
  write(PLACES.page, issuerPage(issuer, fingerprints));
  await writeObserverPage(root);
  const reading = readLedger(first);
  if ("ledger" in reading) await publishLists({ root, issuer }, reading.ledger, now());
  return fingerprints;
}

function told(dir: string, domain: string, fingerprints: ReadonlyMap<string, string>): void {
  say(`Made the issuer did:web:${domain} in ${dir}. Fingerprints of its keys, for whoever is to pin them:`);
  for (const [name, value] of fingerprints) say(`  ${name.padEnd(18)} ${value}`);
  say("Next:");
  say(`  put ${shellWord(join(dir, PLACES.site))} on the web server of https://${domain}/`);
  if (existsSync(join(dir, PLACES.keys)))
    say(`  keep a copy of ${shellWord(join(dir, PLACES.keys))} where nobody else can read it`);
}
