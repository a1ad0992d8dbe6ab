import type { Command } from "commander";

/** `dashboard`: all reports as one page. */
export function addDashboardCommand(tessera: Command): void {
  tessera
    .command("dashboard")
    .requiredOption("--db <file>", "the store that tessera sync filled")
    .requiredOption("--out <file>", "where the page goes, e.g. dashboard.html")
    .option("--since <day>", "from this day on (UTC), e.g. 2026-01-31")
    .option("--until <day>", "up to and with this day")
    .option("--names", "with the learners' names, and figures of fewer than five people")
    .description("write the reports as one page that opens without a server or a network")
    .action(async (options) => (await import("../commands/dashboard.ts")).dashboard(options));
}
