import { Argument, InvalidArgumentError, Option } from "commander";
import type { Command } from "commander";
import { suggest } from "@tessera/diagnostics";
import { REPORT_WORDS, reportWords } from "./report-names.ts";

const count = (text: string): number => {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new InvalidArgumentError("it is a whole number from 1.");
  return value;
};

const dayStart = (text: string): number => {
  const at = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(at)) throw new InvalidArgumentError("a day is written as 2026-01-31.");
  return at;
};

const reportName = (text: string): string => {
  const names = Object.keys(REPORT_WORDS);
  if (names.includes(text)) return text;
  const near = suggest(text, names);
  throw new InvalidArgumentError(
    `${near === undefined ? "" : `Did you mean ${near}? `}Allowed choices are ${names.join(", ")}.`,
  );
};

const CLUSTER =
  "; or clickhouse://HOST/DATABASE, with TESSERA_CLICKHOUSE_USER and TESSERA_CLICKHOUSE_PASSWORD";

/** `sync`, `report` and `simulate`: from statements to tables. */
export function addAnalyticsCommands(tessera: Command): void {
  tessera
    .command("sync")
    .option(
      "--lrs <url>",
      "an LRS's endpoint; key and secret from TESSERA_LRS_KEY and TESSERA_LRS_SECRET, or asked for",
    )
    .option("--from <dir>", "a folder of statement files: .json, .ndjson, .jsonl, .csv")
    .requiredOption("--db <file>", `the store; made when it is not there${CLUSTER}`)
    .option(
      "--course <file...>",
      "NAME.tessera.json of courses, for names and for the lines of questions",
      [],
    )
    .option("--portfolio <file>", "portfolio.yaml: what roles and sites ask for, in place of what was kept")
    .option("--people <file>", "people.csv: who the accounts of statements are, in place of what was kept")
    .option("--reconcile", "ask the LRS for everything again, and read files that have not changed, too")
    .option("--requests <n>", "to the LRS at a time, where there is much to read", count, 4)
    .option("--keep-raw", "keep the statements themselves, too, from now on")
    .option(
      "--retain <period>",
      "drop what is older, now and in later runs, e.g. P3Y; all keeps everything again",
    )
    .option(
      "--pseudonymous <keyfile>",
      "hold pseudonyms instead of names; the key file is made with the store",
    )
    .description("pull what is new into a local store for reports; stop it anywhere and run it again")
    .action(async (options) => (await import("../commands/sync.ts")).sync(options));

  tessera
    .command("report")
    .addArgument(
      new Argument("<name>", "which report").choices(Object.keys(REPORT_WORDS)).argParser(reportName),
    )
    .requiredOption("--db <file>", `the store that tessera sync filled${CLUSTER}`)
    .addOption(
      new Option("--format <format>", "how to print")
        .choices(["table", "csv", "json", "parquet", "html"])
        .default("table"),
    )
    .option("--out <file>", "write it there instead of printing it")
    .option("--course <name>", "only this course: its id, or the last part of it")
    .option(
      "--learner <key>",
      "only this learner: the name of the account, HOMEPAGE|NAME, mailto:…, or a person's id",
    )
    .option("--role <id>", "only people of this role (people.csv)")
    .option("--site <id>", "only people at this site")
    .option("--cohort <name>", "only people of this cohort")
    .addOption(
      new Option("--by <what>", "the report once for each of these").choices([
        "cohort",
        "site",
        "role",
        "month",
        "week",
      ]),
    )
    .option("--on <day>", "coverage, expiring: who holds what at the end of this day; coverage beside today")
    .option("--without <person...>", "coverage, expiring: as if these people (their ids) had left")
    .option("--kpi <file>", "outcomes: a csv with date and value, and site, cohort, kpi where it has them")
    .option("--verified <day>", "outcomes: people are verified from this day on, whatever statements say")
    .option("--names", "name people where a report can; in html tell of small groups, too")
    .option(
      "--key <file>",
      "the key file of a store with pseudonyms, so that --learner and --without take what people are called",
    )
    .option("--since <day>", "from this day on (UTC), e.g. 2026-01-31")
    .option("--until <day>", "up to and with this day")
    .option(
      "--explain <row>",
      "the statements that a row was counted from: a title, slug, id or credential of it",
    )
    .description("print one report of a store")
    .addHelpText("after", `\n${reportWords()}`)
    .action(async (name: string, options) => (await import("../commands/report.ts")).report(name, options));

  tessera
    .command("forget")
    .argument("<actor>", "who: HOMEPAGE|NAME, mailto:…, or the name of an account")
    .requiredOption("--db <file>", `the store${CLUSTER}`)
    .option("--files <dir>", "take them out of the statement files of a folder, too")
    .option("--key <file>", "the key file of a store with pseudonyms")
    .description("delete a person from a store, for good: no later sync brings them back")
    .action(async (actor: string, options) => (await import("../commands/forget.ts")).forget(actor, options));

  tessera
    .command("simulate")
    .argument("<course>", "course folder")
    .option("--learners <n>", "how many", count, 100)
    .option("--seed <text>", "the same seed gives the same cohort", "1")
    .option("--out <dir>", "a new folder for the statements")
    .option("--lrs <url>", "send them to an LRS; key and secret as sync takes them")
    .addOption(
      new Option("--start <day>", "when the first may begin (UTC)")
        .argParser(dayStart)
        .default(Date.UTC(2026, 0, 5), "2026-01-05"),
    )
    .option("--days <n>", "over how many days they begin", count, 90)
    .option("--people <file>", "people.csv: its people are the learners, with their accounts")
    .option("--portfolio <file>", "with --people: only those whose role requires the course")
    .description("write the statements of a cohort that never was, to try reports out")
    .action(async (course: string, options) =>
      (await import("../commands/simulate.ts")).simulate(course, options),
    );
}
