import { ABSENT_FILE, loses, refuses, UNREADABLE } from "./known-lms.ts";
import type { KnownLms } from "./known-lms.ts";

export const OPEN_EDX: KnownLms = {
  name: "openedx",
  title: "Open edX",
  tried: "openedx-cmi5-xblock 250247f, real class with stubbed runtime, import and launch",
  reactions: [
    UNREADABLE,
    refuses("prefixed-root", "finds no course id where the root element has a prefix"),
    refuses("second-structure-first", "takes the first cmi5.xml in the zip, whatever its folder"),
    refuses("structure-wrong-case", "looks for cmi5.xml in lower case"),
    loses("several-languages", "shows the first language of each text"),
    loses("empty-text", "shows no title for an empty text"),
    loses("only-blocks", "flattens blocks"),
    loses("units-and-blocks", "flattens blocks"),
    loses("url-fragment", "puts the launch parameters behind the #, where the unit does not find them"),
    loses("url-rooted", "resolves a leading slash outside of the course"),
    loses("indented-text", "does not trim texts"),
    loses("special-course-id", "passes the course id unescaped, so ? # & + % in it break the launch"),
    loses("mastery", "ignores masteryScore"),
    loses("move-on", "ignores moveOn"),
    loses("launch-parameters", "drops launchParameters"),
    ABSENT_FILE,
  ],
  runTime: [
    "course-id-for-every-unit",
    "values-unencoded",
    "parameters-at-end",
    "no-session-id",
    "no-grouping",
    "no-move-on",
    "no-mastery",
    "empty-launch-parameters",
    "no-return-url",
    "launch-data-as-html",
    "never-abandons",
    "fetch-again-gives-token",
    "needs-cookie",
    "verb-by-english-word",
    "state-per-learner",
    "no-cmi5-rules",
    "put-and-two-states",
  ],
  impossible: [
    {
      name: "a mastery score of the LMS's own",
      why: "LMS.LaunchData carries none, so a unit judges by the one of its package.",
    },
    {
      name: "answers",
      why: "Statements that are not the unit's own status come by POST, and POST is answered with success and thrown away.",
    },
    {
      name: "preferences",
      why: "It has no agents/profile, so the learner's language and audio do not reach the unit.",
    },
    {
      name: "the session in a statement",
      why: "Without a sessionid in the contextTemplate a unit can only make up one of its own.",
    },
    {
      name: "one start for each link",
      why: "The token is given as often as it is asked for, so a link that was used starts the session again where nothing remembers it, as on another device.",
    },
    {
      name: "an end without terminated",
      why: "Nothing abandons sessions, so one whose page was killed stays open.",
    },
  ],
  oneOrigin: true,
};
