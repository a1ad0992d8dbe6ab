/** What the page carries: figures as they may be shown, and nothing that they were counted from (decision 42). */
import type { KpiPoint, WhoHolds } from "@tessera/analytics";
import type { CurvePoint } from "../protect/protect-curve.ts";
import type { Shown } from "../protect/shown.ts";
import type { Ahead, SystemCover } from "./ahead.ts";
import type { Sheet } from "./sheet.ts";

export interface DashboardData {
  readonly format: 1;
  /** ISO 8601, UTC. */
  readonly made: string;
  /** When the store was last filled. */
  readonly synced?: string;
  /** Names were asked for: nothing is suppressed. */
  readonly named: boolean;
  readonly facts: Facts;
  readonly courses: readonly CourseData[];
  /** Where the store knows people and a portfolio. */
  readonly coverage?: Sheet;
  /** Titles of credentials by id. */
  readonly titles?: Readonly<Record<string, string>>;
  /** With names: what expires, and who holds what, so that any day and any person can be asked about. */
  readonly expiring?: Sheet;
  /** Person by person, the soonest first. */
  readonly expiringPeople?: Sheet;
  readonly holds?: WhoHolds;
  /** Without names. */
  readonly ahead?: Ahead;
  readonly systems?: readonly SystemCover[];
  /** A series of values before and after people were verified, where one was given. */
  readonly outcomes?: Outcomes;
  readonly quality: Sheet;
}

export interface Outcomes {
  /** A row for each series. */
  readonly sheet: Sheet;
  /** As they were given. */
  readonly points: readonly KpiPoint[];
  /** Titles of sites. */
  readonly sites: Readonly<Record<string, string>>;
}

export interface Facts {
  readonly learners: Shown;
  readonly statements: number;
  /** Of the first and of the last statement; none in an empty store. */
  readonly first?: string;
  readonly last?: string;
  /** Days that the page was narrowed to, as the command was given them. */
  readonly since?: string;
  readonly until?: string;
  /** Groups of people that the page was narrowed to, in words. */
  readonly narrowed?: readonly string[];
}

export interface CourseData {
  readonly id: string;
  readonly slug: string;
  readonly title: string;
  readonly version: string;
  readonly language: string;
  /** The row of the whole course first. */
  readonly completion: Sheet;
  readonly curves: Curves;
  readonly dimensions: readonly Dimension[];
  readonly funnel: Sheet;
  readonly time: Sheet;
  readonly items: Sheet;
  readonly distractors: Sheet;
  readonly sessions: Sheet;
  /** Only where names were asked for. */
  readonly learners?: Sheet;
}

export interface Curves {
  readonly started: readonly CurvePoint[];
  readonly completed: readonly CurvePoint[];
  readonly passed: readonly CurvePoint[];
}

/** One way to part the learners of a course: by the month in which they began, by site, by role. */
export interface Dimension {
  readonly name: string;
  /** As in "Site". */
  readonly label: string;
  readonly groups: readonly GroupData[];
}

export interface GroupData {
  /** Several where small groups are counted together. */
  readonly names: readonly string[];
  /** As the rows of `completion`: the whole course first. */
  readonly units: readonly UnitCounts[];
}

export interface UnitCounts {
  readonly started: Shown;
  readonly completed: Shown;
  readonly passed: Shown;
}
