/** Judges what a trial left behind: what the learner was shown, what is in the LRS, what the LMS has to say. */
import type { Finding, SessionSnapshot } from "@tessera/lms";
import { CMI5_EXTENSIONS, TESSERA_EXTENSIONS } from "@tessera/xapi";
import { keyOfStatement } from "./acts.ts";
import { excuse } from "./exceptions.ts";
import type { SessionCourse } from "./exceptions.ts";
import { atThisLms, impossibleAt } from "./impossible.ts";
import type { StoredStatement } from "./lms-side.ts";
import { hadTime } from "./evidence.ts";
import type { Evidence, PageFacts, Shown } from "./evidence.ts";
import { wrongDuration } from "./witness.ts";

/** What nobody has taken up after this long is not sent any more, ms (session.md 1.9). */
const LEFT_BEHIND = 30 * 24 * 3_600_000;

/** What is wrong with one trial, each in words; and how much there was. */
export interface Judgement {
  readonly sessions: number;
  /** The unit's, in the LRS. */
  readonly statements: number;
  readonly lost: readonly string[];
  readonly twice: readonly string[];
  readonly disorder: readonly string[];
  readonly broken: readonly string[];
  /** Acts and rules that are left out, by the name of their exception. */
  readonly excused: readonly string[];
}

export async function judge(played: Evidence): Promise<Judgement> {
  const stored = await played.lms.stored();
  const ofUnit = stored.filter(({ statement }) => isOfUnit(statement));
  const byKey = new Map<string, StoredStatement[]>();
  for (const one of ofUnit) {
    const key = keyOfStatement(one.statement as never);
    if (key !== undefined) byKey.set(key, [...(byKey.get(key) ?? []), one]);
  }
  const { shown } = played.ledger;
  const excused: string[] = [];
  const lost = shown.filter((act) => !byKey.has(act.key) && isOwed(act, played, excused));
  const seen = [
    ...played.ledger.breaches,
    ...atPages(played),
    ...leftOpen(played),
    ...durations(ofUnit, played),
    ...tooOld(ofUnit),
  ];
  const rules = [
    ...(await brokenRules(played, excused)),
    ...seen.filter((one) => !isExcused(one, played, excused)),
  ];
  return {
    sessions: played.launches,
    statements: ofUnit.length,
    lost: lost.map(({ key, at, page }) => `${key}, done at ${at} in ${page.session}`),
    twice: [...byKey].flatMap(([key, all]) => {
      // Each session may end in `failed`.
      const isOnce = key !== "failed" && all.length > 1;
      return isOnce ? [`${key} is there ${all.length} times: ${all.map(idAndSession).join(", ")}`] : [];
    }),
    disorder: disorderOf(ofUnit, shown),
    broken: rules,
    excused,
  };
}

const idAndSession = ({ statement }: StoredStatement) => `${statement.id} in ${sessionOf(statement)}`;

function sessionOf({ context }: StoredStatement["statement"]): string {
  return String(context?.extensions?.[CMI5_EXTENSIONS.sessionId]);
}

/** The LMS's own statements have the LMS as their authority. */
function isOfUnit(statement: StoredStatement["statement"]): boolean {
  return /unit-credentials/.test(JSON.stringify((statement as { authority?: unknown }).authority));
}

/** True when the statement of an act must be in the LRS. */
function isOwed(act: Shown, { ledger, lms, pages }: Evidence, excused: string[]): boolean {
  if (act.key.includes("poison-")) return false;
  const thrown = impossibleAt(lms.profile).find((one) => one.act?.(act));
  if (thrown !== undefined) {
    excused.push(atThisLms(thrown.name));
    return false;
  }
  const { page, at } = act;
  if (hadTime(act)) return true;
  const later = pages.filter((one) => one.device === page.device && one.openedAt > at);
  const wiped = later.some(({ isOther }) => isOther) ? "wiped: another learner was there" : undefined;
  const masteryOf = ({ session }: PageFacts) => lms.masteryOf?.(session) ?? 0;
  const isRaised = later.some((one) => masteryOf(one) > masteryOf(page));
  if (act.key === "passed" && isRaised) {
    excused.push("passed under a lower mastery score than the next session's");
    return false;
  }
  const gone = later.some(({ openedAt }) => openedAt - at > LEFT_BEHIND) ? "purged: 30 days old" : wiped;
  if (gone !== undefined) {
    excused.push(gone);
    return false;
  }
  if (ledger.wasOnDisk(act)) return true;
  if (!page.toldMemory && !wasBrief(act)) return true;
  excused.push(
    "in memory only, as the learner was told, and its page ended before the network was good for 60 s",
  );
  return false;
}

