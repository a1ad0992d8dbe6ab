import type { Command } from "commander";

/** `dashboard`: all reports as one page. */
export function addDashboardCommand(tessera: Command): void {
  tessera
    .command("dashboard")
    .requiredOption("--db <file>", "the store that tessera sync filled")
    .requiredOption("--out <file>", "where the page goes, e.g. dashboard.html")
    .option("--since <day>", "from this day on (UTC), e.g. 2026-01-31")
    .option("--until <day>", "up to and with this day")
    .option("--role <id>", "only people of this role (people.csv)")
    .option("--site <id>", "only people at this site")
    .option("--cohort <name>", "only people of this cohort")
    .option(
      "--kpi <file>",
      "outcomes, too: a csv with date and value, and site, cohort, kpi where it has them",
    )
    .option("--course <name>", "with --kpi: the course by which people are verified")
    .option("--verified <day>", "with --kpi: people are verified from this day on, whatever statements say")
    .option("--names", "with the learners' names, and figures of fewer than five people")
    .description("write the reports as one page that opens without a server or a network")
    .action(async (options) => (await import("../commands/dashboard.ts")).dashboard(options));
}
