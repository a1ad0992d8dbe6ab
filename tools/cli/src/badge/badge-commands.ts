import { Option, type Command } from "commander";
import { addObserverCommands } from "./observer-commands.ts";

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

  addEvidence(badge.command("issue"))
    .option("--names", "put learners' names into credentials, in clear, as statements have them")
    .description("issue what was earned by the course's award rule and was not issued yet")
    .action(async (dir: string, options) => (await import("../commands/badge/issue.ts")).issue(dir, options));

  addEvidence(badge.command("renew"))
    .option("--refresher <path...>", "further courses by which it is renewed, as the course's `renew:` says")
    .description("renew what was shown again since the last award; id and first day stay")
    .action(async (dir: string, options) => (await import("../commands/badge/renew.ts")).renew(dir, options));

  badge
    .command("stack")
    .argument("<dir>", "the issuer's folder")
    .requiredOption("--portfolio <file>", "portfolio.yaml, with the courses beside it")
    .option("--tell <url>", "LRS that is told of it")
    .option("--dry-run", "only say who would get it, and who not and why not")
    .addOption(new Option("--format <format>", "how to print").choices(["table", "json"]).default("table"))
    .description("issue pathways to whoever holds everything that they are made of")
    .action(async (dir: string, options) => (await import("../commands/badge/stack.ts")).stack(dir, options));

  badge
    .command("recognise")
    .argument("<dir>", "the issuer's folder")
    .argument("<credential>", "its id, such as facility-networks")
    .requiredOption("--for <person>", "HOMEPAGE|NAME of an account, or mailto:…")
    .requiredOption("--reason <text>", "what you have seen; stays in your ledger")
    .option("--name <text>", "what it is called")
    .option("--until <day>", "last day on which it counts")
    .description("take the credential of another issuer for held, on your word")
    .action(async (dir: string, credential: string, options) =>
      (await import("../commands/badge/recognise.ts")).recognise(dir, credential, options),
    );

  badge
    .command("portfolio")
    .argument("<dir>", "the issuer's folder")
    .requiredOption("--for <person>", "HOMEPAGE|NAME of an account, mailto:…, or the pseudonym")
    .requiredOption("--portfolio <file>", "portfolio.yaml, with the courses beside it")
    .requiredOption("--out <dir>", "where the page and the record go")
    .option("--name <text>", "as the person wants to be called on the page")
    .description(
      "a learner's page and signed record (CLR 2.0): what is held, what it stacks into, what comes next",
    )
    .action(async (dir: string, options) =>
      (await import("../commands/badge/portfolio.ts")).portfolio(dir, options),
    );

  badge
    .command("revoke")
    .argument("<dir>", "the issuer's folder")
    .argument("<id>", "urn:uuid:… of the credential")
    .requiredOption("--reason <text>", "why; stays in your ledger")
    .description("take a credential back, and write the status list that says so")
    .action(async (dir: string, id: string, options) =>
      (await import("../commands/badge/revoke.ts")).revoke(dir, id, options),
    );

  badge
    .command("publish")
    .argument("<dir>", "the issuer's folder")
    .option("--portfolio <file>", "also write a page for each credential and pathway of portfolio.yaml")
    .description("write the status lists anew, so that they count for another 90 days")
    .action(async (dir: string, options) =>
      (await import("../commands/badge/publish.ts")).publish(dir, options),
    );

  badge
    .command("export")
    .argument("<dir>", "the issuer's folder")
    .requiredOption("--for <person>", "HOMEPAGE|NAME of an account, mailto:…, or the pseudonym")
    .requiredOption("--out <dir>", "where it goes")
    .description("everything that the issuer's folder holds of one person, for them")
    .action(async (dir: string, options) =>
      (await import("../commands/badge/export.ts")).exportPerson(dir, options),
    );

  badge
    .command("forget")
    .argument("<dir>", "the issuer's folder")
    .requiredOption("--for <person>", "HOMEPAGE|NAME of an account, mailto:…, or the pseudonym")
    .option("--revoke", "also take back what they hold")
    .description("take out who stands behind a pseudonym, and what was said of them")
    .action(async (dir: string, options) =>
      (await import("../commands/badge/forget.ts")).forget(dir, options),
    );

  badge
    .command("rotate")
    .argument("<dir>", "the issuer's folder")
    .addOption(
      new Option("--purpose <key>", "which key")
        .choices(["credentials", "status", "token"])
        .default("credentials"),
    )
    .option(
      "--compromised <day>",
      "somebody else may have had the key since then: nothing that it signed counts",
    )
    .option("--include-later", "sign anew what was issued after that day, too")
    .description("sign with a new key from now on; what the old one signed stays valid, unless it was stolen")
    .action(async (dir: string, options) =>
      (await import("../commands/badge/rotate.ts")).rotate(dir, options),
    );

  badge
    .command("resign")
    .argument("<dir>", "the issuer's folder")
    .argument("<id...>", "urn:uuid:… of credentials")
    .description("sign credentials anew with the key in use, after they were looked through")
    .action(async (dir: string, ids: readonly string[]) =>
      (await import("../commands/badge/resign.ts")).resign(dir, ids),
    );

  addObserverCommands(badge);

  badge
    .command("pack")
    .argument("<dir>", "the issuer's folder")
    .argument("[id...]", "urn:uuid:… of credentials (default: all that stand)")
    .option("--portfolio <file>", "portfolio.yaml, to say what the credential counts towards")
    .option("--out <folder>", "where to (default: beside the files of each credential)")
    .description("make lifetime packs: a zip for its owner with all that it takes to show it and check it")
    .action(async (dir: string, ids: readonly string[], options) =>
      (await import("../commands/badge/pack.ts")).pack(dir, ids, options),
    );

  badge
    .command("page")
    .requiredOption(
      "--issuer <path...>",
      "issuers that it is to trust: folder, site or did.json as you keep it",
    )
    .option("--key <fingerprint...>", "only these of their keys count")
    .option("--status <path...>", "status lists, when they do not lie in an issuer's site")
    .requiredOption("--out <file>", "the page, such as check.html")
    .description("make a page of your own that checks credentials of issuers you trust, offline")
    .action(async (options) => (await import("../commands/badge/page.ts")).page(options));

  badge
    .command("verify")
    .argument("<file>", "a PNG, SVG, JSON or JWT that somebody gave you, or the clr.json of a portfolio")
    .option("--issuer <path...>", "an issuer you trust: its folder or site as you keep it, or its did.json")
    .option("--status <path...>", "status lists, when they do not lie in the issuer's site")
    .option("--key <fingerprint...>", "only these keys of the trusted issuers count")
    .option("--trust <did...>", "an issuer you trust by name: did:key:… (did:web:… also needs --issuer)")
    .addOption(new Option("--format <format>", "how to print").choices(["table", "json"]).default("table"))
    .description(
      "say whether a credential, or a record (CLR 2.0) with each in it, is valid, without any network; exit code 0 only when it is",
    )
    .action(async (file: string, options) =>
      (await import("../commands/badge/verify.ts")).verify(file, options),
    );
}

/** Where evidence comes from, and who is told of what came of it. */
const addEvidence = (command: Command): Command =>
  command
    .argument("<dir>", "the issuer's folder")
    .requiredOption("--course <path>", "the course folder as published, or its NAME.tessera.json")
    .option("--from <path>", "evidence: a folder of .json and .ndjson files, or one file")
    .option(
      "--lrs <url>",
      "evidence: an LRS; key and secret from TESSERA_LRS_KEY and TESSERA_LRS_SECRET, or asked for",
    )
    .option("--db <file>", "evidence: a store that `tessera sync --keep-raw` filled")
    .option("--tell <url>", "LRS that is told of it (default: that of --lrs)")
    .option("--no-tell", "tell no LRS")
    .option("--dry-run", "only say who would get it, and who not and why not")
    .addOption(new Option("--format <format>", "how to print").choices(["table", "json"]).default("table"));
