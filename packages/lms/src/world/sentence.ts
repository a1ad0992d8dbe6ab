import { CMI5_EXTENSIONS } from "@tessera/xapi";
import type { Iri } from "@tessera/xapi";
import { at } from "../json-value.ts";
import { responseInWords } from "./response-words.ts";

/**
 * One readable line for a statement of any shape, e.g. `Ada passed “Assessment” with 90 % in 3 min 20 s` or
 * `Ada answered “VLAN”: “controllers”, “workstation”. Right, 100 %, 14 s`.
 *
 * @param titles - names of objects that come without a definition, by id
 */
export function sentenceOf(
  statement: unknown,
  learner: string,
  titles: ReadonlyMap<Iri, string> = new Map(),
): string {
  const verb = verbOf(statement);
  const subject = `${learner} ${verb} “${objectOf(statement, titles)}”`;
  const scaled = at(statement, "result", "score", "scaled");
  const score = typeof scaled === "number" ? percent(scaled) : "";
  const duration = durationOf(at(statement, "result", "duration"));
  const response = at(statement, "result", "response");
  if (typeof response !== "string") {
    const progress = at(statement, "result", "extensions", CMI5_EXTENSIONS.progress);
    const parts = [
      subject,
      score && `with ${score}`,
      typeof progress === "number" ? `to ${progress} %` : "",
      duration && `in ${duration}`,
    ];
    return parts.filter(Boolean).join(" ");
  }
  const success = at(statement, "result", "success");
  const verdict = typeof success === "boolean" ? (success ? "Right" : "Wrong") : "";
  const words = responseInWords(at(statement, "object", "definition"), response);
  const answer = words.length === 0 ? "nothing" : words.map((word) => `“${word}”`).join(", ");
  return [`${subject}: ${answer}`, [verdict, score, duration].filter(Boolean).join(", ")]
    .filter(Boolean)
    .join(". ");
}

function percent(scaled: number): string {
  return `${Math.round(scaled * 1000) / 10} %`;
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
  return words.join(" ");
}
