import { loses, MISNAMED, MISPLACED, refuses, UNREADABLE } from "./known-lms.ts";
import type { KnownLms } from "./known-lms.ts";

export const CATAPULT: KnownLms = {
  name: "catapult",
  title: "CATAPULT",
  tried: "CATAPULT player 806c0ba, also behind adlnet/Moodle-mod_cmi5launch, import and launch",
  reactions: [
    UNREADABLE,
    MISPLACED,
    MISNAMED,
    refuses("url-fragment", "looks the whole url up in the zip, fragment and all"),
    refuses("url-dot", "looks the url up in the zip as it is written, without resolving dots"),
    refuses("url-rooted", "looks the url up in the zip as it is written, leading slash and all"),
    refuses("url-escape", "looks the url up in the zip as it is written, without resolving escapes"),
    refuses("url-missing", "refuses a course whose launch file is not in the zip"),
    refuses("no-description", "fails without a description"),
    refuses("duplicate-unit", "refuses two units with one id"),
    refuses("reserved-parameter", "refuses launch parameters in a url"),
    refuses("entities", "fails on entity declarations"),
    refuses("large", "takes at most 480 MB"),
    loses("astral-text", "strips emoji from texts"),
    loses("mastery-zero", "does not enforce a masteryScore of 0"),
  ],
  runTime: ["all-ends-403", "login-dialog", "body-limit", "hangs-on-other-json", "initialized-alone"],
  impossible: [],
  oneOrigin: true,
};
