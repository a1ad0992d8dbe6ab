/**
 * `tessera`: parses words, calls rooms, prints. The only place with `process`, disk writes and sockets.
 * Each command is one file under `commands/`, loaded only when it is called.
 * @module
 */
import { Command, CommanderError, InvalidArgumentError, Option } from "commander";
import { lmsList, lmsName } from "./lms-names.ts";
import { addAnalyticsCommands } from "./analytics/analytics-commands.ts";
import { addDashboardCommand } from "./analytics/dashboard-command.ts";
import { engineRefusal } from "./analytics/engine-words.ts";
import { addBadgeCommands } from "./badge/badge-commands.ts";
import { EXIT, InputError, UsageError } from "./exit.ts";
import { systemRefusal } from "./system-words.ts";
import { colours, say } from "./terminal.adapter.ts";
import { VERSION } from "./version.ts";

const port = (text: string): number => {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0 || value > 65_535)
    throw new InvalidArgumentError("a port is a whole number from 0 to 65535.");
  return value;
};

const LMS_HELP = "which LMS to simulate; list prints their names";

export function program(): Command {
  const tessera = new Command("tessera")
    .description("Markdown course specs become micro-credential courses for any cmi5 LMS.")
    .version(VERSION)
    .showHelpAfterError("(add --help for what this command takes)")
    .showSuggestionAfterError(true)
    .exitOverride();

  tessera
    .command("new")
    .argument("<dir>", "folder to make; its name becomes the course's")
    .option("--title <title>", "the course's title")
    .description("write a small course that builds, to change into your own")
    .action(async (dir: string, options) => (await import("./commands/new.ts")).newCourse(dir, options));

  tessera
    .command("dev")
    .argument("<course>", "course folder")
    .option("--port <n>", "port of the LMS; 0 takes a free one (default: 4174, or a free one)", port)
    .option("--lms <name>", LMS_HELP, lmsName, "standard")
    .option("--open", "open the page in a browser")
    .description("play a course while you write it: after each save, what changed and what is wrong")
    .addHelpText("after", () => `\n${lmsList()}`)
    .action(async (course: string, options) => (await import("./commands/dev.ts")).dev(course, options));

  tessera
    .command("check")
    .argument("<course...>", "course folders, portfolio.yaml and people.csv files")
    .addOption(
      new Option("--format <format>", "how to print")
        .choices(["pretty", "json", "github", "sarif"])
        .default("pretty"),
    )
    .option("--frozen", "an out-of-date course.lock.yaml is an error (for continuous integration)")
    .option("--fix", "mend what can only have been meant in one way, and check again")
    .option("--dry-run", "with --fix: print what would change, and change nothing")
    .option(
      "--no-cache",
      "take nothing from earlier checks (`.tessera` in the course folder), and keep nothing",
    )
    .description("tell every mistake, in place; update course.lock.yaml")
    .action(async (courses: string[], options) =>
      (await import("./commands/check.ts")).check(courses, options),
    );

  tessera
    .command("import")
    .argument("<file>", "questions of another tool: GIFT or Aiken")
    .option("--out <file>", "the bank to write (default: NAME.md here)")
    .addOption(
      new Option("--as <format>", "what the file is, where it cannot be told").choices(["gift", "aiken"]),
    )
    .addOption(
      new Option("--format <format>", "how to print what was not taken over")
        .choices(["pretty", "json", "github", "sarif"])
        .default("pretty"),
    )
    .description("take questions of another tool over into a bank, and say what of them was not")
    .action(async (file: string, options) =>
      (await import("./commands/import.ts")).importQuestions(file, options),
    );

  tessera
    .command("explain")
    .argument("<code>", "a diagnostic's code, such as directive/unknown")
    .description("say what a diagnostic means, with an example and how to mend it")
    .action(async (code: string) => (await import("./commands/explain.ts")).explain(code));

  tessera
    .command("outline")
    .argument("<course>", "course folder")
    .addOption(
      new Option("--format <format>", "how to print").choices(["table", "json", "md"]).default("table"),
    )
    .description("print units, pages, minutes and questions, and what teaches and assesses each objective")
    .action(async (course: string, options) =>
      (await import("./commands/outline.ts")).outline(course, options),
    );

  tessera
    .command("images")
    .argument("<course>", "course folder")
    .option("--dry-run", "say what would be written, and write nothing")
    .description("write smaller sizes of a course's pictures beside them, once, to be committed")
    .action(async (course: string, options) =>
      (await import("./commands/images.ts")).images(course, options),
    );

  tessera
    .command("build")
    .argument("<course...>", "course folders")
    .option("--out <path>", "a zip file, or a folder for NAME.zip", ".")
    .addOption(
      new Option("--target <target>", "what to build: for a cmi5 LMS, a SCORM LMS, or any web server")
        .choices(["cmi5", "scorm12", "scorm2004", "web"])
        .default("cmi5"),
    )
    .addOption(
      new Option(
        "--profile <profile>",
        "cmi5: portable takes only what the weakest importer takes (default: standard)",
      ).choices(["standard", "portable"]),
    )
    .addOption(
      new Option(
        "--sco <layout>",
        "SCORM: the course as one SCO, or a SCO for each unit (default: single)",
      ).choices(["single", "multi"]),
    )
    .option(
      "--xapi-token-endpoint <url>",
      "SCORM: also send statements, with short-lived tokens that this service gives out (docs/scorm.md)",
    )
    .option("--frozen", "an out-of-date course.lock.yaml is an error (for continuous integration)")
    .description(
      "make the package, and beside it NAME.tessera.json and, where it sends statements, NAME.profile.jsonld",
    )
    .action(async (courses: string[], options) =>
      (await import("./commands/build.ts")).build(courses, options),
    );

  tessera
    .command("handout")
    .argument("<course>", "course folder")
    .option("--answers", "with what is right, and why, at the end")
    .option("--out <path>", "an html file, or a folder for NAME-handout.html", ".")
    .description("write the course as one page to print, with questions to be done with a pen")
    .action(async (course: string, options) =>
      (await import("./commands/handout.ts")).handout(course, options),
    );

  tessera
    .command("verify")
    .argument("<file>", "a cmi5 zip or a cmi5.xml, anyone's")
    .addOption(new Option("--format <format>", "how to print").choices(["table", "json"]).default("table"))
    .description("judge a cmi5 package by requirement id")
    .action(async (file: string, options) => (await import("./commands/verify.ts")).verify(file, options));

  tessera
    .command("launch")
    .argument("<zip>", "a cmi5 zip, anyone's")
    .option("--port <n>", "port of the LMS; 0 takes a free one", port, 0)
    .option("--lms <name>", LMS_HELP, lmsName, "standard")
    .option("--db <file>", "keep statements in this file; without it they are gone at the end")
    .description("play a cmi5 zip in the simulated LMS with its own LRS")
    .addHelpText("after", () => `\n${lmsList()}`)
    .action(async (zip: string, options) => (await import("./commands/launch.ts")).launch(zip, options));

  tessera
    .command("lrs")
    .option("--port <n>", "port to listen on; 0 takes a free one", port, 8081)
    .option("--db <file>", "SQLite file to keep statements in", "tessera-lrs.db")
    .description("run the embedded LRS alone, for trying things out")
    .action(async (options) => (await import("./commands/lrs.ts")).lrs(options));

  tessera
    .command("gallery")
    .option("--port <n>", "port to listen on; 0 takes a free one", port, 0)
    .description("look at every question, block and page in every state")
    .action(async (options) => (await import("./commands/gallery.ts")).gallery(options));

  addAnalyticsCommands(tessera);
  addDashboardCommand(tessera);

  tessera
    .command("demo")
    .option("--port <n>", "port of the LMS; 0 takes a free one", port, 4173)
    .option("--lms <name>", LMS_HELP, lmsName, "standard")
    .description("compile the sample courses and play them (what `npm start` runs)")
    .addHelpText("after", () => `\n${lmsList()}`)
    .action(async (options) => (await import("./commands/demo.ts")).demo(options));

  addBadgeCommands(tessera);

  // `exitOverride` and the order of help are not inherited by themselves.
  for (const command of tessera.commands.flatMap((each) => [each, ...each.commands]))
    command.exitOverride().showHelpAfterError("(add --help for what this command takes)");
  return tessera;
}

/** @returns the exit code; never throws */
export async function run(words: readonly string[]): Promise<number> {
  try {
    process.exitCode = EXIT.done;
    await program().parseAsync([...words], { from: "user" });
    return Number(process.exitCode);
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.wrongUsage;
    const told = error instanceof InputError ? error : engineRefusal(error);
    if (told !== undefined) {
      say(`${colours.red(colours.bold("error"))}: ${told.message}`);
      if (told.help) say(`  = help: ${told.help}`);
      return told instanceof UsageError ? EXIT.wrongUsage : EXIT.inputHasErrors;
    }
    const refusal = systemRefusal(error);
    if (refusal !== undefined) {
      say(`${colours.red(colours.bold("error"))}: ${refusal}`);
      return EXIT.inputHasErrors;
    }
    say(`${colours.red(colours.bold("bug"))}: this is a mistake in Tessera, not in your input.`);
    say(`  ${error instanceof Error ? `${error.name}: ${error.message}` : String(error)}`);
    say("  Please report it with the command you ran; TESSERA_DEBUG=1 prints where it happened.");
    if (process.env["TESSERA_DEBUG"] && error instanceof Error) say(String(error.stack));
    return EXIT.bug;
  }
}
