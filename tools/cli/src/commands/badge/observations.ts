import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import {
  acceptObservation,
  addAccepted,
  LARGEST_SIGNED,
  readSigned,
  signedFrom,
  webCrypto,
} from "@tessera/credentials";
import type {
  AcceptedLine,
  Acceptance,
  AcceptPorts,
  RefusalCode,
  SignedObservation,
} from "@tessera/credentials";
import type { Course } from "@tessera/course";
import { printable } from "@tessera/diagnostics";
import { openLrs } from "../../analytics/lrs-access.adapter.ts";
import { appendAccepted, readAcceptedFile } from "../../badge/accepted-file.adapter.ts";
import { builtCourse } from "../../badge/course-rule.adapter.ts";
import { openIssuer, readBounded } from "../../badge/issuer-folder.adapter.ts";
import { withLedger } from "../../badge/ledger-file.adapter.ts";
import { tellObservations } from "../../badge/tell-observations.ts";
import { EXIT, InputError } from "../../exit.ts";
import { now } from "../../ports.adapter.ts";
import { data, say } from "../../terminal.adapter.ts";
import { writeWhole } from "../../write.adapter.ts";

export interface ObservationsOptions {
  /** Courses, and versions of one: an observation is about the list as the learner's unit showed it. */
  readonly course: readonly string[];
  readonly dryRun?: boolean;
  readonly statements?: string;
  /** LRS that is told. */
  readonly tell?: string;
  readonly format: "table" | "json";
}

/** One thing that was handed over, and what became of it. */
interface Row {
  readonly from: string;
  readonly outcome: "accepted" | "would-accept" | "already" | "refused";
  readonly code?: RefusalCode | "unreadable";
  readonly says?: string;
  readonly observer?: string;
  readonly learner?: string;
  readonly account?: string;
  readonly at?: string;
  readonly success?: boolean;
}

/** Takes in what observers have signed. Exit code 0 when none of it was refused. */
export async function observations(
  dir: string,
  given: readonly string[],
  options: ObservationsOptions,
): Promise<void> {
  const folder = openIssuer(dir);
  const courses: Course[] = [];
  for (const path of options.course) courses.push(await builtCourse(path));
  const handed = given.flatMap(filesOf);
  if (handed.length === 0)
    throw new InputError("nothing was handed over: there is no .json file or link in what was named");
  // A key that is asked for is asked for before anything is done.
  const door =
    options.tell === undefined || options.dryRun === true ? undefined : await openLrs(options.tell);
  const rows = await withLedger(folder, async () => {
    const log = readAcceptedFile(folder);
    const lines: AcceptedLine[] = [];
    const found: Row[] = [];
    for (const { from, text } of handed) {
      const signed = readSigned(await signedFrom(text));
      if (signed === undefined) {
        found.push({ from, outcome: "refused", code: "unreadable", says: "it is no signed observation" });
        continue;
      }
      const acceptance = await acceptFor(courses, signed, { issuer: folder.issuer, log });
      if (acceptance.kind === "accepted") {
        addAccepted(log, acceptance.line);
        lines.push(acceptance.line);
      }
      found.push(rowOf(from, signed, acceptance, options.dryRun === true));
    }
    if (options.dryRun !== true && lines.length > 0) appendAccepted(folder, lines);
    if (options.statements !== undefined) writeStatements(options.statements, [...log.byName.values()]);
    if (door !== undefined) await tellObservations(folder, log, door);
    return found;
  });
  if (options.format === "json")
    data(JSON.stringify({ dryRun: options.dryRun === true, observations: rows }, null, 2));
  else for (const row of rows) data(printable(lineOf(row)));
  if (rows.some(({ outcome }) => outcome === "refused")) process.exitCode = EXIT.inputHasErrors;
}

/** By the course that it is about; where none is, why not of the one that comes nearest. */
async function acceptFor(
  courses: readonly Course[],
  signed: SignedObservation,
  from: Pick<AcceptPorts, "issuer" | "log">,
): Promise<Acceptance> {
  const tries: Acceptance[] = [];
  for (const course of courses)
    tries.push(await acceptObservation(signed, { ...from, course, verifier: webCrypto, now: now() }));
  const distance = (each: Acceptance): number =>
    each.kind !== "refused" ? 0 : ["other-list", "other-course"].indexOf(each.code) + 1;
  return tries.sort((one, other) => distance(one) - distance(other))[0] as Acceptance;
}

/** A file, the files of a folder, or a link as it was sent. */
function filesOf(given: string): readonly { readonly from: string; readonly text: string }[] {
  if (!existsSync(given)) {
    if (/^\w+:\/\/|#s=|^s=/.test(given)) return [{ from: `${given.slice(0, 40)}…`, text: given }];
    throw new InputError(`there is no \`${given}\``, {
      help: "name a file, a folder of files, or the link in quotes",
    });
  }
  const paths = statSync(given).isDirectory()
    ? readdirSync(given)
        .filter((name) => /\.(json|txt)$/.test(name))
        .sort()
        .map((name) => join(given, name))
    : [given];
  return paths.map((from) => ({ from, text: new TextDecoder().decode(readBounded(from, LARGEST_SIGNED)) }));
}

function rowOf(from: string, { record }: SignedObservation, acceptance: Acceptance, dryRun: boolean): Row {
  const { account, mbox, name } = record.learner;
  const about = {
    observer: record.observer.name,
    // The name is what the observer was shown or wrote; the account is who it counts for. Whoever reads this compares them.
    learner: name ?? "?",
    account: account?.name ?? mbox ?? "?",
    at: record.at,
  };
  if (acceptance.kind === "refused")
    return { from, outcome: "refused", code: acceptance.code, says: acceptance.says, ...about };
  const success = acceptance.line.statements.every(({ result }) => result?.success !== false);
  const outcome = acceptance.kind === "already" ? "already" : dryRun ? "would-accept" : "accepted";
  return { from, outcome, ...about, success };
}

function lineOf({ from, outcome, code, says, observer, learner, account, at, success }: Row): string {
  const who =
    observer === undefined ? "" : ` ${observer} about ${learner ?? ""} (${account ?? ""}), ${at ?? ""}`;
  const how =
    outcome === "refused"
      ? `: ${says ?? ""} (${code ?? ""})`
      : success === false
        ? ": not everything that is critical was done"
        : "";
  return `${outcome.padEnd(12)} ${from}${who}${how}`;
}

function writeStatements(path: string, lines: readonly AcceptedLine[]): void {
  const statements = lines.flatMap((line) => line.statements);
  writeWhole([{ path, data: statements.map((statement) => `${JSON.stringify(statement)}\n`).join("") }]);
  say(`Wrote ${statements.length} statements to ${path}.`);
}
