import { moment } from "@tessera/credentials/issuing";
import { openIssuer } from "../../badge/issuer-folder.adapter.ts";
import { withLedger } from "../../badge/ledger-file.adapter.ts";
import { wantedCredential } from "../../badge/wanted-credential.ts";
import { publishLists } from "../../badge/status-file.adapter.ts";
import { UsageError } from "../../exit.ts";
import { now } from "../../ports.adapter.ts";
import { say } from "../../terminal.adapter.ts";

/** Takes a credential back, and writes the status list that says so. The reason stays in the ledger. */
export async function revoke(dir: string, id: string, options: { readonly reason: string }): Promise<void> {
  const reason = options.reason.replace(/\s+/g, " ").trim();
  if (reason === "" || reason.length > 500)
    throw new UsageError("the reason has no or more than 500 characters");
  const folder = openIssuer(dir);
  await withLedger(folder, async (file) => {
    const line = wantedCredential(file.ledger, id);
    const wanted = line.id;
    const before = file.ledger.revoked.get(wanted);
    if (before === undefined) file.append([{ line: "revoked", id: wanted, at: moment(now()), reason }]);
    file.settle();
    await publishLists(folder, file.ledger, now());
    say(
      before === undefined
        ? `Revoked ${wanted} (${line.name}).`
        : `${wanted} was revoked on ${before.at} already (${before.reason}).`,
    );
    say("Put site/ on the web server again: a credential counts as long as people see the old list.");
  });
}
