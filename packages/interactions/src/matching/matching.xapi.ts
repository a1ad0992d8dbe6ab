import { joinItems, PAIR, splitItems } from "../pattern.ts";
import type { MatchingAnswer, Pairs } from "./matching-spec.ts";
import { targetOf } from "./matching.score.ts";

/** `source[.]target` for each answered row, in author's order. */
export function matchingResponse(spec: Pairs, answer: MatchingAnswer): string {
  return joinItems(
    spec.source.flatMap(({ id }) => {
      const target = targetOf(spec, answer, id);
      return target === undefined ? [] : [`${id}${PAIR}${target}`];
    }),
  );
}

export function parseMatching(spec: Pairs, response: string): MatchingAnswer | undefined {
  const answer: Record<string, string> = {};
  if (response === "") return answer;
  for (const pair of splitItems(response)) {
    const [source = "", target = "", ...rest] = pair.split(PAIR);
    const known = spec.source.some(({ id }) => id === source) && spec.target.some(({ id }) => id === target);
    if (!known || rest.length > 0 || Object.hasOwn(answer, source)) return undefined;
    answer[source] = target;
  }
  return Object.fromEntries(
    spec.source.flatMap(({ id }) => (answer[id] === undefined ? [] : [[id, answer[id]]])),
  );
}

export function matchingPatterns(spec: Pairs): readonly string[] {
  return [joinItems(spec.source.map(({ id, target }) => `${id}${PAIR}${target}`))];
}

export function describeMatching(spec: Pairs, language: string) {
  const component = ({ id, text }: { readonly id: string; readonly text: string }) => ({
    id,
    description: { [language]: text },
  });
  return { source: spec.source.map(component), target: spec.target.map(component) };
}
