import type { ActivityDefinition, InteractionType } from "@tessera/xapi";

/** HTML that is safe to put into a page: made by our own renderer, every value escaped. */
export type Html = string;

/** How points are given: for everything right only; by parts; by parts with wrong parts taking away. */
export const SCORINGS = ["all-or-nothing", "partial", "negative"] as const;
export type Scoring = (typeof SCORINGS)[number];

/** What a statement says of an answer: all of it, or success and score without what was typed. */
export const RECORDS = ["answer", "score"] as const;
export type RecordSetting = (typeof RECORDS)[number];

/** What one part of an answer turned out to be. `missed`: right, but the learner did not choose it. */
export type Mark = "right" | "wrong" | "missed";

/**
 * Who says whether an answer is right: the author's key; the learner, against what the author wrote; nobody here. Only
 * what a key judges may count in a quiz.
 */
export type JudgedBy = "key" | "learner" | "nobody";

/** The verdict on one answer. */
export interface Judgement {
  /** [-1, 1]; below 0 only under `negative` scoring. 1 means everything right; 0 where nobody judged. */
  readonly scaled: number;
  /** True when everything is right; a learner's own marks may leave parts open that do not matter for it. */
  readonly success: boolean;
  /** Nobody has said, or will say, whether the answer is right: neither success nor score is told of it. */
  readonly unjudged?: true;
  /** Part id (option, blank, row, step) → what it turned out to be. Parts that say nothing are left out. */
  readonly marks: Readonly<Record<string, Mark>>;
}

/** A sentence about one part of the answer, shown where the part stands. */
export interface PartFeedback {
  readonly part: string;
  readonly html: Html;
}

/** What a page needs to give every control of a question a name and an id of its own. */
export interface MarkupContext {
  /** Unique in the page, ASCII, e.g. `q-vlan`; prefix of every id and control name. */
  readonly prefix: string;
  /** Words of the interface in the course's language. */
  readonly strings: QuestionStrings;
}

/** The words a question's controls need: `question.*` keys of `strings/`. What is missing is said in English. */
export type QuestionStrings = Readonly<Record<string, string>>;

/**
 * What every kind of interaction answers for itself. Shared code never switches on `kind`.
 * All functions are pure and total: any `Answer` that `blank`, `parse` or the element can make is accepted.
 * `Answer` and `Spec` are plain JSON data: both are stored (State document, package).
 */
export interface Interaction<Kind extends string = string, Spec = unknown, Answer = unknown> {
  readonly kind: Kind;
  readonly interactionType: InteractionType;
  /** The answer before the learner touched anything. */
  blank(spec: Spec): Answer;
  /** True when there is enough to check (e.g. one option chosen, every blank filled). */
  isComplete(spec: Spec, answer: Answer): boolean;
  score(spec: Spec, answer: Answer, scoring: Scoring): Judgement;
  /** What the author wrote about the parts this answer chose, in the order they stand. */
  feedback(spec: Spec, answer: Answer): readonly PartFeedback[];
  /** `result.response`, to the letter of xAPI 1.0.3 Part Two §2.4.4.1. */
  response(spec: Spec, answer: Answer): string;
  /** The inverse of `response`; undefined when `response` is not one of this question's. */
  parse(spec: Spec, response: string): Answer | undefined;
  /** `correctResponsesPattern`. */
  correct(spec: Spec): readonly string[];
  /** The kind's own part of the activity definition (choices, source, target, …); text under `language`. */
  describe(
    spec: Spec,
    language: string,
  ): Pick<ActivityDefinition, "choices" | "scale" | "source" | "target" | "steps">;
  judgedBy(spec: Spec): JudgedBy;
  /** Where no key judges: what whoever marks the answer looks for, each as HTML. For print. */
  lookedFor?(spec: Spec): { readonly points: readonly Html[]; readonly model?: Html };
  /** True when `response` holds what the learner typed in own words; a course may keep that out of statements. */
  typed(spec: Spec): boolean;
  /** Ids of the parts that shuffle may move, in author's order; empty where order has a meaning. */
  arrangeable(spec: Spec): readonly string[];
  /** The static form in the page: real form controls in light DOM, readable and printable without script. */
  markup(spec: Spec, context: MarkupContext): Html;
}

export const LEVELS = ["remember", "understand", "apply", "analyse", "evaluate", "create"] as const;
export type Level = (typeof LEVELS)[number];

/** One question as the compiler made it and the player takes it. JSON data. */
export interface QuestionData<Spec = unknown> {
  /** The author's or the lock file's id, unique in the course: `[a-z0-9-]+`. */
  readonly slug: string;
  /** Activity IRI; the same in every LMS. */
  readonly id: string;
  /** ≥ 1; raised when the right answer or the set of options changes. */
  readonly version: number;
  readonly kind: string;
  /** Plain text of the stem, ≤ 250 characters: the activity's name. */
  readonly name: string;
  readonly stem: Html;
  /** Slugs of the course's objectives. */
  readonly objectives: readonly string[];
  /** > 0. */
  readonly points: number;
  /** Tries per attempt at the quiz, or altogether in practice; absent = unlimited. */
  readonly attempts?: number;
  readonly shuffle: boolean;
  readonly scoring: Scoring;
  readonly level?: Level;
  /** In a quiz: how sure the learner is of the answer is asked, and recorded. */
  readonly confidence?: true;
  /** Practice that has to be answered before its page counts as read. */
  readonly required?: true;
  /** `score`: what is typed here stays out of statements. Only where something is typed. */
  readonly record?: "score";
  readonly spec: Spec;
  readonly hints: readonly Html[];
  /** Overall feedback; `any` is shown whatever the answer was. */
  readonly feedback: {
    readonly correct?: Html;
    readonly partial?: Html;
    readonly incorrect?: Html;
    readonly any?: Html;
  };
}
