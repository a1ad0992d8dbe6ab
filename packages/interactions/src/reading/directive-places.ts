import { kinds } from "../kinds.ts";
import { schemas } from "../schemas.ts";
import { QUESTION_PARTS } from "./frame.ts";
import type { KindSource, Own } from "./kind-source.ts";

/** Where a directive of a question may stand. */
export interface DirectivePlace {
  readonly name: string;
  /** How many colons: `container` three or more, `leaf` two, `text` one. */
  readonly forms: readonly ("container" | "leaf" | "text")[];
  /** Names of the directives it stands in, directly or in their text; empty for anywhere. */
  readonly within: readonly string[];
}

/** Names of the containers that are questions of this version. */
export const QUESTION_KINDS: readonly string[] = Object.keys(kinds);

/** Those of them that never count, and so stand in no quiz and no bank. */
export const PRACTICE_KINDS: readonly string[] = Object.values<KindSource>(schemas).flatMap(
  ({ kind, practiceOnly }) => (practiceOnly ? [kind] : []),
);

/** Kind → what in it is its own and not the page's. */
export const QUESTION_OWNS: ReadonlyMap<string, ReadonlySet<Own>> = new Map(
  Object.values<KindSource>(schemas).map(({ kind, owns = [] }) => [kind, new Set(owns)]),
);

/** Those that somebody else may answer, who watches: they stand in an observation too. */
export const OBSERVED_KINDS: readonly string[] = Object.values<KindSource>(schemas).flatMap((source) =>
  source.observed === undefined ? [] : [source.kind],
);

/** What stands inside questions, for the compiler's check of names, colons and places. */
export const QUESTION_PLACES: readonly DirectivePlace[] = [
  ...QUESTION_PARTS.map((name) => ({ name, forms: ["leaf", "container"] as const, within: QUESTION_KINDS })),
  ...placesOf("text", ({ texts }) => Object.keys(texts)),
  ...placesOf("container", ({ parts = [] }) => parts),
  ...placesOf("leaf", ({ leaves = {} }) => Object.keys(leaves)),
];

function placesOf(
  form: "text" | "container" | "leaf",
  namesOf: (source: KindSource) => readonly string[],
): DirectivePlace[] {
  const within = new Map<string, string[]>();
  for (const source of Object.values<KindSource>(schemas)) {
    for (const name of namesOf(source)) within.set(name, [...(within.get(name) ?? []), source.kind]);
  }
  return [...within].map(([name, names]) => ({ name, forms: [form], within: names }));
}
