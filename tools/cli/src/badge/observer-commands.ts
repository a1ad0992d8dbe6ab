import { Option, type Command } from "commander";

const format = () =>
  new Option("--format <format>", "how to print").choices(["table", "json"]).default("table");

/** `tessera badge observer …` and `tessera badge observations`: whose word on the job counts, and what they have signed. */
export function addObserverCommands(badge: Command): void {
  const observer = badge.command("observer").description("who may watch learners on the job and sign for it");

  observer
    .command("add")
    .argument("<dir>", "the issuer's folder")
    .argument("<code>", "the enrolment that the observer's page shows: a file, or the link or code in quotes")
    .option("--from <day>", "first day, or moment, on which they may observe (default: now)")
    .option("--until <day>", "last day, or moment (default: no end)")
    .description("let somebody observe: their key goes onto your list")
    .action(async (dir: string, code: string, options) =>
      (await import("../commands/badge/observer.ts")).add(dir, code, options),
    );

  observer
    .command("list")
    .argument("<dir>", "the issuer's folder")
    .addOption(format())
    .description("who may observe, since when and until when")
    .action(async (dir: string, options) =>
      (await import("../commands/badge/observer.ts")).list(dir, options),
    );

  observer
    .command("remove")
    .argument("<dir>", "the issuer's folder")
    .argument("<who>", "their key (did:key:…), name, or account")
    .description("accept nothing of somebody any more; what was accepted stays")
    .action(async (dir: string, who: string) =>
      (await import("../commands/badge/observer.ts")).remove(dir, who),
    );

  badge
    .command("observations")
    .argument("<dir>", "the issuer's folder")
    .argument("<signed...>", "what observers handed over: files, folders of files, or links in quotes")
    .requiredOption(
      "--course <path>",
      "the course folder as published, or its NAME.tessera.json; again for others, and for other versions",
      (path: string, before: readonly string[] | undefined) => [...(before ?? []), path],
    )
    .option("--dry-run", "only say what would be accepted, and what not and why not")
    .option("--statements <file>", "write all accepted observations as xAPI statements, one a line")
    .option(
      "--tell <url>",
      "LRS to write them to; key and secret from TESSERA_LRS_KEY and TESSERA_LRS_SECRET, or asked for",
    )
    .addOption(format())
    .description("take in what observers have signed, for `badge issue` to count")
    .action(async (dir: string, signed: readonly string[], options) =>
      (await import("../commands/badge/observations.ts")).observations(dir, signed, options),
    );
}
