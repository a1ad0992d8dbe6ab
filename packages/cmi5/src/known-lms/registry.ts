import { CATAPULT } from "./catapult.ts";
import { CHAMILO } from "./chamilo.ts";
import { ESCOLA } from "./escola.ts";
import { ILIAS } from "./ilias.ts";
import type { KnownLms } from "./known-lms.ts";
import { MOODLE_BYLIGHT, MOODLE_DROPTE } from "./moodle.ts";
import { OPEN_EDX } from "./open-edx.ts";

/** A new observation is a line in the file of its LMS; a new LMS is a file, and a line here. */
export const KNOWN_LMS: readonly KnownLms[] = [
  MOODLE_BYLIGHT,
  MOODLE_DROPTE,
  CATAPULT,
  OPEN_EDX,
  ILIAS,
  ESCOLA,
  CHAMILO,
];
