import type { Judgement, Scoring } from "../interaction.ts";
import { judge } from "../scaled.ts";
import { countWords } from "./count-words.ts";
import type { LongFillInAnswer, LongFillInSpec } from "./long-fill-in-spec.ts";

/** The key points that the learner found in the own text, in author's order; undefined where nobody has looked yet. */
export function metPoints(
  spec: LongFillInSpec,
  { met }: LongFillInAnswer,
): LongFillInSpec["keyPoints"] | undefined {
  if (spec.markedBy !== "self" || met === undefined) return undefined;
  return spec.keyPoints.filter(({ id }) => met.includes(id));
}

/** Each key point gives its share; a text takes nothing away, so `negative` is `partial`. */
export function scoreLongFillIn(spec: LongFillInSpec, answer: LongFillInAnswer, scoring: Scoring): Judgement {
  const met = metPoints(spec, answer);
  if (met === undefined) return { scaled: 0, success: false, unjudged: true, marks: {} };
  const gained = met.length / spec.keyPoints.length;
  return judge(scoring, { success: gained === 1, gained, lost: 0, marks: {} });
}

/** True when something was written, as many words as are asked for. */
export function isLongEnough({ words }: LongFillInSpec, { text }: LongFillInAnswer): boolean {
  const count = countWords(text);
  return count > 0 && count >= (words?.min ?? 0) && count <= (words?.max ?? Infinity);
}
