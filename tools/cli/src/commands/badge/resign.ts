import { moment } from "@tessera/credentials/issuing";
import type { Held } from "@tessera/credentials/issuing";
import { openIssuer } from "../../badge/issuer-folder.adapter.ts";
import { withLedger } from "../../badge/ledger-file.adapter.ts";
import { writeMissing } from "../../badge/write-missing.ts";
import { wantedCredential } from "../../badge/wanted-credential.ts";
import { now } from "../../ports.adapter.ts";
import { say } from "../../terminal.adapter.ts";

/** Signs credentials anew with the key in use: after a theft, what was looked through and is right. */
export async function resign(dir: string, ids: readonly string[]): Promise<void> {
  const folder = openIssuer(dir);
  await withLedger(folder, async (file) => {
    const held = ids.map((id) => wantedCredential(file.ledger, id));
    const at = moment(now());
    for (const { id, key } of held)
      if (key !== folder.issuer.keys.credentials)
        file.append([{ line: "resigned", id, key: folder.issuer.keys.credentials, at }]);
    file.settle();
    const count = await writeMissing(
      folder,
      file,
      held.map(({ id }) => file.ledger.issued.get(id) as Held),
    );
    say(`Signed ${count} of ${held.length} anew: hand them out again.`);
  });
}
