import { evaluate, progressOf } from "../world/enrolment.ts";
import { LmsRefusal } from "../world/lms-refusal.ts";
import { recordOwn } from "../world/lms-store-access.ts";
import { sessionSnapshot } from "../world/snapshot.ts";
import { isOpen } from "../world/world.ts";
import type { Registration, Session, World } from "../world/world.ts";
import type { LmsUnit } from "../course/lms-course.ts";
import { abandoned, waived } from "./lms-statements.ts";

/** Ends an open session that will not end by itself (cmi5 §9.3.6). Its token is dead from now on. */
export async function abandonSession(world: World, session: Session): Promise<void> {
  if (!isOpen(session)) throw new LmsRefusal(409, `${session.key} is ${session.status} already`);
  const { facts } = session;
  const at = world.ports.now();
  session.status = "abandoned";
  session.endedAt = at;
  session.judge.end("abandoned");
  const last = session.lastStatementAt ?? facts.launchedAt;
  const statement = abandoned(
    {
      id: world.ports.ids.uuid(),
      at,
      actor: facts.actor,
      registration: facts.registration,
      sessionId: facts.sessionId,
    },
    { unit: session.unit, durationMs: last - facts.launchedAt },
  );
  await recordOwn(world, statement, { learner: session.registration.learner, session: session.key });
  world.hub.emit({ type: "session", session: sessionSnapshot(session) });
}

/** Counts a unit as done without its own verdict (cmi5 §9.3.7); once for a unit and registration. */
export async function waive(
  world: World,
  registration: Registration,
  { unit, reason }: { readonly unit: LmsUnit; readonly reason: string },
): Promise<void> {
  const progress = progressOf(registration, unit.publisherId);
  if (progress.waived)
    throw new LmsRefusal(409, `${unit.publisherId} is waived already in this registration`);
  const sessionId = world.ports.ids.uuid();
  registration.progress.set(unit.publisherId, { ...progress, waived: true });
  const facts = {
    id: world.ports.ids.uuid(),
    at: world.ports.now(),
    actor: registration.learner.actor,
    registration: registration.id,
    sessionId,
  };
  await recordOwn(world, waived(facts, { unit, reason }), { learner: registration.learner });
  await evaluate(world, registration, { sessionId });
}
