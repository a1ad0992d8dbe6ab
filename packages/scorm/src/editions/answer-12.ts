/**
 * Answers in the dialect of SCORM 1.2: one character for each choice, at most 26 of them, 255 characters in all.
 * @see SCORM 1.2 Run-Time Environment, 3.4.4, "Interactions"
 */
import type { ActivityDefinition } from "@tessera/xapi";
import type { AnswerContext, AnsweredEvent, Setting } from "../edition.ts";
import { timeOfDay, timespan } from "./time.ts";

const LETTERS = "abcdefghijklmnopqrstuvwxyz";
const DIGITS = "123456789";
/** CMIFeedback and CMIIdentifier, characters. */
const LIMIT = 255;

/** xAPI's word → SCORM 1.2's; what is missing can't be said. */
const TYPES: Readonly<Record<string, string>> = {
  "true-false": "true-false",
  choice: "choice",
  "fill-in": "fill-in",
  "long-fill-in": "fill-in",
  matching: "matching",
  sequencing: "sequencing",
  performance: "performance",
  likert: "likert",
  numeric: "numeric",
  // 1.2 has no such type; a text says it, as far as there is room.
  other: "fill-in",
};

export function answer12(event: AnsweredEvent, { index, name, time }: AnswerContext): readonly Setting[] {
  const { definition } = event;
  const type = TYPES[definition.interactionType ?? ""];
  if (type === undefined) return [];
  const at = `cmi.interactions.${index}`;
  const patterns = (definition.correctResponsesPattern ?? []).map((pattern) =>
    say12(type, pattern, definition),
  );
  const response = event.response === undefined ? undefined : say12(type, event.response, definition);
  const known = [
    ...new Set(patterns.filter((pattern) => pattern !== undefined && pattern !== "")),
  ] as string[];
  return [
    [`${at}.id`, name.slice(0, LIMIT)],
    [`${at}.type`, type],
    ...event.objectives.map(({ id }, place): Setting => [`${at}.objectives.${place}.id`, tail(id)]),
    [`${at}.time`, timeOfDay(time)],
    ...known
      .slice(0, 10)
      .map((pattern, place): Setting => [`${at}.correct_responses.${place}.pattern`, pattern]),
    ...(event.score === undefined ? [] : [[`${at}.weighting`, String(event.score.max)] as const]),
    ...(response === undefined ? [] : [[`${at}.student_response`, response] as const]),
    [`${at}.result`, event.success === undefined ? "neutral" : event.success ? "correct" : "wrong"],
    [`${at}.latency`, timespan(event.durationMs)],
  ];
}

/** @returns undefined for what the dialect can't say: a range of numbers, a 27th option */
function say12(type: string, response: string, definition: ActivityDefinition): string | undefined {
  const items = strip(response).split("[,]").map(strip);
  const { choices = [], scale = [], source = [], target = [] } = definition;
  const letter = (list: readonly { readonly id: string }[], id: string, signs = LETTERS) =>
    signs[list.findIndex((each) => each.id === id)];
  switch (type) {
    case "true-false":
      return response.slice(0, 1);
    case "choice":
    case "sequencing":
      return response === "" ? "" : together(items.map((id) => letter(choices, id)));
    case "likert":
      return letter(scale, response);
    case "matching":
      return response === ""
        ? ""
        : together(
            items.map((pair) => {
              const [from = "", to = ""] = pair.split("[.]");
              const [left, right] = [sign(source, from), letter(target, to)];
              return left && right && `${left}.${right}`;
            }),
          );
    case "numeric":
      return /^-?\d+(\.\d+)?$/.test(response) ? response : response === "" ? "" : undefined;
    default:
      // Free text: the delimiters of xAPI would be read as the learner's own words.
      return items.join(",").replaceAll("[.]", ".").slice(0, LIMIT);
  }
}

/** Sources are numbered, as the specification's examples are; beyond nine they have letters. */
function sign(source: readonly { readonly id: string }[], id: string): string | undefined {
  const signs = source.length <= DIGITS.length ? DIGITS : LETTERS;
  return signs[source.findIndex((each) => each.id === id)];
}

function together(items: readonly (string | undefined)[]): string | undefined {
  const text = items.join(",");
  return items.every(Boolean) && text.length <= LIMIT ? text : undefined;
}

/** Without `{case_matters=…}` and the like, which SCORM 1.2 does not know. */
function strip(text: string): string {
  return text.replace(/^(\{(?:case_matters|order_matters|lang)=[^{}]*\})+/, "");
}

/** A CMIIdentifier out of an IRI: its last part. */
function tail(id: string): string {
  const last = id.split(/[/#]/).filter(Boolean).at(-1) ?? "objective";
  return last.replace(/[^A-Za-z0-9_-]+/g, "-").slice(0, LIMIT);
}
