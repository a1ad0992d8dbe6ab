import { suggest } from "@tessera/diagnostics";
import { CommanderError, InvalidArgumentError } from "commander";
import { data } from "./terminal.adapter.ts";

/** What `--lms` takes, and what it stands for; here by hand, so that no command loads a room that it does not need. */
export const LMS_NAMES: Readonly<Record<string, string>> = {
  standard: "cmi5 to the letter, every rule enforced",
  "moodle-bylight": "Moodle mod_cmi5 (ByLight)",
  "moodle-dropte": "Moodle mod_cmi5 (dropte)",
  catapult: "CATAPULT",
  openedx: "Open edX",
  ilias: "ILIAS",
  escola: "EscolaLMS",
  chamilo: "Chamilo 2",
  strict: "Strict player: every refusal that was seen, at once",
  "hostile-proxy": "Hostile proxy: every error is 412, no ETag, broken answers",
  "odd-launch": "Odd launch: parameters behind a #, auth for fetch, no template",
};

/** One line for each, as `--help` and `--lms list` print it. */
export function lmsList(): string {
  const names = Object.entries(LMS_NAMES).map(([name, title]) => `  ${name.padEnd(16)} ${title}`);
  return ["LMSs to simulate (docs/importers.md says what each does):", ...names].join("\n");
}

/** Reads the value of `--lms`; `list` prints the names and ends. */
export function lmsName(text: string): string {
  if (text === "list") {
    data(lmsList());
    throw new CommanderError(0, "tessera.lms-list", "");
  }
  if (Object.hasOwn(LMS_NAMES, text)) return text;
  const names = Object.keys(LMS_NAMES);
  const word = suggest(
    text,
    names.flatMap((name) => [name, ...name.split("-").slice(0, 1)]),
  );
  const near = names.filter((name) => text !== "" && name.startsWith(word ?? text.toLowerCase()));
  throw new InvalidArgumentError(
    `${near.length === 0 ? "There is no such LMS." : `Did you mean ${near.join(" or ")}?`}\n${lmsList()}`,
  );
}
