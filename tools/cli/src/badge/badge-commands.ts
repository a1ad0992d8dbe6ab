import { Option, type Command } from "commander";

/** `tessera badge …`: credentials that anybody can check. */
export function addBadgeCommands(tessera: Command): void {
  const badge = tessera
    .command("badge")
    .description("credentials (Open Badges 3.0) that anybody can check, without an account")
    .addHelpText("after", "\ndocs/credentials.md has it from the first key to an employer's check.");

  badge
    .command("init")
    .argument("<dir>", "folder to make, new or empty")
    .requiredOption("--domain <host>", "where the site will lie, such as badges.example.org")
    .option("--name <name>", "who issues, as credentials say it (default: the domain)")
    .description("make an issuer: keys, did:web document, status list, and a static site to host")
    .action(async (dir: string, options) => (await import("../commands/badge/init.ts")).init(dir, options));

  badge
    .command("verify")
    .argument("<file>", "a PNG, SVG, JSON or JWT that somebody gave you")
    .option("--issuer <path...>", "an issuer you trust: its folder or site as you keep it, or its did.json")
    .option("--status <path...>", "status lists, when they do not lie in the issuer's site")
    .option("--key <fingerprint...>", "only these keys of the trusted issuers count")
    .option("--trust <did...>", "an issuer you trust by name: did:key:… (did:web:… also needs --issuer)")
    .addOption(new Option("--format <format>", "how to print").choices(["table", "json"]).default("table"))
    .description("say whether a credential is valid, without any network; exit code 0 only when it is")
    .action(async (file: string, options) =>
      (await import("../commands/badge/verify.ts")).verify(file, options),
    );
}
