import { join } from "node:path";
import {
  achievementPage,
  decide,
  EvidenceCollector,
  issuedFiles,
  issueLines,
  picturesBy,
  signedPieceOf,
  webCrypto,
} from "@tessera/credentials";
import type { AwardRule, Decision, IssuedLine, Ledger } from "@tessera/credentials";
import { printable } from "@tessera/diagnostics";
import { checkStatement } from "@tessera/xapi";
import type { Statement } from "@tessera/xapi";
import { courseRule } from "../../badge/course-rule.adapter.ts";
import { clearUnfinished, hasCredential, writeCredential } from "../../badge/credential-folder.adapter.ts";
import { readAcceptedFile } from "../../badge/accepted-file.adapter.ts";
import { openIssuer, PLACES, signerOf, type IssuerFolder } from "../../badge/issuer-folder.adapter.ts";
import { readLedgerFile, withLedger, type LedgerFile } from "../../badge/ledger-file.adapter.ts";
import { reportJson, reportTable, type Issued, type ReadStatements } from "../../badge/issue-report.ts";
import { statementsOf } from "../../badge/statement-files.adapter.ts";
import { InputError } from "../../exit.ts";
import { now, randomBytes } from "../../ports.adapter.ts";
import { progress } from "../../terminal.adapter.ts";
import { writeWhole } from "../../write.adapter.ts";

export interface IssueOptions {
  readonly course: string;
  readonly from: string;
  readonly dryRun?: boolean;
  readonly format: "table" | "json";
}

/** Issues what has been earned and was not issued yet. Run twice, the second run changes nothing. */
export async function issue(dir: string, options: IssueOptions): Promise<void> {
  const folder = openIssuer(dir);
  const rule = await courseRule(options.course, folder.issuer);
  const read = await readStatements(options.from, folder, rule);
  trusted(folder, read);
  const round = { issuer: folder.issuer, rule, evidence: read.evidence, now: now() };
  const look = (ledger: Ledger) => decide({ ...round, ledger }, webCrypto.sha256);

  const tell = (decisions: readonly Decision[], issued: Issued) =>
    (options.format === "json" ? reportJson : reportTable)(read, decisions, {
      issued,
      dryRun: options.dryRun === true,
    });
  if (options.dryRun === true) return tell(await look(readLedgerFile(folder)), new Map());
  await withLedger(folder, async (file) => {
    const decisions = await look(file.ledger);
    const issued = await write(folder, rule, decisions, file);
    tell(decisions, issued);
  });
}

async function readStatements(from: string, folder: IssuerFolder, rule: AwardRule): Promise<ReadStatements> {
  const collector = new EvidenceCollector(rule.unitIds, folder.issuer.evidence);
  for (const line of readAcceptedFile(folder).byName.values())
    for (const statement of line.statements) collector.addSigned(statement, signedPieceOf(line));
  const invalid: string[] = [];
  let [count, invalidCount] = [0, 0];
  for await (const { value, place } of statementsOf(from)) {
    count += 1;
    const [fault] = checkStatement(value);
    if (fault === undefined) collector.add(value as Statement);
    else {
      invalidCount += 1;
      if (invalid.length < 5) invalid.push(`${place}: ${fault.path}: ${fault.message}`);
    }
  }
  return { evidence: collector.evidence(), count, invalid, invalidCount };
}

/** Without a word of the issuer's about whose statements count, none does. */
function trusted({ issuer }: IssuerFolder, { evidence }: ReadStatements): void {
  if (issuer.evidence.authorities.length > 0) return;
  const found = [...evidence.strangers].map(([authority, count]) => `${authority} (${count})`);
  throw new InputError("issuer.json does not say whose statements count: `evidence.authorities` is empty", {
    help:
      found.length === 0 || (evidence.strangers.size === 1 && evidence.strangers.has("nobody"))
        ? "name the authority under which your LRS keeps the statements of sessions (these have none, or are about other courses); docs/credentials.md shows how"
        : `these statements were kept under ${printable(found.join(", "))}; docs/credentials.md shows how to name who of them counts`,
  });
}

async function write(
  folder: IssuerFolder,
  rule: AwardRule,
  decisions: readonly Decision[],
  file: LedgerFile,
): Promise<Issued> {
  const ports = { sha256: webCrypto.sha256, random: randomBytes };
  const issued = new Map<Decision, IssuedLine>();
  // A key that cannot sign is found before anything is written down.
  if (decisions.some(({ kind }) => kind === "new")) await signerOf(folder, "credentials");
  for (const decision of decisions) {
    if (decision.kind !== "new") continue;
    const lines = await issueLines(folder.issuer, decision.awarded, file.ledger, ports);
    file.append(lines);
    issued.set(decision, lines.at(-1) as IssuedLine);
  }
  // In the ledger first: whoever ends this here finds the files made by the next run, and nothing issued twice.
  file.settle();
  const known = decisions.flatMap((decision) => (decision.kind === "already" ? [decision.line] : []));
  await writeMissing(folder, [...issued.values(), ...known]);
  const { achievement } = rule;
  const page = join(folder.root, PLACES.site, new URL(achievement.id).pathname.slice(1), "index.html");
  writeWhole([{ path: page, data: achievementPage(folder.issuer, achievement) }]);
  return issued;
}

/** What is not there yet, made from the ledger alone. */
async function writeMissing(folder: IssuerFolder, lines: readonly IssuedLine[]): Promise<void> {
  clearUnfinished(folder);
  const missing = lines.filter((line) => !hasCredential(folder, line));
  if (missing.length === 0) return;
  const signers = {
    credentials: await signerOf(folder, "credentials"),
    token: await signerOf(folder, "token"),
  };
  const pictures = picturesBy(webCrypto.sha256);
  const line = progress("Signing", missing.length);
  for (const each of missing) {
    line.step(each.id);
    if (each.key !== folder.issuer.keys.credentials)
      throw new InputError(
        `the files of ${each.id} are missing, and it was signed with another key (${each.key})`,
      );
    writeCredential(folder, each, await issuedFiles(folder.issuer, each, signers, webCrypto, pictures));
  }
  line.end();
}
