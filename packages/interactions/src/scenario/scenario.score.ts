import type { Judgement, Mark, PartFeedback, Scoring } from "../interaction.ts";
import { judge } from "../scaled.ts";
import type { ScenarioAnswer, ScenarioChoice, ScenarioSpec } from "./scenario-spec.ts";
import { choicesOn, endPart, walk } from "./scenario.path.ts";

const sum = (choices: readonly ScenarioChoice[]) => choices.reduce((all, { points }) => all + points, 0);

/** A share of what the best path gives; each choice counts once, however often a path comes by. */
export function scoreScenario(spec: ScenarioSpec, answer: ScenarioAnswer, scoring: Scoring): Judgement {
  const walked = walk(spec, answer);
  const choices = choicesOn(walked);
  const right = choices.filter((choice) => choice.right === true);
  const wrong = choices.filter((choice) => choice.right === false);
  const { end } = walked.scene;
  const given = sum(right) + (end?.pass ? end.points : 0);
  const marks: Record<string, Mark> = {};
  for (const { id } of right) marks[id] = "right";
  for (const { id } of wrong) marks[id] = "wrong";
  if (end !== undefined) marks[endPart(walked.scene)] = end.pass ? "right" : "wrong";
  return judge(scoring, {
    // Sums in another order may differ in their last bit.
    success: end?.pass === true && wrong.length === 0 && given > spec.most - 1e-9,
    gained: given / spec.most,
    lost: sum(wrong) / spec.most,
    marks,
  });
}

export function scenarioFeedback(spec: ScenarioSpec, answer: ScenarioAnswer): readonly PartFeedback[] {
  return choicesOn(walk(spec, answer)).flatMap(({ id, right, feedback }) =>
    feedback === undefined || right === undefined ? [] : [{ part: id, html: feedback }],
  );
}
