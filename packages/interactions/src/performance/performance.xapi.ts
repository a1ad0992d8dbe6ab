import { joinItems, PAIR, splitItems } from "../pattern.ts";
import type { PerformanceAnswer, PerformanceSpec } from "./performance-spec.ts";
import { doneSteps, neededSteps } from "./performance.score.ts";

/** `step[.]true` or `step[.]false` for every step, in author's order; `""` before any was done. */
export function performanceResponse(spec: PerformanceSpec, answer: PerformanceAnswer): string {
  if (doneSteps(spec, answer).length === 0) return "";
  return joinItems(spec.steps.map(({ id }) => `${id}${PAIR}${answer.includes(id)}`));
}

export function parsePerformance(spec: PerformanceSpec, response: string): PerformanceAnswer | undefined {
  if (response === "") return [];
  const seen = new Map<string, string>();
  for (const item of splitItems(response)) {
    const [step = "", said = "", ...rest] = item.split(PAIR);
    const known = spec.steps.some(({ id }) => id === step) && (said === "true" || said === "false");
    if (!known || rest.length > 0 || seen.has(step)) return undefined;
    seen.set(step, said);
  }
  return spec.steps.flatMap(({ id }) => (seen.get(id) === "true" ? [id] : []));
}

/** A response is right that has all items of the pattern: the steps that are needed, done. */
export function performancePatterns(spec: PerformanceSpec): readonly string[] {
  return [joinItems(neededSteps(spec).map(({ id }) => `${id}${PAIR}true`))];
}

export function describePerformance(spec: PerformanceSpec, language: string) {
  return { steps: spec.steps.map(({ id, text }) => ({ id, description: { [language]: text } })) };
}
