import type { Edition, Standing } from "../edition.ts";
import { fraction, percent, readName } from "../edition.ts";
import { answer12 } from "./answer-12.ts";
import { timespan } from "./time.ts";

/** One word for completion and success: SCORM 1.2 has no second one. */
type Status = "not attempted" | "browsed" | "incomplete" | "failed" | "completed" | "passed";

/** @see SCORM 1.2 Run-Time Environment, 3.4 */
export const edition12: Edition = {
  name: "1.2",
  api: "API",
  calls: {
    initialize: "LMSInitialize",
    get: "LMSGetValue",
    set: "LMSSetValue",
    commit: "LMSCommit",
    terminate: "LMSFinish",
    error: "LMSGetLastError",
    explain: "LMSGetErrorString",
  },
  suspendLimit: 4_096,
  suspendData: "cmi.suspend_data",
  learnerId: "cmi.core.student_id",
  alreadyOpen: "101",
  absent: ["201", "401", "402", "403"],

  open(get) {
    const status = get("cmi.core.lesson_status") as Status;
    const mode = get("cmi.core.lesson_mode");
    const mastery = fraction(get("cmi.student_data.mastery_score"), 100);
    const scaled = fraction(get("cmi.core.score.raw"), 100);
    const language = get("cmi.student_preference.language");
    const audio = Number(get("cmi.student_preference.audio"));
    return {
      mode: mode === "browse" ? "Browse" : mode === "review" ? "Review" : "Normal",
      ...(mastery !== undefined && { mastery }),
      suspendData: get("cmi.suspend_data"),
      ...readName(get("cmi.core.student_name")),
      preferences: {
        ...(language && { languagePreference: language }),
        // -1: no sound at all; 0: no change.
        ...(audio < 0 && { audioPreference: "off" }),
      },
      reached: {
        completed: status === "completed" || status === "passed",
        passed: status === "passed",
        failed: status === "failed",
        ...(scaled !== undefined && { scaled }),
      },
    };
  },

  begin: (standing) => [["cmi.core.exit", "suspend"], ...edition12.standing(standing)],

  standing(standing) {
    const { score } = standing;
    return [
      ["cmi.core.lesson_status", statusOf(standing)],
      ...(score === undefined
        ? []
        : ([
            ["cmi.core.score.raw", percent(score)],
            ["cmi.core.score.min", "0"],
            ["cmi.core.score.max", "100"],
          ] as const)),
    ];
  },

  location: (place) => [["cmi.core.lesson_location", place.slice(0, 255)]],
  time: (ms) => ["cmi.core.session_time", timespan(ms)],
  exit: (done) => ["cmi.core.exit", done ? "" : "suspend"],
  answer: answer12,
};

/** What the unit's `moveOn` asks for, in the one word there is. */
export function statusOf({ moveOn, completed, passed, failed }: Standing): Status {
  switch (moveOn) {
    case "NotApplicable":
      return "completed";
    case "Completed":
      return completed ? "completed" : "incomplete";
    case "Passed":
      return passed ? "passed" : failed ? "failed" : "incomplete";
    case "CompletedAndPassed":
      return passed ? (completed ? "passed" : "incomplete") : failed ? "failed" : "incomplete";
    case "CompletedOrPassed":
      return passed ? "passed" : completed ? "completed" : failed ? "failed" : "incomplete";
  }
}
