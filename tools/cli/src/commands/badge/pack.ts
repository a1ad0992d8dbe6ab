import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { didOf, parseStrictJson, statusListUrl } from "@tessera/credentials";
import type { JsonObject } from "@tessera/credentials";
import { heldBy } from "@tessera/credentials/issuing";
import type { Held, Ledger } from "@tessera/credentials/issuing";
import { credentialsOf } from "@tessera/portfolio";
import type { Portfolio } from "@tessera/portfolio";
import { lifetimePack, type Towards } from "@tessera/verifier";
import { readVerifierPage } from "@tessera/bundle";
import { credentialFolder } from "../../badge/credential-folder.adapter.ts";
import { readDocuments } from "../../badge/issuer-documents.adapter.ts";
import { openIssuer, type IssuerFolder } from "../../badge/issuer-folder.adapter.ts";
import { withLedger } from "../../badge/ledger-file.adapter.ts";
import { keptIssuer, verifyUrl } from "../../badge/verifier-page.adapter.ts";
import { writeMissing } from "../../badge/write-missing.ts";
import { InputError } from "../../exit.ts";
import { portfolioFile, wholeFile } from "../../portfolio/portfolio-files.adapter.ts";
import { now } from "../../ports.adapter.ts";
import { progress, say } from "../../terminal.adapter.ts";
import { writeWhole } from "../../write.adapter.ts";

export interface PackOptions {
  readonly portfolio?: string;
  readonly out?: string;
}

/** For each credential that stands, or each that is named, a zip with all that its owner needs to show it for life. */
export async function pack(dir: string, ids: readonly string[], options: PackOptions): Promise<void> {
  const folder = openIssuer(dir);
  const blankPage = await readVerifierPage();
  if (blankPage === undefined) throw new InputError("the verifier page was not built with this Tessera");
  const portfolio = options.portfolio === undefined ? undefined : wholeFile(portfolioFile(options.portfolio));
  await withLedger(folder, async (file) => {
    const { ledger } = file;
    const wanted = wantedOf(ledger, ids);
    await writeMissing(folder, file, wanted);
    const { documents, lists } = readDocuments([folder.root], []);
    const document = documents.get(didOf(folder.issuer));
    if (document === undefined) throw new InputError("the did.json in the site is another issuer's");
    const line = progress("Packing", wanted.length);
    for (const held of wanted) {
      const list = lists.get(statusListUrl(folder.issuer, held.list));
      const signed = list?.["validFrom"];
      const data = lifetimePack({
        files: filesOf(folder, held),
        credential: credentialOf(folder, held),
        issuer: { ...keptIssuer(didOf(folder.issuer), document, folder.issuer.name), document },
        lists: list === undefined ? [] : [list],
        // The day of the snapshot, so that the same snapshot makes the same pack.
        made: typeof signed === "string" ? signed : held.validFrom,
        blankPage,
        verifyUrl: verifyUrl(folder.issuer),
        towards: portfolio === undefined ? [] : towardsOf(portfolio, ledger, held),
      });
      writeWhole([{ path: placeOf(folder, held, options.out), data }]);
      line.step(held.id);
    }
    line.end();
    const where = options.out ?? "credentials/…/lifetime-pack.zip";
    say(`Packed ${wanted.length} ${wanted.length === 1 ? "credential" : "credentials"}: ${where}`);
    say("Each is for its owner and nobody else: whoever has it can read all of the credential.");
  });
}

function wantedOf(ledger: Ledger, ids: readonly string[]): readonly Held[] {
  if (ids.length === 0) return [...ledger.issued.values()].filter(({ id }) => !ledger.revoked.has(id));
  return ids.map((id) => {
    const held = ledger.issued.get(id);
    if (held === undefined) throw new InputError(`no credential \`${id}\` was issued here`);
    return held;
  });
}

const NAMES = ["credential.json", "credential.jwt", "badge.png", "badge.svg"] as const;

function filesOf(folder: IssuerFolder, held: Held): Parameters<typeof lifetimePack>[0]["files"] {
  const place = credentialFolder(folder, held);
  const missing = NAMES.find((name) => !existsSync(join(place, name)));
  if (missing !== undefined) throw new InputError(`the file ${missing} of ${held.id} is missing`);
  const text = (name: string): string => readFileSync(join(place, name), "utf8");
  return {
    "credential.json": text("credential.json"),
    "credential.jwt": text("credential.jwt"),
    "badge.png": new Uint8Array(readFileSync(join(place, "badge.png"))),
    "badge.svg": text("badge.svg"),
  };
}

function credentialOf(folder: IssuerFolder, held: Held): JsonObject {
  const parsed = parseStrictJson(
    readFileSync(join(credentialFolder(folder, held), "credential.json"), "utf8"),
  );
  if ("fault" in parsed) throw new InputError(`the file credential.json of ${held.id} cannot be read`);
  return parsed.value as JsonObject;
}

const placeOf = (folder: IssuerFolder, held: Held, out: string | undefined): string =>
  out === undefined
    ? join(credentialFolder(folder, held), "lifetime-pack.zip")
    : join(out, `${held.id.slice("urn:uuid:".length)}.zip`);

/** Every pathway that the credential is a part of, and what of it its owner holds today. */
function towardsOf(portfolio: Portfolio, ledger: Ledger, held: Held): readonly Towards[] {
  const at = now();
  const standing = new Map(
    heldBy(ledger, held.subject)
      .filter(
        ({ id, validUntil }) =>
          !ledger.revoked.has(id) && (validUntil === undefined || Date.parse(validUntil) >= at),
      )
      .map(({ slug, name }) => [slug, name]),
  );
  const titles = new Map(portfolio.credentials.map(({ id, title }) => [id, title]));
  for (const { slug, name } of ledger.issued.values()) titles.set(slug, name);
  return portfolio.pathways.flatMap(({ title, requires }) => {
    const parts = credentialsOf(portfolio, requires);
    return parts.includes(held.slug)
      ? [{ title, parts: parts.map((id) => ({ title: titles.get(id) ?? id, held: standing.has(id) })) }]
      : [];
  });
}
