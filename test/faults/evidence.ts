/** What a trial leaves behind for the oracle, in virtual time or in a browser. */
import type { Lms, LmsProfile, JudgedRequirement } from "@tessera/lms";
import type { ActKey } from "./acts.ts";
import type { StoredStatement } from "./lms-side.ts";

/** How long everything is good before a session is expected to have sent what it has, ms. */
export const GOOD = 60_000;

/** How a page came to its end. */
export type PageEnd = "alive" | "killed" | "closed" | "reloaded" | "left";

/** One page of the unit. Times are ms since the beginning of the trial; Infinity: never. */
export interface PageFacts {
  /** The LMS's key of the session it was opened for. */
  readonly session: string;
  /** The learner's device it was opened on; the same object for the same device. */
  readonly device: object;
  readonly end: PageEnd;
  readonly openedAt: number;
  readonly endedAt: number;
  /** When the LMS launched the registration anew while it was open: its token is dead since. */
  readonly abandonedAt: number;
  /** When the learner pressed the unit's own button. */
  readonly exitedAt: number;
  readonly wasLedBack: boolean;
  /** Its window was closed by its own script. */
  readonly closedItself?: boolean;
  /** How long nothing had failed any more when it ended, ms. */
  readonly goodFor: number;
  /** The same when it was first left: a page that comes back after its end says nothing more (session.md 1.8). */
  readonly goodBeforeLeft: number;
  /** Statements that were under way in requests that outlive it when it was left, bytes. */
  readonly underWay?: number;
  /** It was active when it was left. */
  readonly wasActive: boolean;
  /** It was opened while the device forbade storage. */
  readonly hasNoDisk: boolean;
  /** Nothing in its tab tells that the link was used before. */
  readonly isFresh?: boolean;
  /** It was opened for somebody else than the learner of the trial. */
  readonly isOther?: boolean;
  /** It has said that what waits is kept in memory only. */
  readonly toldMemory: boolean;
  /** How long it was in sight, ms; `Infinity` where nobody counted it. */
  readonly visibleMs: number;
  /** It ran in a browser, by the clock of this machine: how long anything takes is not the campaign's to say. */
  readonly isByTheClock?: boolean;
}

/** One act that the learner was shown as recorded or waiting. */
export interface Shown {
  readonly key: ActKey;
  /** Place among all acts of the trial. */
  readonly n: number;
  readonly page: PageFacts;
  /** ms since the beginning. */
  readonly at: number;
}

/** Page, token and network were good for long enough afterwards: a page whose token is dead has no way to send. */
export function hadTime({ page, at }: Shown): boolean {
  return Math.min(Math.min(page.endedAt, page.abandonedAt) - at, page.goodFor) >= GOOD;
}

export interface Evidence {
  readonly launches: number;
  /** When the trial began, ms since 1970 by the LMS's clock. */
  readonly beginning: number;
  readonly lms: {
    readonly lms: Pick<Lms, "snapshot">;
    readonly profile: LmsProfile;
    /** Where a session is to lead back to, as the LMS passed it on; where it is known. */
    returnURL?(session: string): string | undefined;
    /** The mastery score of a session, as the LMS passed it on; where it is known. */
    masteryOf?(session: string): number | undefined;
    /** What the LMS's judge says of a session by now. */
    verdict(session: string): Promise<readonly JudgedRequirement[]>;
    /** All that the LRS holds, in order of arrival. */
    stored(): Promise<readonly StoredStatement[]>;
  };
  readonly network: {
    /** Sessions whose token expired. */
    readonly expired: ReadonlySet<string>;
    /** Nobody could read statements for a while. */
    readonly wasBlind?: boolean;
    /** True when something could fail in the time given, ms since the beginning. */
    wasBad(from: number, until: number): boolean;
  };
  readonly ledger: {
    readonly shown: readonly Shown[];
    wasOnDisk(act: Shown): boolean;
    /** Pages that the learner has seen at work. */
    readonly active: ReadonlySet<PageFacts>;
    /** What was seen at a page and is against a rule, in words. */
    readonly breaches: readonly string[];
    /** Sessions of the LMS in which it was offered something that it never takes. */
    readonly poisoned: ReadonlySet<string>;
  };
  /** In the order in which they were opened. */
  readonly pages: readonly PageFacts[];
}
