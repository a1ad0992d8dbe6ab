import type { Judgement, Scoring } from "../interaction.ts";
import type { PerformanceAnswer, PerformanceSpec } from "./performance-spec.ts";

type Steps = PerformanceSpec["steps"];

/** The steps without which the whole is not done. */
export function neededSteps({ steps }: PerformanceSpec): Steps {
  const critical = steps.filter((step) => step.critical === true);
  return critical.length === 0 ? steps : critical;
}

/** The steps that were done, in author's order. */
export function doneSteps({ steps }: PerformanceSpec, answer: PerformanceAnswer): Steps {
  return steps.filter(({ id }) => answer.includes(id));
}

/** Success is every critical step; the score is the share of all steps. No step takes anything away. */
export function scorePerformance(
  spec: PerformanceSpec,
  answer: PerformanceAnswer,
  scoring: Scoring,
): Judgement {
  const success = neededSteps(spec).every(({ id }) => answer.includes(id));
  const share = doneSteps(spec, answer).length / spec.steps.length;
  const scaled = scoring === "all-or-nothing" ? Number(success) : Math.round(share * 1e6) / 1e6;
  return { scaled, success, marks: {} };
}
