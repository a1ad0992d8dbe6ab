import type { Judgement, Mark, PartFeedback, Scoring } from "../interaction.ts";
import { judge, netShares } from "../scaled.ts";
import type { ChoiceAnswer, ChoiceSpec } from "./choice-spec.ts";

/** The chosen options in author's order: unknown ids and repeats are dropped, one option at most under radio buttons. */
export function chosenOptions(spec: ChoiceSpec, answer: ChoiceAnswer): ChoiceSpec["options"] {
  const chosen = spec.options.filter((option) => answer.includes(option.id));
  return spec.multiple ? chosen : chosen.slice(0, 1);
}

export function scoreChoice(spec: ChoiceSpec, answer: ChoiceAnswer, scoring: Scoring): Judgement {
  const chosen = new Set(chosenOptions(spec, answer));
  const marks: Record<string, Mark> = {};
  for (const option of spec.options) {
    if (chosen.has(option)) marks[option.id] = option.right ? "right" : "wrong";
    else if (option.right) marks[option.id] = "missed";
  }
  const success = spec.options.every((option) => option.right === chosen.has(option));
  const shares = spec.multiple ? manyShares(spec, chosen) : oneShare(spec, chosen);
  return judge(scoring, { success, ...shares, marks });
}

/** Feedback of the options that were chosen. */
export function choiceFeedback(spec: ChoiceSpec, answer: ChoiceAnswer): readonly PartFeedback[] {
  return chosenOptions(spec, answer).flatMap((option) =>
    option.feedback === undefined ? [] : [{ part: option.id, html: option.feedback }],
  );
}

type Options = ReadonlySet<ChoiceSpec["options"][number]>;

/** Right options share 1 by their weights, wrong ones share -1 equally: choosing everything, or blindly, gives 0. */
function manyShares(spec: ChoiceSpec, chosen: Options) {
  const right = spec.options.filter((option) => option.right);
  const wrong = spec.options.filter((option) => !option.right);
  const weight = (options: ChoiceSpec["options"]) =>
    options.reduce((sum, option) => sum + (option.weight ?? 1), 0);
  const share = (part: ChoiceSpec["options"], whole: ChoiceSpec["options"]) =>
    whole.length === 0 ? 0 : weight(part) / weight(whole);
  const chosenOf = (options: ChoiceSpec["options"]) => options.filter((option) => chosen.has(option));
  return netShares(share(chosenOf(right), right) - share(chosenOf(wrong), wrong));
}

/** A wrong option takes away 1 / (n - 1), so that guessing gives 0 on average, unless the author gave it credit. */
function oneShare(spec: ChoiceSpec, chosen: Options) {
  const [option] = chosen;
  if (option === undefined) return { gained: 0, lost: 0 };
  if (option.right) return { gained: 1, lost: 0 };
  if (option.credit !== undefined) return { gained: option.credit, lost: 0 };
  return { gained: 0, lost: 1 / Math.max(spec.options.length - 1, 1) };
}
