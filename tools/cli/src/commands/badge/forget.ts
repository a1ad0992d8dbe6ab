import { rmSync } from "node:fs";
import { agentKey, heldBy, moment } from "@tessera/credentials/issuing";
import type { LedgerLine } from "@tessera/credentials/issuing";
import { forgetAccepted } from "../../badge/accepted-file.adapter.ts";
import { credentialFolder } from "../../badge/credential-folder.adapter.ts";
import { openIssuer } from "../../badge/issuer-folder.adapter.ts";
import { readLedgerFile, rewriteLedger, withLedger } from "../../badge/ledger-file.adapter.ts";
import { subjectOf } from "../../badge/person.ts";
import { publishLists } from "../../badge/status-file.adapter.ts";
import { now } from "../../ports.adapter.ts";
import { say } from "../../terminal.adapter.ts";

export interface ForgetOptions {
  /** `HOMEPAGE|NAME`, `mailto:…`, or the pseudonym. */
  readonly for: string;
  /** What they hold is taken back, too. */
  readonly revoke?: boolean;
}

/**
 * Takes out of the issuer's folder who stands behind a pseudonym, and what was said of them. What stays is that a place of a
 * status list is taken, so that nobody else gets it; what was handed out is in other people's hands.
 */
export async function forget(dir: string, options: ForgetOptions): Promise<void> {
  const folder = openIssuer(dir);
  const ledger = readLedgerFile(folder);
  const subject = subjectOf(ledger, options.for);
  const held = heldBy(ledger, subject);
  if (options.revoke === true)
    await withLedger(folder, async (file) => {
      const at = moment(now());
      for (const { id } of held)
        if (!file.ledger.revoked.has(id))
          file.append([{ line: "revoked", id, at, reason: "Forgotten on request" }]);
      file.settle();
      await publishLists(folder, file.ledger, now());
    });
  rewriteLedger(folder, (line) => withoutPerson(line, subject));
  for (const each of held) rmSync(credentialFolder(folder, each), { recursive: true, force: true });
  const agent = ledger.agents.get(subject);
  const observed = agent === undefined ? 0 : forgetAccepted(folder, agentKey(agent) ?? "");
  say(`Forgot who ${subject} is: ${held.length} credentials, ${observed} signed observations.`);
  say("Not in your hands: files that were handed out, what an LRS was told, and copies of this folder.");
  say(
    "What an LRS and a store still say of them would be issued anew: forget them there, too (tessera forget).",
  );
}

/** What is left of a line once nobody stands behind it. */
function withoutPerson(line: LedgerLine, subject: string): LedgerLine | undefined {
  if (line.line === "subject") return line.id === subject ? { line: "forgotten", id: subject } : line;
  if (line.line === "recognised") return line.subject === subject ? undefined : line;
  if ((line.line !== "issued" && line.line !== "renewed") || line.subject.id !== subject) return line;
  const { endorsements: _signed, ...rest } = line;
  return { ...rest, subject: { id: subject, identifiers: [] }, registration: "", evidence: [] };
}
