import type { Iri } from "@tessera/xapi";
import { at } from "../json-value.ts";

/**
 * One readable line for a statement of any shape, e.g. `Ada passed “Assessment” with 90 % in 3 min 20 s`.
 *
 * @param titles - names of objects that come without a definition, by id
 */
export function sentenceOf(
  statement: unknown,
  learner: string,
  titles: ReadonlyMap<Iri, string> = new Map(),
): string {
  const score = at(statement, "result", "score", "scaled");
  const response = at(statement, "result", "response");
  const success = at(statement, "result", "success");
  const parts = [
    learner,
    verbOf(statement),
    `“${objectOf(statement, titles)}”`,
    typeof response === "string" ? `with “${response}”` : "",
    verbOf(statement) === "answered" && typeof success === "boolean" ? (success ? "(right)" : "(wrong)") : "",
    typeof score === "number" ? `with ${Math.round(score * 1000) / 10} %` : "",
    durationOf(at(statement, "result", "duration")),
  ];
  return parts.filter((part) => part !== "").join(" ");
}

function verbOf(statement: unknown): string {
  const display = at(statement, "verb", "display");
  const words = typeof display === "object" && display !== null ? Object.values(display) : [];
  const word: unknown = at(display, "en") ?? at(display, "en-US") ?? words[0];
  if (typeof word === "string") return word;
  const id = at(statement, "verb", "id");
  return typeof id === "string" ? (id.split(/[/#]/).at(-1) ?? id) : "did something to";
}

function objectOf(statement: unknown, titles: ReadonlyMap<Iri, string>): string {
  const name = at(statement, "object", "definition", "name");
  const first: unknown = typeof name === "object" && name !== null ? Object.values(name)[0] : undefined;
  if (typeof first === "string") return first;
  const id = at(statement, "object", "id");
  return typeof id === "string" ? (titles.get(id) ?? id) : "an unnamed object";
}

function durationOf(duration: unknown): string {
  const match =
    typeof duration === "string" ? /^PT(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?$/.exec(duration) : null;
  if (match === null) return "";
  const units = ["h", "min", "s"];
  const words = match
    .slice(1)
    .flatMap((part, index) => (part === undefined ? [] : [`${part} ${units[index]}`]));
  return words.length === 0 ? "" : `in ${words.join(" ")}`;
}
