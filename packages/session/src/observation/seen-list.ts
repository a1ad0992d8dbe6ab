/** The list that an observer goes through, read back out of `seenText`. It came in a link: every part of it is looked at. */
import { isObject, readJson } from "../read-json.ts";
import { isLine, isText } from "./request.ts";

/** HTML as the author's markdown became it; whoever shows it takes its text and no more. */
type UntrustedHtml = string;

export interface SeenStep {
  readonly id: string;
  readonly text: string;
  readonly critical: boolean;
  /** Seconds. */
  readonly limit?: number;
  readonly criterion?: UntrustedHtml;
}

export type SeenQuestion = { readonly id: string; readonly stem: UntrustedHtml } & (
  | { readonly kind: "steps"; readonly steps: readonly SeenStep[] }
  | { readonly kind: "scale"; readonly scale: readonly { readonly id: string; readonly text: string }[] }
  | { readonly kind: "words"; readonly most?: number; readonly points: readonly string[] }
);

export interface SeenList {
  readonly course: { readonly id: string; readonly version: string };
  /** IRI of the observation. */
  readonly id: string;
  readonly title: string;
  readonly observers: number;
  readonly role: string;
  /** What has to be attached, any one of these; empty = nothing. */
  readonly evidence: readonly string[];
  readonly questions: readonly SeenQuestion[];
}

const MOST_QUESTIONS = 50;
const MOST_STEPS = 200;
const isId = (value: unknown): value is string => isLine(value, 200) && !/[[\],=]/.test(value);

/** @returns undefined for what is no list that can be gone through */
export function readSeenList(seen: string): SeenList | undefined {
  const parts = readJson(seen);
  if (!Array.isArray(parts) || parts.length !== 8) return undefined;
  const [course, version, id, title, observers, role, evidence, asked] = parts as readonly unknown[];
  if (!isLine(course, 2_000) || !isLine(version, 100) || !isLine(id, 2_000)) return undefined;
  if (!isLine(title, 500) || typeof observers !== "number" || !isLine(role, 500)) return undefined;
  if (!Array.isArray(evidence) || evidence.length > 10 || !evidence.every((each) => isLine(each, 40)))
    return undefined;
  if (!Array.isArray(asked) || asked.length === 0 || asked.length > MOST_QUESTIONS) return undefined;
  const questions = asked.map(readQuestion);
  if (questions.includes(undefined) || !questions.some((each) => each?.kind === "steps")) return undefined;
  return {
    course: { id: course, version },
    id,
    title,
    observers,
    role,
    evidence: evidence as readonly string[],
    questions: questions as readonly SeenQuestion[],
  };
}

function readQuestion(value: unknown): SeenQuestion | undefined {
  if (!Array.isArray(value)) return undefined;
  const [id, , stem, spec] = value as readonly unknown[];
  if (!isLine(id, 2_000) || typeof stem !== "string" || !isObject(spec)) return undefined;
  const { steps, scale, words, keyPoints } = spec;
  if (Array.isArray(steps)) {
    const read = steps.slice(0, MOST_STEPS + 1).map(readStep);
    const whole = read.length > 0 && read.length <= MOST_STEPS && !read.includes(undefined);
    return whole ? { id, stem, kind: "steps", steps: read as readonly SeenStep[] } : undefined;
  }
  if (Array.isArray(scale)) {
    const read = scale
      .filter(isObject)
      .flatMap(({ id: point, text }) => (isId(point) && isText(text, 1_000) ? [{ id: point, text }] : []));
    return read.length === scale.length && read.length >= 2 && read.length <= 20
      ? { id, stem, kind: "scale", scale: read }
      : undefined;
  }
  if (!Array.isArray(keyPoints)) return undefined;
  const points = keyPoints.filter(isObject).flatMap(({ text }) => (isText(text, 1_000) ? [text] : []));
  const most = isObject(words) && typeof words["max"] === "number" ? words["max"] : undefined;
  return { id, stem, kind: "words", points, ...(most !== undefined && { most }) };
}

function readStep(value: unknown): SeenStep | undefined {
  if (!isObject(value)) return undefined;
  const { id, text, critical, limit, criterion } = value;
  if (!isId(id) || !isText(text, 2_000)) return undefined;
  return {
    id,
    text,
    critical: critical === true,
    ...(typeof limit === "number" && limit > 0 && { limit }),
    ...(typeof criterion === "string" && { criterion }),
  };
}
