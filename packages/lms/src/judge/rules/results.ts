/** Score, success, completion, duration and progress: cmi5 §9.3.4, §9.3.5, §9.5. */
import { CMI5_EXTENSIONS, isDuration } from "@tessera/xapi";
import { at, quoted } from "../../json-value.ts";
import { rule } from "../rule.ts";
import type { Answer, Check, Rule } from "../rule.ts";
import { issuedWith } from "../session-view.ts";
import type { SessionView } from "../session-view.ts";
import type { StatementView, UnitVerb } from "../statement-view.ts";

const score = (statement: StatementView, name: string): unknown =>
  at(statement.json, "result", "score", name);

/** `passed` from the mastery score up, `failed` below it; without one, or without a score, anything goes. */
function againstMastery(statement: StatementView, view: SessionView): Answer {
  const { verb } = statement;
  if (!statement.defined || (verb !== "passed" && verb !== "failed")) return undefined;
  const scaled = score(statement, "scaled");
  const mastery = view.launch.launchData.masteryScore;
  if (scaled === undefined || mastery === undefined) return undefined;
  const right = typeof scaled === "number" && (verb === "passed" ? scaled >= mastery : scaled < mastery);
  return right
    ? true
    : `${verb} has the scaled score ${quoted(scaled)}; the mastery score of LMS.LaunchData is ${mastery}`;
}

const againstMasteryFor = (verb: UnitVerb): Check => ({
  statement: (statement, view) => (statement.verb === verb ? againstMastery(statement, view) : undefined),
});

/** `result[name]` is `value` for `verb`. */
const resultIs = (verb: UnitVerb, name: "success" | "completion", value: boolean): Check => ({
  statement({ defined, verb: found, json }) {
    if (!defined || found !== verb) return undefined;
    const given = at(json, "result", name);
    return given === value
      ? true
      : `${verb} has result.${name} ${quoted(given)}; ${String(value)} was expected`;
  },
});

/** `result[name]` is absent from every cmi5-defined statement but those with one of `verbs`. */
const resultOnlyFor = (name: "success" | "completion" | "score", verbs: readonly UnitVerb[]): Check => ({
  statement({ defined, verb, json }) {
    if (!defined || verbs.some((allowed) => allowed === verb)) return undefined;
    const given = at(json, "result", name);
    return given === undefined
      ? true
      : `${verb ?? "the statement"} has result.${name} ${quoted(given)}; none was expected`;
  },
});

/** More than hundredths of a second, which xAPI (Data §4.6) asks units not to send. */
const TOO_PRECISE = /\.\d{3,}S$/;

const durationOf = (verb: UnitVerb): Check => ({
  statement({ defined, verb: found, json }) {
    if (!defined || found !== verb) return undefined;
    const duration = at(json, "result", "duration");
    if (typeof duration !== "string" || !isDuration(duration))
      return `${verb} has the duration ${quoted(duration)}; an ISO 8601 duration was expected`;
    return TOO_PRECISE.test(duration)
      ? { remark: `the duration ${duration} is finer than the hundredths that xAPI asks for` }
      : true;
  },
});

function rawWithinBounds(statement: StatementView): Answer {
  const [raw, min, max] = [score(statement, "raw"), score(statement, "min"), score(statement, "max")];
  if (!statement.defined || raw === undefined) return undefined;
  if (typeof min !== "number" || typeof max !== "number")
    return `score.raw ${quoted(raw)} stands without min and max`;
  return typeof raw === "number" && min <= raw && raw <= max
    ? true
    : `score.raw ${quoted(raw)} is not from ${min} to ${max}`;
}

function numbersInRange(statement: StatementView): Answer {
  if (!statement.defined || at(statement.json, "result", "score") === undefined) return undefined;
  const scaled = score(statement, "scaled");
  if (scaled !== undefined && !(typeof scaled === "number" && scaled >= 0 && scaled <= 1)) {
    return `score.scaled is ${quoted(scaled)}; a number from 0 to 1 was expected`;
  }
  const fraction = ["raw", "min", "max"].find((name) => {
    const value = score(statement, name);
    return value !== undefined && !Number.isInteger(value);
  });
  return fraction === undefined
    ? true
    : `score.${fraction} is ${quoted(score(statement, fraction))}; an integer was expected`;
}

function progress(statement: StatementView, view: SessionView): Answer {
  const value = at(statement.json, "result", "extensions", CMI5_EXTENSIONS.progress);
  if (value === undefined) return undefined;
  if (!(Number.isInteger(value) && Number(value) >= 0 && Number(value) <= 100)) {
    return `progress is ${quoted(value)}; an integer from 0 to 100 was expected`;
  }
  if (statement.defined && statement.verb === "completed")
    return "completed carries progress; it means 100 by itself";
  const completed =
    view.earlier.some(({ verb }) => verb === "completed") || issuedWith(view, "completed").length > 0;
  return completed ? "progress was sent after completed" : true;
}

export const RESULT_RULES: readonly Rule[] = [
  rule("9.3.4.0-2", againstMasteryFor("passed"), 403),
  rule("9.3.5.0-2", againstMasteryFor("failed"), 403),
  rule("9.5.1.0-1", { statement: againstMastery }, 403),
  rule("10.2.4.0-2", { statement: againstMastery }, 403),
  rule("9.5.1.0-2", resultOnlyFor("score", ["passed", "failed"]), 403),
  rule("9.5.1.0-3", { statement: rawWithinBounds }, 403),
  rule("+9.5.1-4", { statement: numbersInRange }, 403),
  rule("9.5.2.0-1", resultIs("passed", "success", true), 403),
  rule("9.5.2.0-2", resultIs("failed", "success", false), 403),
  rule("9.5.2.0-3", resultOnlyFor("success", ["passed", "failed"]), 403),
  rule("9.5.3.0-1", resultIs("completed", "completion", true), 403),
  rule("9.5.3.0-2", resultOnlyFor("completion", ["completed"]), 403),
  rule("9.5.4.1-1", durationOf("terminated"), 403),
  rule("9.5.4.1-2", durationOf("completed"), 403),
  rule("9.5.4.1-3", durationOf("passed"), 403),
  rule("9.5.4.1-4", durationOf("failed"), 403),
  rule("+9.5.5.1-1", { statement: progress }),
];
