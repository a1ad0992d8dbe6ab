import { join } from "node:path";
import { achievementPage, webCrypto } from "@tessera/credentials";
import { decide, issueLines } from "@tessera/credentials/issuing";
import type { AwardRule } from "@tessera/credentials";
import type { Decision, Held, Ledger } from "@tessera/credentials/issuing";
import type { LrsDoor } from "../../analytics/lrs-access.adapter.ts";
import { openLrs } from "../../analytics/lrs-access.adapter.ts";
import { courseRule } from "../../badge/course-rule.adapter.ts";
import { evidenceSource, type EvidenceOptions } from "../../badge/evidence-source.adapter.ts";
import { openIssuer, PLACES, signerOf, type IssuerFolder } from "../../badge/issuer-folder.adapter.ts";
import { readLedgerFile, withLedger, type LedgerFile } from "../../badge/ledger-file.adapter.ts";
import { reportJson, reportTable, type Issued } from "../../badge/issue-report.ts";
import { readEvidence } from "../../badge/read-evidence.ts";
import { tellLrs } from "../../badge/tell-lrs.adapter.ts";
import { writeMissing } from "../../badge/write-missing.ts";
import { InputError } from "../../exit.ts";
import { now, randomBytes } from "../../ports.adapter.ts";
import { say } from "../../terminal.adapter.ts";
import { writeWhole } from "../../write.adapter.ts";

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

  const tell = (decisions: readonly Decision[], issued: Issued) =>
    (options.format === "json" ? reportJson : reportTable)(read, decisions, {
      issued,
      dryRun: options.dryRun === true,
    });
  if (options.dryRun === true) return tell(look(readLedgerFile(folder)), new Map());
  const door = await doorOf(options, source.door);
  await withLedger(folder, async (file) => {
    const decisions = look(file.ledger);
    const issued = await write(folder, rule, decisions, file);
    tell(decisions, issued);
    if (door !== undefined) await telling(folder, file, door);
  });
}

/** Where `earned` is written to. */
async function doorOf(
  { tell }: Pick<IssueOptions, "tell">,
  source: LrsDoor | undefined,
): Promise<LrsDoor | undefined> {
  if (tell === false) return undefined;
  return tell === undefined ? source : openLrs(tell);
}

async function telling(folder: IssuerFolder, file: LedgerFile, door: LrsDoor): Promise<void> {
  const { told, faults } = await tellLrs(folder, file, door);
  if (told > 0) say(`Told ${door.endpoint} of ${told} ${told === 1 ? "change" : "changes"}.`);
  const [first] = faults;
  if (first !== undefined)
    throw new InputError(`not everything could be written to the LRS: ${first}`, {
      help: "what was issued is issued; the next run tells the LRS what it does not know yet",
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
  const { achievement } = rule;
  const page = join(folder.root, PLACES.site, new URL(achievement.id).pathname.slice(1), "index.html");
  writeWhole([{ path: page, data: achievementPage(folder.issuer, achievement) }]);
  return issued;
}
