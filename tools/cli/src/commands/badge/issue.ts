import { webCrypto } from "@tessera/credentials";
import type { AwardRule } from "@tessera/credentials";
import { decide, issueLines } from "@tessera/credentials/issuing";
import type { Decision, Held, Ledger } from "@tessera/credentials/issuing";
import { achievementPages } from "../../badge/achievement-pages.ts";
import { courseRule } from "../../badge/course-rule.adapter.ts";
import { evidenceSource, type EvidenceOptions } from "../../badge/evidence-source.adapter.ts";
import { openIssuer, type IssuerFolder } from "../../badge/issuer-folder.adapter.ts";
import { byLearner, report, rowOf, type Issued, type Row } from "../../badge/issue-report.ts";
import { signerOf } from "../../badge/key-holder.adapter.ts";
import { readLedgerFile, withLedger, type LedgerFile } from "../../badge/ledger-file.adapter.ts";
import { withEvidence, type ReadEvidence } from "../../badge/read-evidence.ts";
import { doorOf, telling } from "../../badge/tell-lrs.adapter.ts";
import { writeMissing } from "../../badge/write-missing.ts";
import { now, randomBytes } from "../../ports.adapter.ts";

export interface IssueOptions extends EvidenceOptions {
  readonly course: string;
  readonly dryRun?: boolean;
  /** Names go into credentials, in clear. */
  readonly names?: boolean;
  /** LRS to write `earned` to; false = none, absent = the one that the evidence comes from. */
  readonly tell?: string | false;
  readonly format: "table" | "json";
}

/** Issues what has been earned and was not issued yet. Run twice, the second run changes nothing. */
export async function issue(dir: string, options: IssueOptions): Promise<void> {
  const folder = openIssuer(dir);
  const rule = await courseRule(options.course, folder.issuer);
  const source = await evidenceSource(options, [rule]);
  await withEvidence({ folder, rules: [rule] }, source, async (evidence) => {
    const dryRun = options.dryRun === true;
    const tell = (rows: readonly Row[]) =>
      report(evidence.read, byLearner(rows), { dryRun, format: options.format });
    if (dryRun) {
      const ledger = readLedgerFile(folder);
      const rows: Row[] = [];
      for await (const decisions of look({ folder, rule, ledger }, evidence))
        for (const each of decisions) rows.push(rowOf(each, { issued: new Map(), dryRun }));
      return tell(rows);
    }
    const door = await doorOf(options, source.door);
    await withLedger(folder, async (file) => {
      const withName = options.names === true;
      tell(await issueAll(folder, { rule, withName }, { evidence, file }));
      if (door !== undefined) await telling(folder, file, door);
    });
  });
}

interface Looking {
  readonly folder: IssuerFolder;
  readonly rule: AwardRule;
  readonly ledger: Ledger;
}

/** Decisions, a part of the learners at a time. */
async function* look(
  { folder, rule, ledger }: Looking,
  evidence: ReadEvidence,
): AsyncGenerator<readonly Decision[]> {
  for await (const part of evidence.parts())
    yield decide({ issuer: folder.issuer, rule, evidence: part, ledger, now: now() });
}

async function issueAll(
  folder: IssuerFolder,
  { rule, withName }: { readonly rule: AwardRule; readonly withName: boolean },
  { evidence, file }: { readonly evidence: ReadEvidence; readonly file: LedgerFile },
): Promise<readonly Row[]> {
  const { ledger } = file;
  const rows: Row[] = [];
  const due: string[] = [];
  for await (const decisions of look({ folder, rule, ledger }, evidence)) {
    const issued = await write(folder, decisions, { file, withName });
    for (const decision of decisions) {
      rows.push(rowOf(decision, { issued, dryRun: false }));
      const held = decision.kind === "already" ? decision.line : issued.get(decision);
      if (held !== undefined) due.push(held.id);
    }
  }
  // In the ledger first: whoever ends this here finds the files made by the next run, and nothing issued twice.
  file.settle();
  await writeMissing(
    folder,
    file,
    due.map((id) => ledger.issued.get(id) as Held),
  );
  achievementPages(folder, [rule]);
  return rows;
}

async function write(
  folder: IssuerFolder,
  decisions: readonly Decision[],
  { file, withName }: { readonly file: LedgerFile; readonly withName: boolean },
): Promise<Issued> {
  const ports = { sha256: webCrypto.sha256, random: randomBytes };
  const issued = new Map<Decision, Held>();
  // A key that cannot sign is found before anything is written down.
  if (decisions.some(({ kind }) => kind === "new")) await signerOf(folder, "credentials");
  for (const decision of decisions) {
    if (decision.kind !== "new") continue;
    const lines = await issueLines(folder.issuer, { ...decision.awarded, withName }, file.ledger, ports);
    file.append(lines);
    issued.set(decision, file.ledger.issued.get((lines.at(-1) as { readonly id: string }).id) as Held);
  }
  return issued;
}
