import type { Html } from "../interaction.ts";

/** What a learner can do in a scene. */
export interface ScenarioChoice {
  readonly id: string;
  readonly html: Html;
  /** Plain text. */
  readonly text: string;
  /** The scene that it leads to. */
  readonly to: string;
  /** Absent where it is neither right nor wrong. */
  readonly right?: boolean;
  /** > 0; what it gives or, under `negative`, takes. */
  readonly points: number;
  readonly feedback?: Html;
}

export interface ScenarioScene {
  readonly id: string;
  /** Plain text. */
  readonly title: string;
  /** `""` where only the title is told. */
  readonly html: Html;
  /** Empty where a path ends. */
  readonly choices: readonly ScenarioChoice[];
  readonly end?: {
    readonly html: Html;
    readonly pass: boolean;
    /** > 0; given where it is a `pass`. */
    readonly points: number;
  };
}

/** What the player knows of scenes between which choices lead. JSON data. */
export interface ScenarioSpec {
  /** It begins at the first; each can be reached, and from each an end. */
  readonly scenes: readonly ScenarioScene[];
  /** What the best path gives, > 0. */
  readonly most: number;
  /** Paths that give it, the first of them a shortest one: all, as long as they are few. */
  readonly best: readonly (readonly string[])[];
}

/** Ids of the choices that were made, from the first scene on. */
export type ScenarioAnswer = readonly string[];
