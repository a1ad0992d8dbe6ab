import { encodeDuration } from "@tessera/xapi";
import type { Edition } from "../edition.ts";
import { fraction, percent, readName } from "../edition.ts";
import { answer2004 } from "./answer-2004.ts";

/** @see SCORM 2004 4th edition Run-Time Environment, 4.2 */
export const edition2004: Edition = {
  name: "2004",
  api: "API_1484_11",
  calls: {
    initialize: "Initialize",
    get: "GetValue",
    set: "SetValue",
    commit: "Commit",
    terminate: "Terminate",
    error: "GetLastError",
    explain: "GetErrorString",
  },
  suspendLimit: 64_000,
  suspendData: "cmi.suspend_data",
  learnerId: "cmi.learner_id",
  alreadyOpen: "103",
  ended: "104",
  absent: ["401", "402", "403"],

  open(get) {
    const mode = get("cmi.mode");
    const mastery = fraction(get("cmi.scaled_passing_score"), 1);
    const scaled = fraction(get("cmi.score.scaled"), 1);
    const success = get("cmi.success_status");
    const language = get("cmi.learner_preference.language");
    const audio = get("cmi.learner_preference.audio_level");
    return {
      mode: mode === "browse" ? "Browse" : mode === "review" ? "Review" : "Normal",
      ...(mastery !== undefined && { mastery }),
      suspendData: get("cmi.suspend_data"),
      ...readName(get("cmi.learner_name")),
      preferences: {
        ...(language && { languagePreference: language }),
        ...(audio !== "" && Number(audio) === 0 && { audioPreference: "off" }),
      },
      reached: {
        completed: get("cmi.completion_status") === "completed",
        passed: success === "passed",
        failed: success === "failed",
        ...(scaled !== undefined && { scaled }),
      },
    };
  },

  begin: (standing) => [["cmi.exit", "suspend"], ...edition2004.standing(standing)],

  standing({ moveOn, completed, passed, failed, progress, score }) {
    // SCORM has no "either": whoever passed has done what such a unit asks for.
    const done = completed || moveOn === "NotApplicable" || (moveOn === "CompletedOrPassed" && passed);
    return [
      ["cmi.completion_status", done ? "completed" : "incomplete"],
      ["cmi.progress_measure", String((completed ? 100 : progress) / 100)],
      ...(score === undefined
        ? []
        : ([
            ["cmi.score.scaled", String(Number(percent(score)) / 100)],
            ["cmi.score.raw", percent(score)],
            ["cmi.score.min", "0"],
            ["cmi.score.max", "100"],
          ] as const)),
      ...(passed || failed ? [["cmi.success_status", passed ? "passed" : "failed"] as const] : []),
    ];
  },

  location: (place) => [["cmi.location", place.slice(0, 1_000)]],
  time: (ms) => ["cmi.session_time", encodeDuration(Math.max(0, ms) || 0)],
  // `normal` would end the attempt: who comes back to look something up would begin a new one and lose the pass.
  exit: () => ["cmi.exit", "suspend"],
  // On to the next SCO, where the LMS has one; else the learner is done for now.
  leave: (done, get) => [
    "adl.nav.request",
    done && get("adl.nav.request_valid.continue") === "true" ? "continue" : "suspendAll",
  ],
  answer: answer2004,
};
