import type { BehaviourName } from "./behaviours.ts";
import { ABSENT_FILE, loses, MISNAMED, MISPLACED, refuses, UNREADABLE } from "./known-lms.ts";
import type { KnownLms, Impossibility, Reaction } from "./known-lms.ts";

/** One parser in both. */
const REACTIONS: readonly Reaction[] = [
  UNREADABLE,
  MISPLACED,
  MISNAMED,
  refuses("prefixed-root", "finds no course where the root element has a prefix"),
  refuses("long-title", "keeps titles in 255 characters and fails beyond"),
  loses("several-languages", "shows the first language of each text"),
  loses("url-fragment", "puts the launch parameters behind the #, where the unit does not find them"),
  loses("url-space-around", "does not trim the url, so the launch fails"),
  loses("renamed-file", "renames files with & or ' in their names, so links to them break"),
  loses("module-file", "serves .mjs as text, so the script does not run"),
  loses("own-window", "ignores launchMethod: the activity's setting decides"),
  loses("objectives", "drops objectives"),
  loses("activity-type", "drops activityType"),
  loses("extensions", "drops vendor elements"),
  ABSENT_FILE,
];

const RUN_TIME = [
  "parameters-at-end",
  "empty-return-url",
  "never-abandons",
  "fetch-again-401",
  "token-expires",
  "statements-end",
  "verb-iri-alone",
  "no-cmi5-rules",
  "batch-one-by-one",
  "repeated-id-400",
  "result-for-one-statement",
  "if-match-409",
  "deep-merge",
  "no-state-list",
  "no-about-no-agents",
  "immutable-content",
  "few-media-types",
] as const satisfies readonly BehaviourName[];

const IMPOSSIBLE: readonly Impossibility[] = [
  {
    name: "a record after an hour",
    why: "The token expires an hour after the launch and there is no other: what is done later is recorded at the next launch at best.",
  },
  {
    name: "an end without terminated",
    why: "The task that would abandon sessions does not run, so a session whose page was killed stays open.",
  },
  {
    name: "a repetition without an error",
    why: "A statement whose answer was lost is sent again, and what is there already is answered with 400: an error in its log, and nothing else.",
  },
];

export const MOODLE_BYLIGHT: KnownLms = {
  name: "moodle-bylight",
  title: "Moodle mod_cmi5 (ByLight)",
  tried: "Moodle 4.5.6 with ByLightSDC/moodle-mod_cmi5 bfddadf, import and launch",
  reactions: REACTIONS,
  runTime: ["empty-return-parameter", ...RUN_TIME],
  impossible: IMPOSSIBLE,
  oneOrigin: true,
};

export const MOODLE_DROPTE: KnownLms = {
  name: "moodle-dropte",
  title: "Moodle mod_cmi5 (dropte)",
  tried: "Moodle 4.5.6 with dropte/moodle-mod_cmi5 7f1d74c, import and launch",
  reactions: REACTIONS,
  runTime: ["return-parameter", "broken-answer", ...RUN_TIME],
  impossible: [
    ...IMPOSSIBLE,
    {
      name: "a grade",
      why: "Its statement handler fails after storing and before it writes a grade, so the gradebook stays empty.",
    },
  ],
  oneOrigin: true,
};
