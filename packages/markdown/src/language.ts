import type { DirectivePlace, Own } from "@tessera/interactions/schema";
import { BLOCKS } from "./blocks/blocks.ts";

/**
 * The words of the course language: what a directive may be called, how many colons it takes, where it may stand.
 * Questions' words come from the interactions room, those of what only shows something from `blocks`; the rest stand here.
 */
export type Form = "container" | "leaf" | "text";

export interface Word {
  readonly name: string;
  readonly forms: readonly Form[];
  /** Names of the containers it may stand in; `page` and `bank` for the top level of a file. `*` anywhere. */
  readonly within: readonly string[];
  /** Undefined: whoever reads the directive checks them. */
  readonly attributes?: readonly string[];
  /** It must have text in square brackets: why. */
  readonly labelled?: string;
  /** A question that never counts. */
  readonly practiceOnly?: boolean;
}

export const COLONS = { container: ":::", leaf: "::", text: ":" } as const;

/** Where a question may stand. */
export const QUESTION_PLACES = ["page", "quiz", "bank", "at"] as const;

const structure: readonly Word[] = [
  {
    name: "quiz",
    forms: ["container"],
    within: ["page"],
    attributes: [
      ...["id", "mastery", "attempts", "draw", "by", "shuffle", "review"],
      ...["limit", "extra-time", "wait", "confidence", "pretest"],
    ],
  },
  {
    name: "observation",
    forms: ["container"],
    within: ["page"],
    attributes: ["id", "observers", "role", "evidence"],
  },
  { name: "at", forms: ["container"], within: ["page"], attributes: ["time", "for"] },
  { name: "from", forms: ["leaf"], within: ["quiz"], attributes: ["bank", "draw", "objective", "by"] },
];

export interface Language {
  readonly words: ReadonlyMap<string, Word>;
  readonly questions: ReadonlySet<string>;
  /** What in a question is its own and not the page's, by its name. */
  readonly owns: ReadonlyMap<string, ReadonlySet<Own>>;
  /** What shows something and asks nothing. */
  readonly blocks: ReadonlySet<string>;
}

/** What the interactions room says about its directives. */
export interface QuestionWords {
  readonly kinds: readonly string[];
  /** Those of `kinds` that never count. */
  readonly practiceKinds: readonly string[];
  /** Those that somebody who watches may answer. */
  readonly observedKinds: readonly string[];
  readonly parts: readonly DirectivePlace[];
  readonly owns: ReadonlyMap<string, ReadonlySet<Own>>;
}

/** All words together; who reads a question's directive also checks its attributes. */
export function languageOf(questions: QuestionWords): Language {
  const words = new Map<string, Word>();
  const add = (word: Word) => words.set(word.name, word);
  for (const word of structure) add(word);
  for (const { word } of BLOCKS.values()) add(word);
  for (const name of questions.kinds) add({ name, forms: ["container"], within: QUESTION_PLACES });
  for (const name of questions.practiceKinds)
    add({
      name,
      forms: ["container"],
      within: questions.observedKinds.includes(name) ? ["page", "at", "observation"] : ["page", "at"],
      practiceOnly: true,
    });
  for (const { name, forms, within } of questions.parts)
    add({ name, forms, within: within.length > 0 ? within : ["*"] });
  return {
    words,
    questions: new Set(questions.kinds),
    blocks: new Set(BLOCKS.keys()),
    owns: questions.owns,
  };
}
