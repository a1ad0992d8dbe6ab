import { isUnitVerb } from "../judge/statement-view.ts";
import type { StatementView, UnitVerb } from "../judge/statement-view.ts";
import type { StatementRuling } from "../judge/session-judge.ts";
import { evaluate, progressOf } from "../world/enrolment.ts";
import { sessionSnapshot } from "../world/snapshot.ts";
import type { Session, World } from "../world/world.ts";
import type { UnitProgress } from "../course/satisfaction.ts";

/** What stored statements change in the LMS: the session's state, and what counts towards moveOn. */
export async function takeEffect(
  world: World,
  session: Session,
  stored: readonly StatementRuling[],
): Promise<void> {
  if (stored.length === 0) return;
  session.lastStatementAt = world.ports.now();
  const before = progressOf(session.registration, session.unit.publisherId);
  let progress = before;
  let status = session.status;
  for (const { view } of stored) {
    const verb = verbOf(world, session, view);
    if (verb === undefined) continue;
    if (verb === "initialized" && status === "launched") status = "active";
    if (verb === "terminated" && status !== "abandoned") status = "terminated";
    if ((session.facts.launchData.launchMode ?? "Normal") === "Normal") progress = counted(progress, verb);
  }
  if (status !== session.status) changeStatus(world, session, status);
  if (progress === before) return;
  session.registration.progress.set(session.unit.publisherId, progress);
  await evaluate(world, session.registration, { sessionId: session.facts.sessionId, session: session.key });
}

/** Which of the unit's verbs this LMS takes the statement for. */
function verbOf({ conduct }: World, { facts }: Session, view: StatementView): UnitVerb | undefined {
  if (conduct.counts !== undefined) return conduct.counts(view.json, facts);
  return view.defined && isUnitVerb(view.verb) ? view.verb : undefined;
}

function counted(progress: UnitProgress, verb: UnitVerb): UnitProgress {
  if (verb === "completed" && !progress.completed) return { ...progress, completed: true };
  if (verb === "passed" && !progress.passed) return { ...progress, passed: true };
  if (verb === "failed" && !progress.failed) return { ...progress, failed: true };
  return progress;
}

function changeStatus(world: World, session: Session, status: Session["status"]): void {
  session.status = status;
  if (status === "terminated") {
    session.endedAt = world.ports.now();
    session.judge.end("terminated");
  }
  world.hub.emit({ type: "session", session: sessionSnapshot(session) });
}
