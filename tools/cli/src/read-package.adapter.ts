import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { otherStandard } from "@tessera/cmi5";
import { InputError } from "./exit.ts";
import { reasonOf, shellWord } from "./system-words.ts";

/** The bytes of a zip or a cmi5.xml that a command was given. @throws InputError saying what is there instead */
export function readPackageFile(file: string): Uint8Array {
  let bytes: Uint8Array;
  // A pipe or a device would be waited on for ever.
  const stats = existsSync(file) ? statSync(file) : undefined;
  if (stats !== undefined && !stats.isFile() && !stats.isDirectory())
    throw new InputError(`\`${file}\` is a pipe or a device, not a file`, {
      help: "give a cmi5 zip or a cmi5.xml",
    });
  try {
    bytes = new Uint8Array(readFileSync(file));
  } catch (cause) {
    const isCourse = existsSync(join(file, "course.md")) && statSync(file).isDirectory();
    throw new InputError(`cannot read \`${file}\`: ${reasonOf(cause)}`, {
      help: isCourse
        ? `it is a course: make its zip with \`tessera build ${shellWord(file)}\``
        : "give a cmi5 zip or a cmi5.xml",
      cause,
    });
  }
  const standard = otherStandard(bytes);
  if (standard === undefined) return bytes;
  throw new InputError(`\`${file}\` is a ${standard} package, not a cmi5 one`, {
    help: "upload it to an LMS of that standard, or make a cmi5 package with `tessera build COURSE --target cmi5`",
  });
}
