import type { Span } from "@tessera/diagnostics";
import type { Html, QuestionData } from "@tessera/interactions";
import type { Iri, LaunchMethod, MoveOn } from "@tessera/xapi";
import type { Theme } from "./theme/theme.ts";

/** Raised when the JSON form changes; a newer one is refused with a clear word. */
export const COURSE_FORMAT = 1;

/** What a unit is for; says nothing about scoring by itself. */
export const PURPOSES = ["learn", "practise", "prove", "apply"] as const;
export type Purpose = (typeof PURPOSES)[number];

export interface Objective {
  readonly slug: string;
  readonly id: Iri;
  readonly title: string;
}

/** Where in the source something came from: 1-based line and column. Never enters a zip. */
export interface SourcePlace extends Span {
  readonly line: number;
  readonly column: number;
}

export interface Question<Spec = unknown> extends QuestionData<Spec> {
  readonly source: SourcePlace;
}

/**
 * Safe HTML between questions. Inside it, `tessera-asset:PATH` stands for a file of the course
 * (path relative to the course folder) and is replaced by the packager.
 */
export interface Prose {
  readonly type: "prose";
  readonly html: Html;
}

export interface QuestionBlock {
  readonly type: "question";
  readonly question: Question;
  /** A film of the page stops for it. Those of one time stand together. */
  readonly at?: FilmTime;
}

export interface FilmTime {
  /** The author's id of the film. */
  readonly film: string;
  /** The film's title, as plain text. */
  readonly title: string;
  /** Whole seconds from its beginning. */
  readonly seconds: number;
}

/** Questions to draw from: `draw` of `questions` (slugs); all of them when `draw` is absent. */
export interface Pool {
  readonly draw?: number;
  readonly objective?: string;
  readonly questions: readonly Question[];
}

export const REVIEWS = ["never", "after", "passed"] as const;
export type Review = (typeof REVIEWS)[number];

/** What a quiz asks of its learner beside questions. Each is a part of the player that only such units carry. */
export interface QuizOptions {
  /** Seconds an attempt may take. */
  readonly limit?: number;
  /** The learner may choose more time, or no limit, where the launch names no factor. */
  readonly extraTime?: true;
  /** Seconds between the end of an attempt and the next. */
  readonly wait?: number;
  /** How sure the learner is of each answer is asked, and recorded. */
  readonly confidence?: true;
  /** It may be taken first: (0, 1], the share of an objective's points that lets the learner skip the pages that teach it. */
  readonly pretest?: number;
  /** It counts for nothing, and is taken once: a pre-test only. */
  readonly uncounted?: true;
}

/** An assessment. It counts towards the unit's score, unless it is a pre-test. */
export interface Quiz extends QuizOptions {
  readonly type: "quiz";
  readonly slug: string;
  readonly id: Iri;
  readonly title: string;
  /** What stands between the fence and the questions. */
  readonly intro: Html;
  /** (0, 1]; the unit's, unless the unit has none. */
  readonly mastery?: number;
  /** Absent = unlimited. */
  readonly attempts?: number;
  readonly shuffle: boolean;
  /** When the learner may see which answers were right: never, after each attempt, only once passed. */
  readonly review: Review;
  readonly pools: readonly Pool[];
  readonly source: SourcePlace;
}

/** A film or a recording: what statements about playing it are about. */
export interface MediaActivity {
  readonly id: Iri;
  readonly type: "video" | "audio";
  readonly name: string;
}

export const EVIDENCE = ["photo", "video", "audio", "document"] as const;
export type Evidence = (typeof EVIDENCE)[number];

/**
 * What somebody else watches, marks and signs, on a device of their own. The learner's unit shows it and can neither
 * answer nor pass it.
 */
export interface Observation {
  readonly type: "observation";
  readonly slug: string;
  readonly id: Iri;
  readonly title: string;
  /** All that the learner reads of it: no form control stands in it. */
  readonly html: Html;
  /** How many people have to sign, ≥ 1. */
  readonly observers: number;
  /** Who may sign, in the author's words. */
  readonly role: string;
  /** What has to be attached to the signature, any one of these. */
  readonly evidence: readonly Evidence[];
  /** What the observer marks, rates and writes; at least one is a `performance`. */
  readonly questions: readonly Question[];
  readonly source: SourcePlace;
}

export type Flow = Prose | QuestionBlock | Quiz | Observation;

export interface Page {
  readonly slug: string;
  readonly id: Iri;
  readonly title: string;
  readonly minutes?: number;
  /** What it teaches, where the author says so (slugs); `coverageOf` infers the rest. */
  readonly objectives?: readonly string[];
  readonly flow: readonly Flow[];
  /** Absent where there are none. Their elements stand in the prose. */
  readonly media?: readonly MediaActivity[];
  readonly source: SourcePlace;
}

/** One assignable unit (AU). */
export interface Unit {
  readonly type: "unit";
  readonly slug: string;
  readonly id: Iri;
  readonly purpose: Purpose;
  readonly title: string;
  readonly description: string;
  readonly moveOn: MoveOn;
  readonly launchMethod: LaunchMethod;
  /** (0, 1], at most four decimals. */
  readonly mastery?: number;
  readonly attempts?: number;
  readonly minutes?: number;
  readonly objectives: readonly string[];
  readonly pages: readonly Page[];
  readonly source: SourcePlace;
}

export interface Block {
  readonly type: "block";
  readonly slug: string;
  readonly id: Iri;
  readonly title: string;
  readonly description: string;
  readonly objectives: readonly string[];
  readonly children: readonly (Unit | Block)[];
  readonly source: SourcePlace;
}

/** A file of the course that pages refer to. */
export interface Asset {
  /** Relative to the course folder, forward slashes. */
  readonly path: string;
  readonly mediaType: string;
  /** Of films and recordings, where the file says so in a way that the compiler reads. */
  readonly seconds?: number;
  /** Pixels; for images only. */
  readonly width?: number;
  readonly height?: number;
  /** Smaller sizes of a picture that lie beside it, narrowest first. */
  readonly sizes?: readonly { readonly path: string; readonly width: number }[];
  /** The folder (or the one page) that it belongs to: files of one such name each other, and keep their names. */
  readonly together?: string;
  /** Bytes as they are in the folder. */
  readonly size: number;
}

/** The compiled course: the only thing that compiler, packager and reports share. JSON data. */
export interface Course {
  readonly format: typeof COURSE_FORMAT;
  readonly id: Iri;
  /** File-name-safe name, from the last segment of `id`. */
  readonly slug: string;
  readonly title: string;
  readonly description: string;
  readonly version: string;
  /** RFC 5646. */
  readonly language: string;
  readonly layer?: string;
  readonly roles: readonly string[];
  readonly objectives: readonly Objective[];
  readonly children: readonly (Unit | Block)[];
  /** Kept as written for the credentials room. */
  readonly credential?: Readonly<Record<string, unknown>>;
  /** Where the learner can read what happens to the data. */
  readonly privacy?: Iri;
  /** Absent = as every course looks. */
  readonly theme?: Theme;
  readonly assets: readonly Asset[];
}
