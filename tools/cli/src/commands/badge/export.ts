import { cpSync, existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { agentKey, heldBy } from "@tessera/credentials/issuing";
import { readAcceptedFile } from "../../badge/accepted-file.adapter.ts";
import { credentialFolder } from "../../badge/credential-folder.adapter.ts";
import { openIssuer } from "../../badge/issuer-folder.adapter.ts";
import { withLedger } from "../../badge/ledger-file.adapter.ts";
import { subjectOf } from "../../badge/person.ts";
import { data, say } from "../../terminal.adapter.ts";
import { writeWhole } from "../../write.adapter.ts";

export interface ExportOptions {
  /** `HOMEPAGE|NAME`, `mailto:…`, or the pseudonym. */
  readonly for: string;
  readonly out: string;
}

/** Everything that the issuer's folder holds of one person, for them. */
export async function exportPerson(dir: string, options: ExportOptions): Promise<void> {
  const folder = openIssuer(dir);
  await withLedger(folder, (file) => {
    const { ledger } = file;
    const subject = subjectOf(ledger, options.for);
    const agent = ledger.agents.get(subject);
    const key = agent === undefined ? undefined : agentKey(agent);
    const held = heldBy(ledger, subject);
    const observations = [...readAcceptedFile(folder).byName.values()].filter(({ statements }) =>
      statements.some(({ actor }) => agentKey(actor) === key),
    );
    const person = {
      pseudonym: subject,
      knownAs: agent ?? null,
      credentials: held.map((each) => ({ ...file.line(each), revoked: ledger.revoked.get(each.id) ?? null })),
      recognised: ledger.recognised.get(subject) ?? [],
      observations,
      toldTo: [...ledger.told].filter((told) => held.some(({ id }) => told.includes(id))),
    };
    writeWhole([
      { path: join(resolve(options.out), "person.json"), data: `${JSON.stringify(person, null, 2)}\n` },
    ]);
    for (const each of held) {
      const from = credentialFolder(folder, each);
      if (existsSync(from))
        cpSync(from, join(resolve(options.out), each.id.slice("urn:uuid:".length)), { recursive: true });
    }
    data(join(options.out, "person.json"));
    say(`${held.length} credentials and ${observations.length} signed observations of ${subject}.`);
    return Promise.resolve();
  });
}
