import { decideRenewals, renewalRoutes, renewedLine } from "@tessera/credentials/issuing";
import type { Held, Ledger, Renewal } from "@tessera/credentials/issuing";
import { webCrypto } from "@tessera/credentials";
import type { Registration } from "@tessera/credentials";
import { achievementPages } from "../../badge/achievement-pages.ts";
import { builtCourse } from "../../badge/course-rule.adapter.ts";
import { evidenceSource } from "../../badge/evidence-source.adapter.ts";
import { openIssuer, type IssuerFolder } from "../../badge/issuer-folder.adapter.ts";
import { report, type Row } from "../../badge/issue-report.ts";
import { signerOf } from "../../badge/key-holder.adapter.ts";
import { readLedgerFile, withLedger, type LedgerFile } from "../../badge/ledger-file.adapter.ts";
import { withEvidence } from "../../badge/read-evidence.ts";
import { doorOf, telling } from "../../badge/tell-lrs.adapter.ts";
import { writeMissing } from "../../badge/write-missing.ts";
import { InputError } from "../../exit.ts";
import { now } from "../../ports.adapter.ts";
import type { IssueOptions } from "./issue.ts";

export interface RenewOptions extends IssueOptions {
  /** Courses by which the credential is renewed, beside its own. */
  readonly refresher?: readonly string[];
}

/** Renews what was shown again since the last award: id, place and day of the first award stay. */
export async function renew(dir: string, options: RenewOptions): Promise<void> {
  const folder = openIssuer(dir);
  const course = await builtCourse(options.course);
  const refreshers = await Promise.all((options.refresher ?? []).map(builtCourse));
  const reading = renewalRoutes(course, folder.issuer, refreshers);
  if ("faults" in reading)
    throw new InputError(`nothing can be renewed for \`${options.course}\`: ${reading.faults.join("; ")}`);
  const { routes } = reading;
  const rules = routes.map(({ rule }) => rule);
  const source = await evidenceSource(options, rules);
  const dryRun = options.dryRun === true;
  await withEvidence({ folder, rules }, source, async ({ parts, read }) => {
    const look = async (ledger: Ledger): Promise<readonly Renewal[]> => {
      const registrations: Registration[] = [];
      // Only who holds it: what the others have shown is let go of, part by part.
      for await (const part of parts())
        registrations.push(...part.registrations.filter(({ learner }) => ledger.subjects.has(learner)));
      return decideRenewals({ slug: course.slug, routes, registrations, ledger, now: now() });
    };
    const tell = (renewals: readonly Renewal[]) =>
      report(
        read,
        renewals.map((renewal) => rowOf(renewal, dryRun)),
        { dryRun, format: options.format },
      );
    if (dryRun) return tell(await look(readLedgerFile(folder)));
    const door = await doorOf(options, source.door);
    await withLedger(folder, async (file) => {
      const renewals = await look(file.ledger);
      await write(folder, file, renewals);
      achievementPages(folder, rules);
      tell(renewals);
      if (door !== undefined) await telling(folder, file, door);
    });
  });
}

async function write(folder: IssuerFolder, file: LedgerFile, renewals: readonly Renewal[]): Promise<void> {
  const renewed: Held[] = [];
  if (renewals.some(({ kind }) => kind === "renew")) await signerOf(folder, "credentials");
  for (const renewal of renewals) {
    if (renewal.kind !== "renew") continue;
    const line = await renewedLine(folder.issuer, file.line(renewal.held), renewal.awarded, webCrypto);
    file.append([line]);
  }
  file.settle();
  for (const { held } of renewals) renewed.push(file.ledger.issued.get(held.id) as Held);
  await writeMissing(folder, file, renewed);
}

function rowOf(renewal: Renewal, dryRun: boolean): Row {
  const { learner, held, kind } = renewal;
  const about = { learner, credential: held.id };
  if (kind === "renew") return { ...about, outcome: dryRun ? "would-renew" : "renewed" };
  return kind === "revoked"
    ? { ...about, outcome: "revoked", reason: renewal.reason }
    : { ...about, outcome: "not-yet", missing: renewal.missing };
}
