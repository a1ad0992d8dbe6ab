import type { FindingSnapshot, JudgedRequirement, LmsSnapshot, SessionSnapshot, Verdict } from "@tessera/lms";
import { count } from "./statement-lines.ts";

const STATUS: Readonly<Record<SessionSnapshot["status"], string>> = {
  launched: "launched, nothing initialized yet",
  active: "running",
  terminated: "ended by the unit",
  abandoned: "abandoned by the LMS",
};

export function statusWords({ status }: SessionSnapshot): string {
  return STATUS[status];
}

/** e.g. `41 held, 1 violated, 62 not exercised`. */
export function verdictWords({ verdict }: Pick<SessionSnapshot, "verdict">): string {
  const { held, violated, notExercised } = verdict;
  return `${held} held, ${violated === 0 ? "none" : violated} violated, ${notExercised} not exercised`;
}

/** What is said where the log has no finding: a session that broke off lacks things that no single request shows. */
export function calmWords(sessions: readonly Pick<SessionSnapshot, "verdict">[]): string {
  return sessions.some(({ verdict }) => verdict.violated > 0)
    ? "No request and no statement broke a rule. What a session lacks as a whole stands under it."
    : "No rule was broken so far.";
}

/** The judge's word over one session. Of a session that the LMS cut off it cannot say whose doing its end was. */
export function judgementWords({ status, verdict }: Pick<SessionSnapshot, "status" | "verdict">): string {
  if (verdict.violated === 0) return "The unit broke no rule of cmi5";
  return status === "abandoned"
    ? "The session lacks what cmi5 asks of a unit"
    : "The unit broke rules of cmi5";
}

/** e.g. `Ada · Normal · ended by the unit`. */
export function sessionLine(session: SessionSnapshot, lms: LmsSnapshot): string {
  return [learnerName(session, lms), session.mode, statusWords(session)].join(" · ");
}

/** e.g. `Ada · Browse · own window · 14 requests`: what tells sessions of one unit apart. */
export function sessionFacts(session: SessionSnapshot, lms: LmsSnapshot): string {
  const place = session.window === "iframe" ? "in this page" : "own window";
  return [learnerName(session, lms), session.mode, place, count(session.requests, "request")].join(" · ");
}

function learnerName(session: SessionSnapshot, { learners }: LmsSnapshot): string {
  return learners.find(({ key }) => key === session.learner)?.name ?? session.learner;
}

const ORDER: readonly Verdict[] = ["violated", "held", "not-exercised", "not-visible"];

const VERDICT_TITLES: Readonly<Record<Verdict, string>> = {
  violated: "Violated",
  held: "Held",
  "not-exercised": "Not exercised",
  "not-visible": "Not visible to an LMS",
};

export interface VerdictGroup {
  readonly verdict: Verdict;
  readonly title: string;
  readonly rows: readonly JudgedRequirement[];
}

/** What is broken first; groups without a row are left out. */
export function verdictGroups(rows: readonly JudgedRequirement[]): readonly VerdictGroup[] {
  return ORDER.map((verdict) => ({
    verdict,
    title: VERDICT_TITLES[verdict],
    rows: rows.filter((row) => row.verdict === verdict),
  })).filter((group) => group.rows.length > 0);
}

/** One finding that came up in the same words, however often. */
export interface FindingView {
  readonly finding: FindingSnapshot;
  readonly times: number;
}

/** Breaches first, then remarks; the same words of the same session once. */
export function findingViews(findings: readonly FindingSnapshot[]): readonly FindingView[] {
  const found = new Map<string, { finding: FindingSnapshot; times: number }>();
  for (const finding of findings) {
    const key = `${finding.session} ${finding.id} ${finding.message}`;
    const known = found.get(key);
    if (known === undefined) found.set(key, { finding, times: 1 });
    else known.times += 1;
  }
  const all = [...found.values()];
  return [...all.filter(({ finding }) => !finding.remark), ...all.filter(({ finding }) => finding.remark)];
}

export function breaches(findings: readonly FindingSnapshot[]): number {
  return findings.filter(({ remark }) => !remark).length;
}
