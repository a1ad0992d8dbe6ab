import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { InputError } from "./exit.ts";
import { reasonOf, shellWord } from "./system-words.ts";

/** The bytes of a zip or a cmi5.xml that a command was given. @throws InputError saying what is there instead */
export function readPackageFile(file: string): Uint8Array {
  try {
    return new Uint8Array(readFileSync(file));
  } catch (cause) {
    const isCourse = existsSync(join(file, "course.md")) && statSync(file).isDirectory();
    throw new InputError(`cannot read \`${file}\`: ${reasonOf(cause)}`, {
      help: isCourse
        ? `it is a course: make its zip with \`tessera build ${shellWord(file)}\``
        : "give a cmi5 zip or a cmi5.xml",
      cause,
    });
  }
}
