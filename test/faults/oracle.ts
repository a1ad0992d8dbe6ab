/** Judges what a trial left behind: what the learner was shown, what is in the LRS, what the LMS has to say. */
import type { Finding, SessionSnapshot } from "@tessera/lms";
import { CMI5_EXTENSIONS } from "@tessera/xapi";
import { keyOfStatement } from "./acts.ts";
import { excuse } from "./exceptions.ts";
import type { SessionCourse } from "./exceptions.ts";
import { impossibleAt } from "./impossible.ts";
import type { StoredStatement } from "./lms-side.ts";
import type { Shown } from "./ledger.ts";
import { GOOD } from "./play.ts";
import type { Played } from "./play.ts";
import { BEGINNING } from "./world.ts";

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

export async function judge(played: Played): Promise<Judgement> {
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
  const rules = await brokenRules(played, excused);
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
function isOwed(act: Shown, { ledger, lms }: Played, excused: string[]): boolean {
  if (act.key.includes("poison-")) return false;
  const thrown = impossibleAt(lms.profile).find(({ acts }) => acts?.(act.key));
  if (thrown !== undefined) {
    excused.push(`at this LMS: ${thrown.name}`);
    return false;
  }
  if (ledger.wasOnDisk(act)) return true;
  const { page, at } = act;
  if (Math.min(page.endedAt - at, page.goodFor) >= GOOD) return true;
  excused.push("never on disk, and its page ended before the network had been good for 60 s");
  return false;
}

/** Within each session: order of arrival, order by timestamp and order of the acts are one. */
function disorderOf(stored: readonly StoredStatement[], shown: readonly Shown[]): readonly string[] {
  const numbers = new Map(shown.map(({ key, n }) => [key, n]));
  const last = new Map<string, { readonly n: number; readonly time: number; readonly what: string }>();
  const found: string[] = [];
  for (const { statement } of stored) {
    const session = sessionOf(statement);
    const key = keyOfStatement(statement as never);
    const what = key ?? statement.verb.id;
    const before = last.get(session) ?? { n: -1, time: -Infinity, what: "" };
    const time = Date.parse(statement.timestamp);
    const n = (key === undefined ? undefined : numbers.get(key)) ?? before.n;
    if (time < before.time)
      found.push(`${what} came after ${before.what} and says it was before, in ${session}`);
    // Verdicts are shown where they are noticed, which is not where they were earned.
    const isVerdict = key === "completed" || key === "passed" || key === "failed";
    if (!isVerdict && n < before.n) found.push(`${what} came after ${before.what}, in ${session}`);
    last.set(session, { n: isVerdict ? before.n : n, time: Math.max(time, before.time), what });
  }
  return found;
}

/** Rules of the LMS's judge that bind a unit and were broken, once for each cause. */
async function brokenRules(played: Played, excused: string[]): Promise<readonly string[]> {
  const found: string[] = [];
  const { sessions, statements } = played.lms.lms.snapshot();
  const alive = new Set(statements.flatMap(({ id, status }) => (status === 401 ? [] : [id])));
  const isDead = (id: string | undefined) => id !== undefined && !alive.has(id);
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
      const impossible = impossibleAt(played.lms.profile).find(({ rules }) => rules?.includes(id));
      if (impossible !== undefined) {
        excused.push(`at this LMS: ${impossible.name}`);
        continue;
      }
      const exception = excuse({ id, message, isDead: isDead(statement) }, course);
      if (exception === undefined) {
        const cause = `${message}${statement ? ` (${statement})` : ""}`;
        causes.set(cause, [...(causes.get(cause) ?? []), id]);
      } else excused.push(`${id}: ${exception.name}`);
    }
    for (const [cause, ids] of causes) found.push(`${session.key}: ${cause} [${ids.join(" ")}]`);
  }
  return found;
}

function courseOf({ key, status, launchedAt }: SessionSnapshot, played: Played): SessionCourse {
  const own = played.pages.filter((page) => page.session === key);
  const at = launchedAt - BEGINNING;
  return {
    pages: own,
    active: own.filter((page) => played.ledger.active.has(page)),
    isAbandoned: status === "abandoned",
    isExpired: played.network.expired.has(key),
    wasBadAtLaunch: played.network.wasBad(at, at + 60_000),
    hadPoison: played.ledger.poisoned.has(key),
  };
}
