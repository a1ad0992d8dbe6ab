import { basename } from "node:path";
import { printable, renderPretty } from "@tessera/diagnostics";
import { InputError } from "../exit.ts";
import { readPackageFile } from "../read-package.adapter.ts";
import { shellWord } from "../system-words.ts";
import { startLmsServer } from "../lms-server.adapter.ts";
import { data, painterFor, say } from "../terminal.adapter.ts";
import { untilStopped } from "../until-stopped.adapter.ts";

export interface LaunchOptions {
  readonly port: number;
  /** Name of a profile. */
  readonly lms: string;
  readonly db?: string;
}

/** Plays any cmi5 zip in the simulated LMS; prints one address and serves until it is stopped. */
export async function launch(zip: string, options: LaunchOptions): Promise<void> {
  const bytes = readPackageFile(zip);
  const server = await startLmsServer(options);
  try {
    const { course, diagnostics } = await server.lms.importPackage(bytes, basename(zip));
    const text = renderPretty(diagnostics, new Map(), { colour: painterFor(process.stderr) });
    if (text) say(text.trimEnd());
    if (course === undefined)
      throw new InputError(`the LMS refuses \`${zip}\``, {
        help: `see \`tessera verify ${shellWord(zip)}\` for every finding`,
      });
    data(server.address);
    // The package's main language comes first.
    const [title = basename(zip)] = Object.values(course.title);
    const { name, title: lms } = server.lms.snapshot().profile;
    if (name !== "standard") say(`This LMS behaves as ${lms} was seen to; the page says what that means.`);
    say(`Open ${server.address} to launch “${printable(title)}”. Stop with Ctrl+C.`);
    await untilStopped();
  } finally {
    await server.close();
  }
}
