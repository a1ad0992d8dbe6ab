import { escapeHtml } from "./html.ts";
import type { Kind } from "./kinds.ts";
import type { QuestionData } from "./interaction.ts";

/** Questions and answers of one kind that put its element into every state; see `states/`. */
export interface KindSamples<Spec = unknown, Answer = unknown> {
  /** Two hints, feedback for every verdict, unlimited tries. */
  readonly question: QuestionData<Spec>;
  readonly right: Answer;
  /** Absent where an answer is right or wrong and nothing between. */
  readonly partly?: Answer;
  readonly wrong: Answer;
  /** Long words and long sentences in every part. */
  readonly long: QuestionData<Spec>;
  /** As many parts as an author might write. */
  readonly many: QuestionData<Spec>;
  /** In Arabic. */
  readonly rtl: QuestionData<Spec>;
}

/** The same of a kind that never counts: `answer` is any that could be sent. */
export type PracticeSamples<Spec = unknown, Answer = unknown> = Pick<
  KindSamples<Spec, Answer>,
  "question" | "long" | "many" | "rtl"
> & { readonly answer: Answer };

/** A question for tests and galleries, with all that a question can have. */
export function sampleQuestion<Spec>(kind: Kind, stem: string, spec: Spec): QuestionData<Spec> {
  return {
    slug: `${kind}-sample`,
    id: `https://example.org/courses/samples/questions/${kind}`,
    version: 1,
    kind,
    name: stem,
    stem: stem === "" ? "" : `<p>${escapeHtml(stem)}</p>`,
    objectives: [],
    points: 2,
    shuffle: false,
    scoring: "partial",
    spec,
    hints: ["<p>Read the tag first.</p>", "<p>Think of who stands <em>behind</em> the valve.</p>"],
    feedback: {
      correct: "<p>Right, and in the order that the procedure asks for.</p>",
      partial: "<p>Some of it is right.</p>",
      incorrect: "<p>Read the page on isolation again.</p>",
      any: "<p>The procedure hangs in the plant room.</p>",
    },
  };
}

export const LONG =
  "The operator workstation of the building-management system on the third floor, behind the door that says Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft";
