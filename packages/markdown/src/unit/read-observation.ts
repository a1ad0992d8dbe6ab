import { EVIDENCE } from "@tessera/course";
import type { Evidence } from "@tessera/course";
import { suggest } from "@tessera/diagnostics";
import type { Span } from "@tessera/diagnostics";
import type { DirectiveNode, SourceAttribute } from "@tessera/interactions/schema";
import { didYouMean, problem } from "../report.ts";
import type { QuizFile } from "./read-quiz.ts";

/** The settings of an observation that could be read. */
export interface ObservationSettings {
  readonly slug?: string;
  readonly observers?: number;
  readonly role?: string;
  readonly evidence: readonly Evidence[];
  span(name: string): Span;
}

/** More people than this never sign for one thing. */
const MOST_OBSERVERS = 9;
const LONGEST_ROLE = 60;

/** Reads the braces of `::::observation`. Names and repeats have been checked. */
export function readObservationSettings(
  node: DirectiveNode,
  { file, report, opening }: QuizFile,
): ObservationSettings {
  const found = new Map(file.attributes(node).map((attribute) => [attribute.name, attribute]));
  const wrong = ({ name, value, nameSpan, valueSpan }: SourceAttribute, expected: string, help?: string) => {
    const message = `\`${name}\` is ${value === "" ? "empty" : `\`${value}\``}, expected ${expected}`;
    const span = valueSpan.end > valueSpan.start ? valueSpan : nameSpan;
    report(problem("directive/wrong-value", span, { message, help }));
    return undefined;
  };
  const slug = found.get("id");
  const sound = slug !== undefined && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(slug.value);
  if (slug && !sound) {
    const message = `\`${slug.value}\` is no id: expected \`a-z\`, \`0-9\` and single \`-\` between them`;
    report(problem("question/id", slug.valueSpan, { message }));
  }
  const observers = found.get("observers");
  const few = observers !== undefined && /^[1-9]$/.test(observers.value);
  if (observers && !few) wrong(observers, `a whole number from 1 to ${MOST_OBSERVERS}`);
  const role = found.get("role");
  const who = role?.value.trim() ?? "";
  if (role && (who === "" || who.length > LONGEST_ROLE))
    wrong(role, `who may sign, in up to ${LONGEST_ROLE} characters`, 'as in `role="shift lead"`');
  return {
    ...(sound && { slug: slug.value }),
    ...(few && { observers: Number(observers.value) }),
    ...(who !== "" && { role: who }),
    evidence: evidenceOf(found.get("evidence"), wrong),
    span: (name) => found.get(name)?.valueSpan ?? opening,
  };
}

function evidenceOf(
  attribute: SourceAttribute | undefined,
  wrong: (attribute: SourceAttribute, expected: string, help?: string) => undefined,
): readonly Evidence[] {
  if (!attribute) return [];
  const words = attribute.value.split(/\s+/).filter((word) => word !== "");
  const known = words.filter((word): word is Evidence => EVIDENCE.some((each) => each === word));
  const unknown = words.find((word) => !EVIDENCE.some((each) => each === word));
  if (words.length === 0 || unknown !== undefined) {
    const names = EVIDENCE.map((word) => `\`${word}\``).join(", ");
    wrong(attribute, `one or several of ${names}`, didYouMean(suggest(unknown ?? "", EVIDENCE)));
  }
  return [...new Set(known)];
}
