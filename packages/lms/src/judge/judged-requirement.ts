import { REQUIREMENTS } from "../requirement.ts";
import type { Requirement, RequirementId } from "../requirement.ts";
import { NOT_VISIBLE } from "./coverage.ts";
import { SUMS } from "./sums.ts";
import type { SessionEnd, SessionRecord } from "./exchange.ts";
import { createSessionJudge } from "./session-judge.ts";
import type { SessionJudge } from "./session-judge.ts";
import { summedTally } from "./finding.ts";
import type { Finding, Tally } from "./finding.ts";
import type { EarlierStatement } from "./session-view.ts";

/**
 * - `held`: came up, and was kept each time;
 * - `violated`: broken at least once;
 * - `not-exercised`: did not come up;
 * - `not-visible`: an LMS cannot see it; `why` says who can.
 */
export type Verdict = "held" | "violated" | "not-exercised" | "not-visible";

/** What the judge says about one row of the requirement table. */
export interface JudgedRequirement extends Requirement {
  readonly verdict: Verdict;
  /** How often it came up. */
  readonly exercised: number;
  /** The first thing that showed it held. */
  readonly evidence?: string;
  readonly findings: readonly Finding[];
  readonly why?: string;
}

type Tallies = ReadonlyMap<RequirementId, Tally>;

/** The rows that bind a unit, in the order of the table. */
export function judged(tallies: Tallies): readonly JudgedRequirement[] {
  const rows = new Map<RequirementId, JudgedRequirement>();
  for (const row of REQUIREMENTS.filter((requirement) => requirement.binds === "au")) {
    rows.set(row.id, judgedRow(row, tallies.get(row.id)));
  }
  for (const [id, parts] of SUMS) {
    const row = rows.get(id);
    if (row !== undefined)
      rows.set(
        id,
        summed(
          row,
          parts.flatMap((part) => rows.get(part) ?? []),
        ),
      );
  }
  return [...rows.values()];
}

function judgedRow(row: Requirement, tally: Tally | undefined): JudgedRequirement {
  const why = NOT_VISIBLE.get(row.id);
  if (tally === undefined || tally.held + tally.broken === 0) {
    const verdict = why === undefined ? "not-exercised" : "not-visible";
    return { ...row, verdict, exercised: 0, findings: [], ...(why === undefined ? {} : { why }) };
  }
  return {
    ...row,
    verdict: tally.broken > 0 ? "violated" : "held",
    exercised: tally.held + tally.broken,
    ...(tally.evidence === undefined ? {} : { evidence: tally.evidence }),
    findings: tally.findings,
  };
}

/** A row that stands for others is broken when one of them is, held when one is and none is broken. */
function summed(row: JudgedRequirement, parts: readonly JudgedRequirement[]): JudgedRequirement {
  const all = [row, ...parts];
  const broken = all.filter(
    (part) => part.verdict === "violated" && part.level !== "SHOULD" && part.level !== "MAY",
  );
  const held = all.filter((part) => part.verdict === "held");
  const evidence = held.map((part) => `${part.id} held`)[0];
  const { why: _why, ...rest } = row;
  return {
    ...rest,
    verdict: broken.length > 0 ? "violated" : held.length > 0 ? "held" : "not-exercised",
    exercised: all.reduce((sum, part) => sum + part.exercised, 0),
    ...(evidence === undefined ? {} : { evidence }),
    findings: broken.flatMap((part) => part.findings),
  };
}

export function summaryOf(tallies: Tallies): { held: number; violated: number; notExercised: number } {
  const rows = judged(tallies);
  const count = (verdict: Verdict): number => rows.filter((row) => row.verdict === verdict).length;
  return { held: count("held"), violated: count("violated"), notExercised: count("not-exercised") };
}

/** Judges a recorded session again. `earlier`: sessions of the same registration and unit that came before it. */
export function judgeSession(
  record: SessionRecord,
  earlier: readonly SessionRecord[] = [],
): readonly JudgedRequirement[] {
  return judged(
    replay(
      record,
      earlier.flatMap((past) => replay(past, []).stored()),
    ).tallies(),
  );
}

/**
 * Judges recorded sessions in the order in which they were launched, each with what the earlier ones of its
 * registration and unit got stored. A row is violated when it is in one session, held when it is in one and violated
 * in none.
 */
export function judgeStream(records: readonly SessionRecord[]): readonly JudgedRequirement[] {
  const past = new Map<string, EarlierStatement[]>();
  const total = new Map<RequirementId, Tally>();
  for (const record of records) {
    const key = `${record.launch.registration} ${record.launch.activityId}`;
    const earlier = past.get(key) ?? [];
    const judge = replay(record, earlier);
    past.set(key, [...earlier, ...judge.stored()]);
    for (const [id, tally] of judge.tallies()) total.set(id, summedTally(total.get(id), tally));
  }
  return judged(total);
}

/** Lets requests arrive and answers leave in the recorded order. */
function replay(record: SessionRecord, earlier: readonly EarlierStatement[]): SessionJudge {
  const judge = createSessionJudge(record.launch, () => earlier);
  const happenings = record.exchanges.flatMap(({ answered, status, ...request }) => [
    { order: request.order, happen: () => void judge.receive(request) },
    ...(answered === undefined || status === undefined
      ? []
      : [{ order: answered, happen: () => judge.answer({ order: request.order, answered, status }) }]),
  ]);
  for (const { happen } of happenings.toSorted((a, b) => a.order - b.order)) happen();
  judge.end(record.end satisfies SessionEnd);
  return judge;
}
