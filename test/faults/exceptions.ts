/** What cannot be kept under some faults, each with the reason and the section. Nothing else may be missing. */
import type { PageFacts } from "./evidence.ts";

export interface Exception {
  readonly name: string;
  /** Why, and where the specification leaves it. */
  readonly reason: string;
}

/** Rules that a session which was cut short cannot keep. */
const OF_THE_END = new Set([
  "7.1.2.0-1",
  "9.3.8.0-1",
  "7.1.1.0-1",
  "8.1.0.0-7",
  "+10.2.6-2",
  "10.2.2.0-6",
  "10.2.2.0-8",
  "10.2.2.0-10",
]);

/** What may be said once in a registration. */
const ONCE = new Set(["9.3.0.0-6", "9.3.0.0-7", "9.3.0.0-8", "9.3.3.0-2", "9.3.4.0-3"]);

const KILLED: Exception = {
  name: "killed",
  reason: "the page stopped in the middle of a line; the LMS says `abandoned` in its place (cmi5 §9.3.6)",
};
const CUT_OFF: Exception = {
  name: "cut off",
  reason:
    "the tab was closed, or loaded again, while requests failed or before `initialized` was answered; the LMS says `abandoned` (cmi5 §9.3.6)",
};
const ABANDONED: Exception = {
  name: "abandoned by the LMS",
  reason:
    "the registration was launched anew while this page was open: its token is dead (cmi5 §9.3.6, §8.2.1)",
};
const REFUSED: Exception = {
  name: "never began",
  reason:
    "the launch was refused, or the page was left before it had begun (cmi5 §7.1.1 asks for `initialized` once ready)",
};

const LATE: Exception = {
  name: "late start",
  reason:
    "requests failed or were slow at the launch; `initialized` came as soon as they did not (cmi5 §9.3.2)",
};
const BUSY: Exception = {
  name: "busy machine",
  reason:
    "in a browser eight pages share the cores of one machine; how long a launch takes is asked in virtual time (cmi5 §9.3.2)",
};
const SENT_BACK: Exception = {
  name: "sent back without an answer",
  reason:
    "the learner wanted to leave while requests failed; `terminated` was sent, or kept for want of a connection (cmi5 §10.2.6)",
};
const OTHER_DEVICE: Exception = {
  name: "another device",
  reason:
    "another device had said it, and its State had not arrived; answered with 403 and not stored, which counts as delivered (cmi5 §9.3; session.md part 0)",
};
const BLIND: Exception = {
  name: "cannot be asked",
  reason:
    "the LMS lets nobody read statements: what an earlier session sent without an answer is tried once more, under its id, and refused (session.md 1.9c)",
};
const POISON: Exception = {
  name: "poison",
  reason: "the fault is that the LMS answers 400 to a statement that is as it should be",
};

const POISON_LAST: Exception = {
  name: "poison in the last request",
  reason:
    "the tab was closed before the LMS had refused the statement; a batch is all or nothing, `terminated` in it too (xAPI Communication §2.1.1)",
};
const TOO_MUCH: Exception = {
  name: "too much under way",
  reason:
    "what is under way goes again with `terminated`, which it could overtake; a browser lets 64 KiB live on, and twice as much was under way (session.md 1.7): `terminated` is left out, nothing else",
};
const DEAD_TOKEN: Exception = {
  name: "dead token",
  reason:
    "said by a page whose session the LMS had ended, answered with 401 and not stored; the page could not know (cmi5 §9.3.6, §8.2.1)",
};
const AGAIN: Exception = {
  name: "left while it was loaded again",
  reason:
    "the page that was loaded again was closed before it had begun, within 2 s; the LMS says `abandoned`",
};
const NO_STORAGE: Exception = {
  name: "loaded again without storage",
  reason: "where storage is forbidden the token goes with the page; the learner is told (cmi5 §8.2.3.1)",
};

