import { closeSync, existsSync, mkdirSync, openSync, readdirSync, writeSync } from "node:fs";
import { join } from "node:path";
import { LrsError } from "@tessera/analytics";
import type { Course } from "@tessera/course";
import { hasErrors, renderPretty } from "@tessera/diagnostics";
import { endpointOf, openLrs } from "../analytics/lrs-access.adapter.ts";
import { StatementSender } from "../analytics/statement-sender.ts";
import { syncPorts } from "../analytics/sync-http.adapter.ts";
import { compileFolder } from "../compile-folder.adapter.ts";
import { EXIT, InputError, UsageError } from "../exit.ts";
import { placed } from "../placed.ts";
import { data, painterFor, progress, say } from "../terminal.adapter.ts";
import { writeWhole } from "../write.adapter.ts";

export interface SimulateOptions {
  readonly learners: number;
  readonly seed: string;
  /** A new folder; and, or, */
  readonly out?: string;
  /** an LRS's endpoint. */
  readonly lrs?: string;
  /** Milliseconds. */
  readonly start: number;
  readonly days: number;
  /** people.csv: they are the learners. */
  readonly people?: string;
  /** portfolio.yaml: only those of them whose role asks for the course. */
  readonly portfolio?: string;
}

const LINES_PER_FILE = 50_000;

/**
 * A cohort, to an LRS or in files: `statements-0001.ndjson` and on, `NAME.tessera.json` for the reports, and `NAME.truth.json` with what
 * the learners and questions of the cohort are in truth. Writes into an empty folder only: two cohorts in one would be one.
 */
export async function simulate(folder: string, options: SimulateOptions): Promise<void> {
  const { out, seed, lrs } = options;
  if (out === undefined && lrs === undefined)
    throw new UsageError("say where the statements go", { help: "give --out DIR, --lrs URL, or both" });
  if (lrs !== undefined) endpointOf(lrs);
  if (out !== undefined && existsSync(out) && readdirSync(out).length > 0)
    throw new InputError(`\`${out}\` is not empty`, { help: "give --out a new folder" });
  if (options.portfolio !== undefined && options.people === undefined)
    throw new UsageError("`--portfolio` says which people are asked", { help: "give --people, too" });
  const compiled = await compileFolder(folder);
  const { course } = compiled;
  if (course === undefined) {
    const { diagnostics, sources } = placed(compiled, folder);
    say(
      renderPretty(
        diagnostics.filter((one) => hasErrors([one])),
        sources,
        { colour: painterFor(process.stderr) },
      ),
    );
    process.exitCode = EXIT.inputHasErrors;
    return;
  }
  const people = options.people === undefined ? undefined : await accountsOf(course, options);
  const learnerCount = people?.length ?? options.learners;
  const door = lrs === undefined ? undefined : await openLrs(lrs);
  if (out !== undefined) mkdirSync(out, { recursive: true });
  const { unitDataOf, unitsIn } = await import("@tessera/bundle");
  const { calendarTruths, itemTruths, simulateCohort } = await import("@tessera/analytics/simulate");
  const units = unitsIn(course).map((unit) => unitDataOf(course, unit));
  const { learners: asked, seed: seeds, start, days } = options;
  const cohort = { course, units, learners: asked, seed: seeds, start, days, people };
  const files = out === undefined ? undefined : new NdjsonFiles(out);
  const sender = door && new StatementSender(door, syncPorts);
  const line = progress(door === undefined ? "Simulating" : "Sending", learnerCount);
  const learners = [];
  try {
    for (const { truth, statements } of simulateCohort(cohort)) {
      line.step("learners");
      learners.push(truth);
      for (const statement of statements) files?.write(statement);
      await sender?.add(statements);
    }
    await sender?.end();
  } catch (error) {
    throw error instanceof LrsError ? notSent(error) : error;
  } finally {
    line.end();
    files?.close();
  }
  if (sender) say(`${sender.sent} statements of ${learnerCount} learners are in ${door?.endpoint ?? ""}`);
  if (out === undefined || files === undefined) return;
  writeTruth(out, course, {
    seed,
    learners,
    questions: itemTruths(cohort),
    calendars: calendarTruths(cohort),
  });
  data(out);
  say(
    `${files.lines} statements of ${learnerCount} learners in ${out}; read them with: tessera sync --from ${out} --db FILE`,
  );
}

function notSent(error: LrsError): InputError {
  const { status, message } = error;
  const help =
    status === 401 || status === 403
      ? "set TESSERA_LRS_KEY and TESSERA_LRS_SECRET"
      : status === 409
        ? "give another --seed"
        : "what was sent is there; run the same command again to go on, and nothing is there twice";
  return new InputError(message, { cause: error, help });
}

/** @throws InputError when a file has errors, or nobody is asked */
async function accountsOf(
  course: Course,
  { people: csv = "", portfolio: yaml }: SimulateOptions,
): Promise<readonly (readonly { readonly homePage: string; readonly name: string }[])[]> {
  const { askedFor, wholeFile, peopleFile, portfolioFile } =
    await import("../portfolio/portfolio-files.adapter.ts");
  const portfolio = yaml === undefined ? undefined : wholeFile(portfolioFile(yaml));
  const { people } = wholeFile(peopleFile(csv, portfolio));
  const asked = portfolio === undefined ? people : askedFor(people, portfolio, course.slug);
  const accounts = asked
    .map(({ identities }) => identities.flatMap((one) => ("mbox" in one ? [] : [one])))
    .filter((own) => own.length > 0);
  if (accounts.length === 0)
    throw new InputError(`nobody of \`${csv}\` takes \`${course.slug}\``, {
      help: "cmi5 knows learners by accounts; and with --portfolio, a role of theirs has to require the course",
    });
  return accounts;
}

function writeTruth(out: string, course: Course, truth: object): void {
  writeWhole([
    { path: join(out, `${course.slug}.tessera.json`), data: `${JSON.stringify(course, null, 1)}\n` },
    { path: join(out, `${course.slug}.truth.json`), data: `${JSON.stringify(truth, null, 1)}\n` },
  ]);
}

/** A large cohort fits into no one string. */
class NdjsonFiles {
  lines = 0;
  private readonly folder: string;
  private handle: number | undefined;
  private waiting: string[] = [];

  constructor(folder: string) {
    this.folder = folder;
  }

  write(value: object): void {
    if (this.lines % LINES_PER_FILE === 0) this.open();
    this.lines += 1;
    this.waiting.push(JSON.stringify(value));
    if (this.waiting.length >= 1_000) this.flush();
  }

  close(): void {
    this.flush();
    if (this.handle !== undefined) closeSync(this.handle);
  }

  private open(): void {
    this.close();
    const name = `statements-${String(this.lines / LINES_PER_FILE + 1).padStart(4, "0")}.ndjson`;
    this.handle = openSync(join(this.folder, name), "w");
  }

  private flush(): void {
    if (this.handle !== undefined && this.waiting.length > 0)
      writeSync(this.handle, `${this.waiting.join("\n")}\n`);
    this.waiting = [];
  }
}
