import { ABSENT_FILE, loses, refuses, UNREADABLE } from "./known-lms.ts";
import type { KnownLms } from "./known-lms.ts";

export const ILIAS: KnownLms = {
  name: "ilias",
  title: "ILIAS",
  tried: "XapiCmi5 plugin 4e3fe66, real importer class; its launch was read, not run",
  reactions: [
    UNREADABLE,
    refuses("structure-elsewhere", "stores the file but offers nothing to launch"),
    refuses("structure-wrong-case", "stores the file but offers nothing to launch"),
    refuses("entities", "refuses entity declarations"),
    refuses("schema-invalid", "validates against the official schema"),
    loses("several-units", "takes the first unit only, silently"),
    loses("several-languages", "shows the first language of each text"),
    loses("no-mastery", "sets a mastery score of 0.7 where there is none"),
    loses("mastery-zero", "turns a masteryScore of 0 into 0.7"),
    loses("completed-and-passed", "turns CompletedAndPassed into Passed"),
    loses("no-move-on", "sends moveOn Completed where there is none"),
    loses("launch-parameters-later", "gives the first launchParameters of the file to the first unit"),
    loses("url-fragment", "puts the launch parameters behind the #, where the unit does not find them"),
    loses("php", "renames .php files"),
    ABSENT_FILE,
  ],
  runTime: [
    "parameters-at-end",
    "activity-id-twice",
    "mastery-from-nothing",
    "passed-for-both",
    "no-cmi5-rules",
    "no-agents-no-lists",
    "every-error-412",
    "no-preconditions",
  ],
  impossible: [
    {
      name: "two devices at once",
      why: "Preconditions are dropped on the way to the LRS, so of two writers of State the last one wins.",
    },
    {
      name: "the reason of a refusal",
      why: "Every error is 412, so a unit cannot tell a statement that is there already from one that is not xAPI.",
    },
  ],
  oneOrigin: true,
};
