import { webCrypto } from "@tessera/credentials";
import { decide, issueLines } from "@tessera/credentials/issuing";
import type { AwardRule } from "@tessera/credentials";
import type { Decision, Held, Ledger } from "@tessera/credentials/issuing";
import { achievementPages } from "../../badge/achievement-pages.ts";
import { courseRule } from "../../badge/course-rule.adapter.ts";
import { evidenceSource, type EvidenceOptions } from "../../badge/evidence-source.adapter.ts";
import { openIssuer, type IssuerFolder } from "../../badge/issuer-folder.adapter.ts";
import { signerOf } from "../../badge/key-holder.adapter.ts";
import { readLedgerFile, withLedger, type LedgerFile } from "../../badge/ledger-file.adapter.ts";
import { report, rowOf, type Issued } from "../../badge/issue-report.ts";
import { readEvidence } from "../../badge/read-evidence.ts";
import { doorOf, telling } from "../../badge/tell-lrs.adapter.ts";
import { writeMissing } from "../../badge/write-missing.ts";
import { now, randomBytes } from "../../ports.adapter.ts";

export interface IssueOptions extends EvidenceOptions {
  readonly course: string;
  readonly dryRun?: boolean;
  /** LRS to write `earned` to; false = none, absent = the one that the evidence comes from. */
  readonly tell?: string | false;
  readonly format: "table" | "json";
}

/** Issues what has been earned and was not issued yet. Run twice, the second run changes nothing. */
export async function issue(dir: string, options: IssueOptions): Promise<void> {
  const folder = openIssuer(dir);
  const rule = await courseRule(options.course, folder.issuer);
  const source = await evidenceSource(options, [rule]);
  const read = await readEvidence(source, folder, [rule]);
  const round = { issuer: folder.issuer, rule, evidence: read.evidence, now: now() };
  const look = (ledger: Ledger) => decide({ ...round, ledger });

  const dryRun = options.dryRun === true;
  const tell = (decisions: readonly Decision[], issued: Issued) =>
    report(
      read,
      decisions.map((decision) => rowOf(decision, { issued, dryRun })),
      { dryRun, format: options.format },
    );
  if (dryRun) return tell(look(readLedgerFile(folder)), new Map());
  const door = await doorOf(options, source.door);
  await withLedger(folder, async (file) => {
    const decisions = look(file.ledger);
    const issued = await write(folder, rule, decisions, file);
    tell(decisions, issued);
    if (door !== undefined) await telling(folder, file, door);
  });
}

async function write(
  folder: IssuerFolder,
  rule: AwardRule,
  decisions: readonly Decision[],
  file: LedgerFile,
): Promise<Issued> {
  const ports = { sha256: webCrypto.sha256, random: randomBytes };
  const issued = new Map<Decision, Held>();
  // A key that cannot sign is found before anything is written down.
  if (decisions.some(({ kind }) => kind === "new")) await signerOf(folder, "credentials");
  for (const decision of decisions) {
    if (decision.kind !== "new") continue;
    const lines = await issueLines(folder.issuer, decision.awarded, file.ledger, ports);
    file.append(lines);
    issued.set(decision, file.ledger.issued.get((lines.at(-1) as { readonly id: string }).id) as Held);
  }
  // In the ledger first: whoever ends this here finds the files made by the next run, and nothing issued twice.
  file.settle();
  const known = decisions.flatMap((decision) => (decision.kind === "already" ? [decision.line] : []));
  await writeMissing(folder, file, [...issued.values(), ...known]);
  achievementPages(folder, [rule]);
  return issued;
}
