/**
 * Answers in the dialect of SCORM 2004 4th edition. xAPI took its patterns from there, so most pass as they are.
 * @see SCORM 2004 4th edition Run-Time Environment, 4.1.1.6 and 4.2.9, "Interactions"
 */
import { encodeDuration } from "@tessera/xapi";
import type { AnswerContext, AnsweredEvent, Setting } from "../edition.ts";

/** Smallest permitted maxima: how many patterns an LMS must take, by type. */
const PATTERNS: Readonly<Record<string, number>> = {
  "true-false": 1,
  choice: 10,
  "fill-in": 5,
  "long-fill-in": 5,
  matching: 5,
  performance: 5,
  sequencing: 5,
  likert: 1,
  numeric: 1,
  other: 1,
};
/** Smallest permitted maximum of objectives of one interaction. */
const OBJECTIVES = 10;
/** Characters: of an identifier, a text within a pattern, a description. */
const ID = 4_000;
const TEXT = 250;
const LONG_TEXT = 4_000;

export function answer2004(event: AnsweredEvent, { index, time }: AnswerContext): readonly Setting[] {
  const { definition } = event;
  const type = definition.interactionType ?? "other";
  const most = PATTERNS[type];
  if (most === undefined) return [];
  const at = `cmi.interactions.${index}`;
  const patterns = [...new Set(definition.correctResponsesPattern ?? [])].slice(0, most);
  const [language = "en", name = ""] = Object.entries(definition.name ?? {})[0] ?? [];
  const { response } = event;
  return [
    [`${at}.id`, event.question.slice(0, ID)],
    [`${at}.type`, type],
    ...event.objectives
      .slice(0, OBJECTIVES)
      .map(({ id }, place): Setting => [`${at}.objectives.${place}.id`, id.slice(0, ID)]),
    // Two decimals, as many as there may be: some LMSs take no time zone without them.
    [`${at}.timestamp`, `${time.toISOString().slice(0, 22)}Z`],
    ...patterns.map((pattern, place): Setting => [
      `${at}.correct_responses.${place}.pattern`,
      clip(type, pattern),
    ]),
    ...(event.score === undefined ? [] : [[`${at}.weighting`, String(event.score.max)] as const]),
    // No answer: SCORM 2004 has no empty response for these types.
    ...(response === undefined || (response === "" && type !== "fill-in")
      ? []
      : [[`${at}.learner_response`, clip(type, response)] as const]),
    [`${at}.result`, event.success === undefined ? "neutral" : event.success ? "correct" : "incorrect"],
    [`${at}.latency`, encodeDuration(Math.max(0, event.durationMs) || 0)],
    ...(name ? [[`${at}.description`, `{lang=${language}}${name.slice(0, TEXT)}`] as const] : []),
  ];
}

/** Text that a learner typed may be longer than an LMS has to take. */
function clip(type: string, response: string): string {
  if (type === "long-fill-in" || type === "other") return response.slice(0, LONG_TEXT);
  if (type !== "fill-in") return response;
  const start = /^(\{(?:case_matters|order_matters)=(?:true|false)\})+/.exec(response)?.[0] ?? "";
  const items = response.slice(start.length).split("[,]");
  return (
    start +
    items
      .slice(0, 10)
      .map((item) => item.slice(0, TEXT))
      .join("[,]")
  );
}