/** Its page ended before anybody could read what it says. */
function wasBrief({ page, at }: Shown): boolean {
  return page.endedAt - at < 500;
}

/**
 * Within each session: order of arrival, order by timestamp and order of the acts are one. What was carried over comes
 * when the page that holds it is gone, which may be in the middle of a session: its acts are in order among themselves.
 */
function disorderOf(stored: readonly StoredStatement[], shown: readonly Shown[]): readonly string[] {
  const numbers = new Map(shown.map(({ key, n }) => [key, n]));
  const times = new Map<string, Place>();
  const acts = new Map<string, Place>();
  const found: string[] = [];
  for (const { statement } of stored) {
    const session = sessionOf(statement);
    const key = keyOfStatement(statement as never);
    const what = key ?? statement.verb.id;
    const place = { value: Date.parse(statement.timestamp), what };
    const before = times.get(session);
    if (before !== undefined && place.value < before.value)
      found.push(`${what} came after ${before.what} and says it was before, in ${session}`);
    times.set(session, place);
    const n = key === undefined ? undefined : numbers.get(key);
    // Verdicts are shown where they are noticed, which is not where they were earned.
    if (n === undefined || key === "completed" || key === "passed" || key === "failed") continue;
    const stream = `${session}${isCarried(statement) ? ", carried over" : ""}`;
    const last = acts.get(stream);
    if (last !== undefined && n < last.value) found.push(`${what} came after ${last.what}, in ${stream}`);
    acts.set(stream, { value: n, what });
  }
  return found;
}

interface Place {
  readonly value: number;
  readonly what: string;
}

function isCarried(statement: StoredStatement["statement"]): boolean {
  return JSON.stringify(statement).includes(TESSERA_EXTENSIONS.occurredAt);
}

function tooOld(stored: readonly StoredStatement[]): readonly string[] {
  return stored.flatMap(({ statement }) => {
    const occurredAt = statement.result?.extensions?.[TESSERA_EXTENSIONS.occurredAt];
    const age = Date.parse(statement.timestamp) - Date.parse(String(occurredAt));
    return age > LEFT_BEHIND ? [`${statement.id} was carried over after 30 days [session.md 1.9]`] : [];
  });
}

/** What was seen is what nobody can help there. */
function isExcused(words: string, played: Evidence, excused: string[]): boolean {
  const impossible = impossibleAt(played.lms.profile).find(
    ({ words: excusable, when = () => true }) => excusable?.test(words) && when(played),
  );
  if (impossible !== undefined) excused.push(atThisLms(impossible.name));
  return impossible !== undefined;
}

/** In the end each session that has begun is over: its unit has said so, or the LMS at the next launch. */
function leftOpen({ lms }: Evidence): readonly string[] {
  return lms.lms
    .snapshot()
    .sessions.filter(({ status }) => status === "active")
    .map(({ key }) => `${key} stays open at the end [9.3.6.0-2]`);
}

/** A launch to which nothing happened begins; whoever leaves by the unit's own button is led back. */
function atPages({ pages, ledger, network, lms }: Evidence): readonly string[] {
  const found: string[] = [];
  for (const [index, page] of pages.entries()) {
    const { openedAt, endedAt, abandonedAt, exitedAt, session } = page;
    const isFirst = pages.findIndex((one) => one.session === session) === index;
    const until = openedAt + BEGUN;
    const isLeft = Math.min(endedAt, exitedAt, abandonedAt) < until || network.wasBad(openedAt, until);
    if (isFirst && !isLeft && !network.expired.has(session) && !ledger.active.has(page))
      found.push(`${session} did not begin [7.1.1.0-1]`);
    const mayClose = !page.closedItself || !lms.returnURL?.(session);
    const isBack = page.wasLedBack || (mayClose && endedAt - exitedAt < BACK) || exitedAt === Infinity;
    if (ledger.active.has(page) && page.wasActive && !isBack && pages.length > 0)
      found.push(`${session} was left by its own button, and did not lead back [10.2.6.0-1]`);
  }
  return found;
}

