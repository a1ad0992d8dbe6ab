import { ABSENT_FILE, loses, MISNAMED, MISPLACED, refuses, UNREADABLE } from "./known-lms.ts";
import type { KnownLms } from "./known-lms.ts";

export const ESCOLA: KnownLms = {
  name: "escola",
  title: "EscolaLMS",
  tried: "EscolaLMS/cmi5 8f0a645, real parser classes; its launch is known by the url only",
  reactions: [
    UNREADABLE,
    MISPLACED,
    MISNAMED,
    refuses("prefixed-root", "finds no course where the root element has a prefix"),
    refuses("several-languages", "takes exactly one language"),
    refuses("cdata", "fails on CDATA sections"),
    refuses("empty-text", "fails on an empty text"),
    refuses("only-blocks", "looks for units at the root only"),
    refuses("entities", "refuses entity declarations"),
    loses("units-and-blocks", "loses the units in blocks, silently"),
    loses("url-query", "appends a second ? to the url"),
    loses("url-fragment", "puts the launch parameters behind the #, where the unit does not find them"),
    loses("url-space-around", "does not trim the url, so the launch fails"),
    loses("url-absolute", "puts the course's folder before an absolute url"),
    loses("indented-text", "does not trim texts"),
    loses("mastery", "ignores masteryScore"),
    loses("move-on", "ignores moveOn"),
    loses("launch-parameters", "drops launchParameters"),
    ABSENT_FILE,
  ],
  runTime: ["second-question-mark", "no-move-on", "no-mastery"],
  impossible: [
    {
      name: "a mastery score of the LMS's own",
      why: "LMS.LaunchData carries none, so a unit judges by the one of its package.",
    },
  ],
  oneOrigin: false,
};
