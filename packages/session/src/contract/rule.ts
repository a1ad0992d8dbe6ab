import type { Iri } from "@tessera/xapi";

/** A Statement Template Rule (xAPI Profiles, structure, 7.1). */
export interface Rule {
  /** JSONPath into the statement. */
  readonly location: string;
  readonly presence?: "included" | "excluded" | "recommended";
  readonly any?: readonly unknown[];
  readonly all?: readonly unknown[];
  readonly none?: readonly unknown[];
}

export interface Template {
  readonly id: Iri;
  readonly type: "StatementTemplate";
  readonly prefLabel: { readonly en: string };
  readonly definition: { readonly en: string };
  readonly verb: Iri;
  readonly objectActivityType?: Iri;
  readonly rules: readonly Rule[];
}

export function included(location: string, values: Pick<Rule, "any" | "all" | "none"> = {}): Rule {
  return { location, presence: "included", ...values };
}

export function excluded(location: string): Rule {
  return { location, presence: "excluded" };
}

const MEANINGS: Readonly<Record<string, string>> = {
  initialized: "The unit is ready for the learner.",
  completed: "Everything relevant has been seen.",
  passed: "The mastery score has been reached.",
  failed: "The attempts are used up, or the session ended, without reaching the mastery score.",
  terminated: "The session ended.",
  experienced: "A page has been read; its active time.",
  progressed: "How much of the unit has been seen, in percent.",
  asked: "A hint was asked for.",
  attempted: "An attempt at an assessment began.",
  played: "A film or a recording began to play, or went on.",
  paused: "It was stopped: what of it has been played.",
  seeked: "The learner went to another time of it.",
  watched: "Nearly all of it has been played.",
  scored: "An attempt at an assessment ended, with its score.",
};

export function named(
  base: Iri,
  {
    name,
    meaning = MEANINGS[name] ?? `Response to question ${name.replace("answered-", "")}.`,
    ...rest
  }: { readonly name: string; readonly meaning?: string } & Pick<
    Template,
    "verb" | "objectActivityType" | "rules"
  >,
): Template {
  return {
    id: `${base}/t/${name}`,
    type: "StatementTemplate",
    prefLabel: { en: name.replace("answered-", "answered: ") },
    definition: { en: meaning },
    ...rest,
  };
}
