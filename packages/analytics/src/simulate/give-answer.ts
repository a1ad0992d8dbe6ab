import type { Interaction, Judgement, QuestionData } from "@tessera/interactions";
import type { ActivityDefinition, InteractionType } from "@tessera/xapi";
import type { Chance } from "./chance.ts";

export interface GivenAnswer {
  readonly answer: unknown;
  readonly judgement: Judgement;
}

/** Whoever goes in circles gives up. */
const LONGEST_PATH = 40;
const SENTENCE = "I would ask the person in charge.";

type Wrong = (definition: ActivityDefinition, right: readonly string[], chance: Chance) => string;

const ids = (components: ActivityDefinition["choices"]) => (components ?? []).map(({ id }) => id);
const joined = (items: readonly string[]) => items.join("[,]");

/** One item of the right answer is another one. */
function oneElse(right: readonly string[], chance: Chance, other: (item: string) => string): string {
  const at = chance.below(right.length);
  return joined(right.map((item, index) => (index === at ? other(item) : item)));
}

/** What a mistaken learner answers, as a response of xAPI; the kinds themselves say whether it is one of theirs. */
const WRONG: Readonly<Record<InteractionType, Wrong>> = {
  "true-false": (_definition, right) => (right[0] === "true" ? "false" : "true"),
  choice: ({ choices }, right, chance) => {
    const all = ids(choices);
    if (right.length === 1)
      return attractive(
        all.filter((id) => id !== right[0]),
        chance,
      );
    // Of several, one too many or one too few.
    const flipped = chance.pick(all) ?? "";
    return joined(all.filter((id) => right.includes(id) !== (id === flipped)));
  },
  sequencing: (_definition, right, chance) => {
    const at = chance.below(Math.max(1, right.length - 1));
    return joined(
      right.map((id, index) => right[index === at ? at + 1 : index === at + 1 ? at : index] ?? id),
    );
  },
  matching: ({ target }, right, chance) =>
    oneElse(right, chance, (pair) => `${pair.split("[.]")[0]}[.]${chance.pick(ids(target)) ?? ""}`),
  performance: (_definition, right, chance) =>
    oneElse(right, chance, (step) => `${step.split("[.]")[0]}[.]false`),
  numeric: (_definition, right, chance) => {
    const ends = (right[0] ?? "").split("[:]").flatMap((end) => (end === "" ? [] : [Number(end)]));
    const middle = ends.reduce((sum, end) => sum + end, 0) / Math.max(1, ends.length);
    return String(chance.pick([middle * 10, middle / 10, middle + 1, middle * 2, -middle]) ?? middle);
  },
  "fill-in": (_definition, right, chance) => oneElse(right, chance, (text) => [...text].reverse().join("")),
  "long-fill-in": () => SENTENCE,
  likert: () => "",
  other: () => "",
};

/** The first options draw most: some distractors do no work, as in real courses. */
function attractive(options: readonly string[], chance: Chance): string {
  return options[Math.floor(options.length * chance.next() ** 2)] ?? "";
}

/**
 * An answer as the unit would judge it. Where nothing wrong can be said, e.g. of what nobody judges, it is what anybody
 * says.
 */
export function giveAnswer(
  {
    question,
    interaction,
    definition,
  }: {
    readonly question: QuestionData;
    readonly interaction: Interaction;
    readonly definition: ActivityDefinition;
  },
  { right, chance }: { readonly right: boolean; readonly chance: Chance },
): GivenAnswer {
  const { spec, scoring } = question;
  const judge = (response: string): GivenAnswer | undefined => {
    const answer = interaction.parse(spec, response);
    if (answer === undefined) return undefined;
    return { answer, judgement: interaction.score(spec, answer, scoring) };
  };
  const pattern = definition.correctResponsesPattern?.[0];
  if (pattern === undefined) {
    const said = chance.pick(ids(definition.scale));
    if (said !== undefined) return judge(said) ?? nothing(interaction, question);
    // As often as it takes: some questions ask for so many words.
    for (let times = 1; times <= 50; times++) {
      const text = judge(Array.from({ length: times }, () => SENTENCE).join(" "));
      if (text !== undefined && interaction.isComplete(spec, text.answer)) return text;
    }
    return nothing(interaction, question);
  }
  const best = judge(pattern);
  if (right && best !== undefined) return best;
  const items = pattern.replace(/^(\{\w+=[^{}]*\})+/, "").split("[,]");
  const wrong =
    interaction.interactionType === "other"
      ? () => wander(question, interaction, chance)
      : () => WRONG[interaction.interactionType](definition, items, chance);
  for (let attempt = 0; attempt < 12; attempt++) {
    const found = judge(wrong());
    if (found !== undefined && !found.judgement.success && interaction.isComplete(spec, found.answer))
      return found;
  }
  return nothing(interaction, question);
}

function nothing(interaction: Interaction, { spec, scoring }: QuestionData): GivenAnswer {
  const answer = interaction.blank(spec);
  return { answer, judgement: interaction.score(spec, answer, scoring) };
}

/**
 * What xAPI has no list of choices for is a path: a step that the question takes, and another from there, until nothing is
 * missing.
 */
function wander({ spec }: QuestionData, interaction: Interaction, chance: Chance): string {
  const steps = idsIn(spec);
  const path: string[] = [];
  while (path.length < LONGEST_PATH) {
    const next = chance
      .shuffled(steps)
      .find((step) => interaction.parse(spec, joined([...path, step])) !== undefined);
    if (next === undefined) break;
    path.push(next);
    if (interaction.isComplete(spec, interaction.parse(spec, joined(path)))) break;
  }
  return joined(path);
}

function idsIn(value: unknown): readonly string[] {
  if (typeof value !== "object" || value === null) return [];
  const { id } = value as { readonly id?: unknown };
  return [...(typeof id === "string" ? [id] : []), ...Object.values(value).flatMap(idsIn)];
}

interface KeyPoints {
  readonly keyPoints?: readonly { readonly id: string }[];
}

/** What learners find of the key points in their own text, where they are asked to mark it. */
export function markOneself(
  { question, interaction }: { readonly question: QuestionData; readonly interaction: Interaction },
  { answer, judgement }: GivenAnswer,
  chance: Chance,
): GivenAnswer | undefined {
  const { spec, scoring } = question;
  if (judgement.unjudged !== true || interaction.judgedBy(spec) !== "learner") return undefined;
  const { keyPoints = [] } = spec as KeyPoints;
  const met = keyPoints.map(({ id }) => id).filter(() => chance.happens(0.7));
  const marked = { ...(answer as object), met };
  return { answer: marked, judgement: interaction.score(spec, marked, scoring) };
}
