/** What of who holds what a page without names may carry about days ahead (decision 51). */
import type { Shown } from "../protect/shown.ts";

/** Days ahead that a page without names tells of. */
export const AHEAD_DAYS: readonly number[] = [30, 60, 90];

export interface Ahead {
  readonly days: readonly number[];
  readonly credentials: readonly AheadCredential[];
}

export interface AheadCredential {
  readonly credential: string;
  /** Who holds it today. */
  readonly held: Shown;
  /** Of those: how many no longer do by the end of each of `days`. */
  readonly lost: readonly Shown[];
  /** Who held it once and holds it no longer today. */
  readonly expired: Shown;
  readonly parts: readonly AheadPart[];
}

/** One way to part those who hold it; of the last day only. */
export interface AheadPart {
  readonly label: string;
  readonly groups: readonly {
    /** Several where small groups are counted together. */
    readonly names: readonly string[];
    readonly held: Shown;
    readonly lost: Shown;
  }[];
}

/** A system of a site, and how many there are verified for it. */
export interface SystemCover {
  readonly site: string;
  readonly title: string;
  readonly credential: string;
  readonly needed: number;
  readonly verified: Shown;
}
