/**
 * What somebody can do who knows nothing: for each kind of question the answers between which a guesser has no reason
 * to choose. Knows the kinds on purpose: it is a second view of them, and a new kind has to say here how it is guessed.
 */
import type { Kind } from "@tessera/interactions";
import type { ChoiceSpec } from "../../packages/interactions/src/choice/choice-spec.ts";
import type { FillInSpec } from "../../packages/interactions/src/fill-in/fill-in-spec.ts";
import type { Pairs } from "../../packages/interactions/src/matching/matching-spec.ts";
import type { ScenarioSpec } from "../../packages/interactions/src/scenario/scenario-spec.ts";
import type { SequencingSpec } from "../../packages/interactions/src/sequencing/sequencing-spec.ts";

export type Random = () => number;

/** More answers than this are not listed but drawn, this many. */
const MOST = 5_000;

const GUESSES: Readonly<Record<string, (spec: never, random: Random) => readonly unknown[]>> = {
  "true-false": () => [true, false],
  choice: optionsOf,
  hotspot: optionsOf,
  matching: pairings,
  label: pairings,
  drag: pairings,
  sequencing: (spec: SequencingSpec, random: Random) => {
    const ids = spec.steps.map(({ id }) => id);
    const count = ids.reduce((product, _, index) => product * (index + 1), 1);
    return count <= MOST ? permutations(ids) : drawn(() => shuffledBy(ids, random));
  },
  // What has to be typed is not guessed; where there is a list, any of its entries.
  "fill-in": (spec: FillInSpec, random: Random) =>
    combinations(
      spec.blanks.map((blank) => ({
        id: blank.id,
        choices: blank.type === "chosen" ? blank.options : ["(no idea)"],
      })),
      random,
    ),
  // At each scene any of its choices.
  scenario: (spec: ScenarioSpec, random: Random) => drawn(() => wanderedThrough(spec, random)),
  numeric: () => [{ text: "-987654321.5", unit: 0 }],
} satisfies Partial<Record<Kind, unknown>>;

/**
 * Equally likely guesses at a question.
 * @throws Error for a kind that has not said how it is guessed
 */
export function guessesAt(kind: string, spec: unknown, random: Random): readonly unknown[] {
  const guess = GUESSES[kind];
  if (!guess) throw new Error(`say in test/assessment/guesses.ts how somebody guesses at a "${kind}"`);
  return guess(spec as never, random);
}

/** Until an end is reached; who goes in circles gives up after a while. */
function wanderedThrough({ scenes }: ScenarioSpec, random: Random): readonly string[] {
  const path: string[] = [];
  let here = scenes[0];
  while (path.length < 100) {
    const choices = here?.choices ?? [];
    const choice = choices[Math.floor(random() * choices.length)];
    if (choice === undefined) break;
    path.push(choice.id);
    here = scenes.find(({ id }) => id === choice.to);
  }
  return path;
}

/** One of the radio buttons; of check boxes any that are ticked, at least one of them. */
function optionsOf({ multiple, options }: ChoiceSpec, random: Random): readonly unknown[] {
  const ids = options.map(({ id }) => id);
  if (!multiple) return ids.map((id) => [id]);
  const subset = (bits: number) => ids.filter((_, index) => Math.floor(bits / 2 ** index) % 2 === 1);
  const all = 2 ** ids.length - 1;
  if (all > MOST) return drawn(() => subset(1 + Math.floor(random() * all)));
  return Array.from({ length: all }, (_, index) => subset(index + 1));
}

function pairings({ source, target }: Pairs, random: Random): readonly unknown[] {
  const ids = target.map(({ id }) => id);
  return combinations(
    source.map(({ id }) => ({ id, choices: ids })),
    random,
  );
}

interface Slot {
  readonly id: string;
  readonly choices: readonly string[];
}

function combinations(slots: readonly Slot[], random: Random): readonly Readonly<Record<string, string>>[] {
  const count = slots.reduce((product, { choices }) => product * choices.length, 1);
  const pick = ({ id, choices }: Slot) => [id, choices[Math.floor(random() * choices.length)]] as const;
  if (count > MOST) return drawn(() => Object.fromEntries(slots.map(pick)) as Record<string, string>);
  return slots.reduce<Record<string, string>[]>(
    (all, { id, choices }) => all.flatMap((one) => choices.map((choice) => ({ ...one, [id]: choice }))),
    [{}],
  );
}

function permutations(ids: readonly string[]): readonly (readonly string[])[] {
  if (ids.length === 0) return [[]];
  return ids.flatMap((id) => permutations(ids.filter((other) => other !== id)).map((rest) => [id, ...rest]));
}

function shuffledBy(ids: readonly string[], random: Random): readonly string[] {
  return ids
    .map((id) => ({ id, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ id }) => id);
}

function drawn<Value>(draw: () => Value): readonly Value[] {
  return Array.from({ length: MOST }, draw);
}
