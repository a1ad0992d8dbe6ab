/** What happens in one trial: a learner's steps and the faults, each at its time. JSON data, so that it can be printed. */
import type { DiskState } from "./device.ts";
import type { LaunchMode } from "@tessera/xapi";

/** ms since the beginning of the trial. */
export interface Timed {
  readonly at: number;
}

/** What the learner does on the page that is open. */
export type Doing =
  | { readonly do: "read" | "answer" | "ask" | "keep"; readonly n: number }
  /** An answer of many words. */
  | { readonly do: "essay"; readonly n: number; readonly length: number }
  /** The LMS will never take this answer. */
  | { readonly do: "poison"; readonly n: number }
  | { readonly do: "progress"; readonly percent: number }
  | { readonly do: "complete" }
  /** Attempted, answered, scored, judged. */
  | {
      readonly do: "quiz";
      readonly n: number;
      readonly questions: number;
      readonly scaled: number;
      readonly last: boolean;
    };

/** What becomes of pages and tabs. */
export type Moving =
  /** From the LMS: in the tab that is open, or in a new one while the old page lives on. */
  | {
      readonly do: "launch";
      readonly device: number;
      readonly tab: "same" | "new";
      readonly mode: LaunchMode;
      /** Somebody else, who looks in and leaves. */
      readonly isOther?: true;
      /** In place of the enrolment's mastery score. */
      readonly mastery?: number;
    }
  /** The tab is duplicated: same address, copied sessionStorage. The learner stays with the first one. */
  | { readonly do: "duplicate" }
  /** The learner closes the tab at hand, goes to the other one and loads it anew. */
  | { readonly do: "swap" }
  /** A tab whose page was killed is loaded anew. */
  | { readonly do: "revive" }
  /** The address is opened on another device. */
  | { readonly do: "copy-link"; readonly device: number }
  /** The page that the learner left last comes back from the browser's cache; or is loaded anew, where that has none. */
  | { readonly do: "go-back"; readonly isAnew?: true }
  /** The browser says that it has a connection again. */
  | { readonly do: "online" }
  | { readonly do: "reload" | "close" | "kill" | "exit" | "hide" | "show" };

/** What an LRS, a network or a device does wrong. `blind`: statements are taken, and nobody may read them. */
export type NetworkFault =
  "503" | "429" | "reset" | "deaf" | "slow" | "late" | "offline" | "state-412" | "blind";

export type Failing =
  | { readonly do: "fault"; readonly is: NetworkFault; readonly until: number }
  /** From now on the session's token is refused with 401. */
  | { readonly do: "expire" }
  | { readonly do: "disk"; readonly device: number; readonly is: DiskState }
  | { readonly do: "clock"; readonly device: number; readonly ms: number };

export type Step = Timed & (Doing | Moving | Failing);

/** What the LMS is asked for at each launch of a trial. */
export interface Enrolment {
  readonly masteryScore: number | null;
  readonly moveOn: "CompletedAndPassed" | "Completed" | "Passed" | "CompletedOrPassed" | "NotApplicable";
  readonly template: boolean;
  readonly shuffled: boolean;
  readonly slash: boolean;
  /** The session goes through `@xapi/cmi5`, where it is loaded. */
  readonly library: boolean;
}

export interface Script {
  readonly seed: number;
  /** Name of a profile of `@tessera/lms`. */
  readonly lms: string;
  readonly enrolment: Enrolment;
  readonly steps: readonly Step[];
  /** When the last step is over, ms; from then on everything is good. */
  readonly end: number;
}