/** How one session of the LMS went, as far as the world knows. */
export interface SessionCourse {
  /** All pages it was opened in, in order. */
  readonly pages: readonly PageFacts[];
  /** Pages among them that the learner saw at work. */
  readonly active: readonly PageFacts[];
  readonly isAbandoned: boolean;
  readonly isExpired: boolean;
  /** Something failed within a minute of the launch. */
  readonly wasBadAtLaunch: boolean;
  /** The registration was worked on from more than one device. */
  readonly isOnSeveralDevices: boolean;
  readonly hadPoison: boolean;
  /** Requests answered with 400 that repeat what the LMS had stored in the same session. */
  readonly repeats: number;
  /** Nobody could read statements for a while. */
  readonly wasBlind: boolean;
}

/** A page whose requests did not fail for this long before its end can have said everything, ms. */
const SETTLED = 31_000;

/** What may be under way and go again with `terminated`, within the 60 KiB of a last request, bytes. */
const MOST_TWICE = 28 * 1024;

/** What the LMS's judge found. */
export interface Breach {
  readonly id: string;
  readonly message: string;
  /** What the LMS answered to the statement in this session, each time. */
  readonly answers: readonly number[];
}

/** @returns the exception that a finding of the LMS's judge falls under */
export function excuse(
  { id, message, answers }: Breach,
  { pages, active, ...session }: SessionCourse,
): Exception | undefined {
  const isOnly = (status: number) => answers.length > 0 && answers.every((answer) => answer === status);
  if (isOnly(401)) return DEAD_TOKEN;
  if (ONCE.has(id) && isOnly(403) && session.isOnSeveralDevices) return OTHER_DEVICE;
  const isRefusedOnce = answers.length === 1 && (isOnly(403) || isOnly(409));
  if (ONCE.has(id) && isRefusedOnce && session.wasBlind) return BLIND;
  if (id === "9.3.2.0-1" && session.wasBadAtLaunch) return LATE;
  if (id === "9.3.2.0-1" && pages.some(({ isByTheClock }) => isByTheClock)) return BUSY;
  if (id === "4.1.0.0-1" && /answered with 400/.test(message) && session.hadPoison) return POISON;
  const last = active.at(-1);
  const isUnsettled = (page: PageFacts | undefined) =>
    page !== undefined && (session.isExpired || page.goodBeforeLeft < SETTLED);
  // Who leaves while the launch is still under way is led back too.
  if (id === "10.2.6.0-1" && isUnsettled(last ?? pages.at(-1))) return SENT_BACK;
  // Where the way back stands in the launch URL, it is there though nothing has begun that could be terminated.
  if (id === "10.2.6.0-1" && last === undefined) return REFUSED;
  if (id === "10.2.6.0-1" && last?.hasNoDisk && last.end === "reloaded") return NO_STORAGE;
  // Whoever loaded it again, and left while requests failed, cannot have ended it either.
  const again = last?.end === "reloaded" ? pages.slice(pages.indexOf(last) + 1) : [];
  const isCut = isUnsettled(last) || again.some(isUnsettled);
  const isRelaunched = (last ?? pages.at(-1))?.abandonedAt !== Infinity;
  if (id === "10.2.6.0-1" && isRelaunched) return ABANDONED;
  if (!OF_THE_END.has(id)) return undefined;
  // Whether it should have begun is asked at the page.
  if (last === undefined) return REFUSED;
  // Whoever loaded it again after the one at work found it refused, or was itself cut off.
  const later = pages.slice(pages.indexOf(last) + 1);
  if (last.end === "killed" || later.some(({ end }) => end === "killed")) return KILLED;
  if (last.hasNoDisk && last.end === "reloaded") return NO_STORAGE;
  if ((last.underWay ?? 0) > MOST_TWICE) return TOO_MUCH;
  if (isCut || !last.wasActive) return CUT_OFF;
  const wasBrief = later.some(({ openedAt, endedAt }) => endedAt - openedAt < 2_000);
  if (last.end === "reloaded" && wasBrief) return AGAIN;
  if (session.hadPoison && last.end !== "alive") return POISON_LAST;
  return session.isAbandoned && last.abandonedAt < Infinity ? ABANDONED : undefined;
}