/** How long a launch may take, and leaving, ms. */
const BEGUN = 35_000;
const BACK = 16_000;

function durations(stored: readonly StoredStatement[], { pages, lms }: Evidence): readonly string[] {
  const keys = new Map(lms.lms.snapshot().sessions.map(({ key, sessionId }) => [sessionId, key]));
  return stored.flatMap(({ statement }) => {
    if (!/\/(?:completed|passed|failed|terminated)$/.test(statement.verb.id)) return [];
    // What was carried over says how long it took in the session in which it was done.
    if (isCarried(statement)) return [];
    const own = pages.filter(({ session }) => session === keys.get(sessionOf(statement)));
    const visible = own.reduce((sum, { visibleMs }) => sum + visibleMs, 0);
    return own.length === 0 ? [] : (wrongDuration(statement, visible) ?? []);
  });
}

/** Rules of the LMS's judge that bind a unit and were broken, once for each cause. */
async function brokenRules(played: Evidence, excused: string[]): Promise<readonly string[]> {
  const found: string[] = [];
  const { sessions, statements } = played.lms.lms.snapshot();
  const answers = new Map<string, number[]>();
  for (const { id, session, status } of statements) {
    const name = `${session} ${id}`;
    answers.set(name, [...(answers.get(name) ?? []), status]);
  }
  for (const session of sessions) {
    const course = courseOf(session, played);
    const causes = new Map<string, string[]>();
    // Rows that stand for others repeat what those have found: each finding names its own.
    const findings = new Set(
      (await played.lms.verdict(session.key)).flatMap((row) =>
        row.findings.map((one) => JSON.stringify(one)),
      ),
    );
    for (const { id, level, message, statement, remark } of [...findings].map(
      (one) => JSON.parse(one) as Finding,
    )) {
      if (remark || (level !== "MUST" && level !== "MUST NOT")) continue;
      const breach = { id, message, answers: answers.get(`${session.key} ${statement}`) ?? [] };
      const impossible = impossibleAt(played.lms.profile).find((one) => one.breach?.(breach, course));
      if (impossible !== undefined) {
        excused.push(atThisLms(impossible.name));
        continue;
      }
      const exception = excuse(breach, course);
      if (exception === undefined) {
        const cause = `${message}${statement ? ` (${statement})` : ""}`;
        causes.set(cause, [...(causes.get(cause) ?? []), id]);
      } else excused.push(`${id}: ${exception.name}`);
    }
    for (const [cause, ids] of causes) found.push(`${session.key}: ${cause} [${ids.join(" ")}]`);
  }
  return found;
}

function courseOf({ key, status, launchedAt }: SessionSnapshot, played: Evidence): SessionCourse {
  const own = played.pages.filter((page) => page.session === key);
  const at = launchedAt - played.beginning;
  return {
    pages: own,
    active: own.filter((page) => played.ledger.active.has(page)),
    isAbandoned: status === "abandoned",
    isExpired: played.network.expired.has(key),
    wasBadAtLaunch: played.network.wasBad(at, at + 60_000),
    isOnSeveralDevices: new Set(played.pages.map(({ device }) => device)).size > 1,
    hadPoison: played.ledger.poisoned.size > 0,
    repeats: repeatsOf(key, played),
    wasBlind: played.network.wasBlind === true,
  };
}

/** Requests of a session that were answered with 400 and hold a statement that it had stored. */
function repeatsOf(session: string, { lms }: Evidence): number {
  const stored = new Set<string | undefined>();
  const requests = new Set<number>();
  for (const one of lms.lms.snapshot().statements) {
    if (one.session !== session) continue;
    if (one.outcome === "stored") stored.add(one.id);
    else if (one.status === 400 && stored.has(one.id)) requests.add(one.at);
  }
  return requests.size;
}
