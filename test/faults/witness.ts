/** Rules that are seen at the page alone: whoever looks over the learner's shoulder can tell. */
import type { ResumeRecord, SessionView, UnitEvent } from "@tessera/session";
import type { SentStatement } from "@tessera/xapi";
import type { Ledger } from "./ledger.ts";
import type { Network } from "./network.ts";
import type { Page } from "./page.ts";
import type { World } from "./world.ts";

/**
 * A verdict is shown as soon as an attempt decides it.
 * @param mastery - in force
 * @param wasPassed - `passed` was said under a lower one and may have arrived: no `failed` follows it (cmi5 §9.3)
 * @returns what is missing, with its requirement
 */
export function unsaidVerdict(
  event: UnitEvent,
  {
    before,
    after,
    mastery,
    wasPassed,
  }: {
    readonly before: SessionView;
    readonly after: SessionView;
    readonly mastery: number;
    readonly wasPassed: boolean;
  },
): string | undefined {
  const isTold =
    before.phase === "active" && before.mode === "Normal" && !before.practiceOnly && !before.passed;
  if (event.type !== "judged" || !isTold) return undefined;
  const { attemptsLeft } = event;
  // Points may be taken off; a verdict has none below 0 (cmi5 §9.5.1).
  const score = { scaled: Math.min(1, Math.max(0, event.score.scaled)) };
  if (score.scaled >= mastery)
    return after.passed
      ? undefined
      : `${score.scaled} is not shown as passed, mastery ${mastery} [9.3.4.0-1]`;
  if (after.passed) return `${score.scaled} is shown as passed, mastery ${mastery} [9.3.4.0-2]`;
  return attemptsLeft || after.practiceOnly || wasPassed
    ? undefined
    : `${score.scaled} at the last attempt is not failed [9.3.5.0-1]`;
}

/** The learner's place is written after a rest of 3 s, and at once when the page is left; with its answer, ms. */
const WRITTEN = 6_000;

interface Kept {
  readonly page: Page;
  readonly n: number;
  readonly at: number;
}

/** Where the learner was: whoever comes back in the next page is there again. */
export class Place {
  readonly #world: World;
  readonly #network: Network;
  readonly #ledger: Ledger;
  #last: Kept | undefined;

  constructor(world: World, network: Network, ledger: Ledger) {
    this.#world = world;
    this.#network = network;
    this.#ledger = ledger;
  }

  /** Call before the page is told. */
  kept(page: Page, n: number): void {
    const { phase, mode } = page.unit.view;
    if (phase === "active" && mode === "Normal") this.#last = { page, n, at: this.#world.elapsed };
  }

  found(page: Page, resume: ResumeRecord | undefined): void {
    const { phase, mode } = page.unit.view;
    const last = this.#last;
    if (last === undefined || page.isOther || phase !== "active" || mode !== "Normal") return;
    this.#last = undefined;
    if (page.tab.device !== last.page.tab.device || !this.#wasWritten(last)) return;
    // Where two pages may be at work at once, the other one's has not been written yet.
    if (page.openedAt < Math.min(last.at + WRITTEN, last.page.endedAt)) return;
    // What a strict LMS refused of a page's last words lies on the device, where this page may not look.
    if (page.hasNoDisk && last.page.endedAt - last.at < WRITTEN) return;
    const n = Number(resume?.["page"] ?? 0);
    if (n < last.n)
      this.#ledger.breaches.push(`${page.session} begins at page ${n}, not at ${last.n} [session.md 1.5]`);
  }

  /** Nothing failed, and the page had the time, or an end at which it could write. */
  #wasWritten({ page, at }: Kept): boolean {
    const until = Math.min(at + WRITTEN, page.endedAt);
    const { end, endedAt, abandonedAt, hasNoDisk } = page;
    // Last words of a page may overtake each other, and without storage there is nothing but them.
    if (hasNoDisk && endedAt - at < WRITTEN) return false;
    if (this.#network.wasBad(at, until + 1_000) || abandonedAt <= until + 1_000) return false;
    if (this.#network.expired.has(page.session)) return false;
    return endedAt - at >= WRITTEN || end === "closed" || end === "left";
  }
}

const DURATION = /^PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d{1,2})?)S)?$/;
/** What a page may be in sight before or after its session counts, ms. */
const SLACK = 1_000;

/** Durations count the time in sight, to a hundredth of a second (cmi5 §9.5.4, xAPI Data §4.6). */
export function wrongDuration({ result }: SentStatement, visibleMs: number): string | undefined {
  const text = result?.duration;
  if (text === undefined) return undefined;
  const found = DURATION.exec(text);
  if (found === null) return `${text} is no duration to a hundredth of a second [session.md B21]`;
  const [hours = 0, minutes = 0, seconds = 0] = found.slice(1).map((part) => Number(part ?? 0));
  const ms = ((hours * 60 + minutes) * 60 + seconds) * 1_000;
  return ms <= visibleMs + SLACK
    ? undefined
    : `${text} is longer than the ${Math.round(visibleMs)} ms that its pages were in sight [session.md B21]`;
}
