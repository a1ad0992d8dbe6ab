import type { QuestionData } from "@tessera/interactions";
import type { ActivityDefinition, Iri, MoveOn } from "@tessera/xapi";
import type { Objective, Purpose, QuizOptions, Review } from "./course.ts";

/** Raised when a page of an older package could no longer be read by the player beside it. */
export const UNIT_FORMAT = 1;

export interface QuizData extends QuizOptions {
  readonly slug: string;
  readonly id: Iri;
  readonly title: string;
  /** Slug of the page it stands on. */
  readonly page: string;
  readonly attempts?: number;
  readonly shuffle: boolean;
  readonly review: Review;
  readonly pools: readonly { readonly draw?: number; readonly questions: readonly string[] }[];
}

/** A page that teaches something: of this unit by its slug, of another by the unit's title. */
export interface TeachingPage {
  readonly title: string;
  readonly page?: string;
  readonly unit?: string;
}

/**
 * What the player of one unit knows beside its HTML: sealed into the page by `bundle`, opened by `elements`.
 * Holds answer keys and feedback, hence sealed; no source lines (product.md section 3).
 */
export interface UnitData {
  readonly format: typeof UNIT_FORMAT;
  readonly course: {
    readonly id: Iri;
    readonly title: string;
    readonly version: string;
    readonly language: string;
    readonly privacy?: Iri;
  };
  readonly unit: {
    /** The publisher id: base of the ids of everything in it, never the launch's `activityId`. */
    readonly id: Iri;
    readonly title: string;
    readonly purpose: Purpose;
    readonly moveOn: MoveOn;
    readonly mastery?: number;
    readonly attempts?: number;
    readonly minutes?: number;
  };
  readonly objectives: readonly Objective[];
  readonly pages: readonly {
    readonly slug: string;
    readonly id: Iri;
    readonly title: string;
    /** Slugs of practice questions without an answer to which the page does not count as read. */
    readonly required?: readonly string[];
  }[];
  /** Questions outside a quiz, with the page they stand on: practice, they do not count. */
  readonly practice: readonly { readonly page: string; readonly question: string }[];
  readonly quizzes: readonly QuizData[];
  /** Quizzes that do not count; absent where there is none. */
  readonly pretests?: readonly QuizData[];
  /** Objective slug → where it is taught, for what the quizzes ask; absent where nothing teaches it. */
  readonly teaches?: Readonly<Record<string, readonly TeachingPage[]>>;
  readonly questions: Readonly<Record<string, QuestionData>>;
  /** Question slug → what a statement says about it; made by the packager, so that no player has to carry the words for it. */
  readonly definitions: Readonly<Record<string, ActivityDefinition>>;
  /** It has films or recordings. */
  readonly media?: true;
  /** Words of the interface in the course's language. */
  readonly strings: Readonly<Record<string, string>>;
}
