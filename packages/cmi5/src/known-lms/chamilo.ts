import { ABSENT_FILE, loses, MISNAMED, MISPLACED, refuses, UNREADABLE } from "./known-lms.ts";
import type { KnownLms } from "./known-lms.ts";

export const CHAMILO: KnownLms = {
  name: "chamilo",
  title: "Chamilo 2",
  tried: "XApi plugin of Chamilo 2, an emulation written after its source",
  reactions: [
    UNREADABLE,
    MISPLACED,
    MISNAMED,
    refuses("php", "refuses packages with a PHP file"),
    loses("url-query", "takes the query for a part of the file's name"),
    loses("url-fragment", "takes the fragment for a part of the file's name"),
    loses("url-escape", "does not decode the url, so the file is not found"),
    loses("move-on", "does not pass moveOn to the unit"),
    loses("module-file", "serves scripts by guessed type, so module scripts do not run"),
    ABSENT_FILE,
  ],
  runTime: [
    "registration-per-launch",
    "no-grouping",
    "no-move-on",
    "no-return-url",
    "needs-cookie",
    "no-cmi5-rules",
    "repeated-id-409",
    "state-per-learner",
    "keys-sorted",
    "no-preconditions",
    "post-replaces",
    "no-delete",
    "no-learner-profile",
    "scripts-as-text",
    "rewritten-under-query",
  ],
  impossible: [
    {
      name: "one registration",
      why: "Each launch is a registration of its own, so no later session can add to an earlier one's, or end it.",
    },
    {
      name: "two devices at once",
      why: "There are no preconditions, so of two writers of State the last one wins.",
    },
    {
      name: "preferences",
      why: "It has no agents/profile, so the learner's language and audio do not reach the unit.",
    },
  ],
  oneOrigin: true,
};
