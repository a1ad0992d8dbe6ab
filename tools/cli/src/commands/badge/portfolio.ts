import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { didOf, webCrypto } from "@tessera/credentials";
import type { JsonObject } from "@tessera/credentials";
import { heldBy, moment, portfolioPage, signClr } from "@tessera/credentials/issuing";
import type { Held } from "@tessera/credentials/issuing";
import { credentialFolder } from "../../badge/credential-folder.adapter.ts";
import { openIssuer } from "../../badge/issuer-folder.adapter.ts";
import { signerOf } from "../../badge/key-holder.adapter.ts";
import { withLedger } from "../../badge/ledger-file.adapter.ts";
import { subjectOf } from "../../badge/person.ts";
import { readGraph } from "../../badge/portfolio-graph.adapter.ts";
import { writeMissing } from "../../badge/write-missing.ts";
import { now, uuid } from "../../ports.adapter.ts";
import { data, say } from "../../terminal.adapter.ts";
import { writeWhole } from "../../write.adapter.ts";

export interface PortfolioOptions {
  /** Whose: `HOMEPAGE|NAME`, `mailto:…`, or the pseudonym. */
  readonly for: string;
  readonly portfolio: string;
  readonly out: string;
  /** As the person wants to be called on the page; nobody's name stands there without it. */
  readonly name?: string;
}

/** A learner's page and signed record: what they hold, what it stacks into, what comes next. For them, and not published. */
export async function portfolio(dir: string, options: PortfolioOptions): Promise<void> {
  const folder = openIssuer(dir);
  const graph = await readGraph(options.portfolio, folder);
  await withLedger(folder, async (file) => {
    const { ledger } = file;
    const subject = subjectOf(ledger, options.for);
    const held = heldBy(ledger, subject);
    await writeMissing(folder, file, held);
    const at = now();
    const credentials = heldBy(ledger, subject)
      .filter(({ id }) => !ledger.revoked.has(id))
      .map((each) => signedCredential(folder, each));
    const clr = await signClr(
      folder.issuer,
      {
        id: `urn:uuid:${uuid()}`,
        subject,
        name: options.name ?? `Credentials of ${folder.issuer.name}`,
        validFrom: moment(at),
        credentials,
        graph,
      },
      await signerOf(folder, "credentials"),
      webCrypto,
    );
    const words = { issuer: folder.issuer, ledger, graph, subject, now: at };
    const out = resolve(options.out);
    writeWhole([
      { path: join(out, "clr.json"), data: `${JSON.stringify(clr, null, 2)}\n` },
      {
        path: join(out, "index.html"),
        data: portfolioPage({ ...words, ...(options.name !== undefined && { name: options.name }) }),
      },
    ]);
    data(join(options.out, "index.html"));
    say(`${credentials.length} credentials of ${subject}, signed by ${didOf(folder.issuer)}.`);
  });
}

const signedCredential = (folder: { readonly root: string }, held: Held): JsonObject =>
  JSON.parse(readFileSync(join(credentialFolder(folder, held), "credential.json"), "utf8")) as JsonObject;
