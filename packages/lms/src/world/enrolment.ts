import type { Uuid } from "@tessera/xapi";
import { moveOnTree, NO_PROGRESS, satisfiedWholes } from "../course/satisfaction.ts";
import type { MoveOnNode, UnitProgress } from "../course/satisfaction.ts";
import type { LmsCourse } from "../course/lms-course.ts";
import { satisfied } from "../launch/lms-statements.ts";
import { LmsRefusal } from "./lms-refusal.ts";
import { recordOwn } from "./lms-store-access.ts";
import type { Learner, Registration, World } from "./world.ts";

/** Base of the accounts that stand for learners. Names of people stay out of it (cmi5 §8.1.3). */
const ACCOUNTS = "https://simulated-lms.example/learners";

export function addLearner(world: World, name: string): Learner {
  const key = `learner-${world.learners.size + 1}`;
  const learner: Learner = {
    key,
    name,
    actor: { objectType: "Agent", account: { homePage: ACCOUNTS, name: key } },
  };
  world.learners.set(key, learner);
  world.hub.emit({ type: "learner", learner: key });
  return learner;
}

/** A new registration, its NotApplicable units counted at once (cmi5 §9.6.1). */
export async function enrol(world: World, course: LmsCourse, learner: Learner): Promise<Registration> {
  const registration: Registration = {
    id: world.ports.ids.uuid(),
    course: course.key,
    learner,
    enrolledAt: world.ports.now(),
    progress: new Map(),
    satisfied: new Set(),
  };
  world.registrations.set(registration.id, registration);
  world.hub.emit({
    type: "registration",
    registration: registration.id,
    course: course.key,
    learner: learner.key,
  });
  await evaluate(world, registration);
  return registration;
}

/** The learner's latest registration in the course, or a new one. */
export async function enrolled(world: World, course: LmsCourse, learner: Learner): Promise<Registration> {
  const known = [...world.registrations.values()].filter(
    (registration) => registration.course === course.key && registration.learner === learner,
  );
  return known.at(-1) ?? enrol(world, course, learner);
}

export function treeOf(world: World, registration: Registration): MoveOnNode {
  return moveOnTree(courseNamed(world, registration.course), (unit) =>
    progressOf(registration, unit.publisherId),
  );
}

export function progressOf(registration: Registration, publisherId: string): UnitProgress {
  return registration.progress.get(publisherId) ?? NO_PROGRESS;
}

/**
 * Sends `satisfied` for every block, and last for the course, that has just become so.
 *
 * @param cause - the session that brought it about; without one a session id of its own is made (cmi5 §9.3.9)
 */
export async function evaluate(
  world: World,
  registration: Registration,
  cause?: { readonly sessionId: string; readonly session?: string },
): Promise<void> {
  const tree = treeOf(world, registration);
  const fresh = satisfiedWholes(tree).filter((whole) => !registration.satisfied.has(whole.objectId));
  const sessionId = cause?.sessionId ?? (fresh.length === 0 ? "" : world.ports.ids.uuid());
  for (const whole of fresh) registration.satisfied.add(whole.objectId);
  for (const whole of fresh) {
    const facts = {
      id: world.ports.ids.uuid(),
      at: world.ports.now(),
      actor: registration.learner.actor,
      registration: registration.id,
      sessionId,
    };
    await recordOwn(world, satisfied(facts, whole), {
      learner: registration.learner,
      ...(cause?.session === undefined ? {} : { session: cause.session }),
    });
  }
  world.hub.emit({ type: "moveOn", registration: registration.id, tree });
}

export function courseNamed(world: World, key: string): LmsCourse {
  const course =
    world.courses.get(key) ?? [...world.courses.values()].find((candidate) => candidate.publisherId === key);
  if (course === undefined) throw new LmsRefusal(404, `no course is called ${key}`);
  return course;
}

export function learnerNamed(world: World, key: string): Learner {
  const learner = world.learners.get(key);
  if (learner === undefined) throw new LmsRefusal(404, `no learner is called ${key}`);
  return learner;
}

export function registrationNamed(world: World, id: Uuid): Registration {
  const registration = world.registrations.get(id);
  if (registration === undefined) throw new LmsRefusal(404, `no registration has the id ${id}`);
  return registration;
}
