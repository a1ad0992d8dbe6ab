import type { LaunchData } from "@tessera/xapi";
import { unitsOf } from "../course/lms-course.ts";
import type { LmsCourse, LmsUnit } from "../course/lms-course.ts";
import type { EarlierStatement } from "../judge/session-view.ts";
import { createSessionJudge } from "../judge/session-judge.ts";
import type { JsonObject } from "../json-value.ts";
import { courseNamed, enrol, enrolled, learnerNamed, registrationNamed } from "../world/enrolment.ts";
import { LmsRefusal } from "../world/lms-refusal.ts";
import { recordOwn, writeLaunchData } from "../world/lms-store-access.ts";
import { sessionSnapshot } from "../world/snapshot.ts";
import { inTurn, isOpen, unitOrigin } from "../world/world.ts";
import type { Registration, Session, World } from "../world/world.ts";
import { abandonSession } from "./end-session.ts";
import { launchDataOf } from "./launch-data.ts";
import type { LaunchRequest } from "./launch-request.ts";
import { storePreferences } from "./preferences.ts";
import { composeLaunch, LAUNCH_PARAMETERS, resolveUnitUrl } from "./launch-url.ts";
import type { LaunchParameter } from "./launch-url.ts";
import { launched } from "./lms-statements.ts";

/** Launches a unit: abandons what is open, writes LMS.LaunchData and `launched`, and makes the URL (cmi5 §8.1). */
export function launchSession(world: World, request: LaunchRequest): Promise<Session> {
  return inTurn(world, () => launchNow(world, request));
}

async function launchNow(world: World, request: LaunchRequest): Promise<Session> {
  const course = courseNamed(world, request.course);
  const unit = unitNamed(course, request.au);
  const registration = await registrationFor(world, course, request);
  if (world.conduct.abandons) await closeOpenSessions(world, registration, request.relaunch ?? true);
  await writePreferences(world, registration, request);
  const session = sessionFor(world, { course, unit, registration, request });
  const { facts } = session;
  const about = { activityId: facts.activityId, agent: facts.actor, registration: facts.registration };
  await writeLaunchData(world, about, facts.launchData);
  world.sessions.set(session.key, session);
  await recordOwn(
    world,
    launched(
      {
        id: world.ports.ids.uuid(),
        at: facts.launchedAt,
        actor: facts.actor,
        registration: facts.registration,
        sessionId: facts.sessionId,
      },
      { unit, launchData: facts.launchData, launchUrl: unitUrl(world, course, unit) },
    ),
    { learner: registration.learner, session: session.key },
  );
  world.hub.emit({ type: "session", session: sessionSnapshot(session) });
  return session;
}

export function unitNamed(course: LmsCourse, publisherId: string | undefined): LmsUnit {
  const units = unitsOf(course);
  const unit =
    publisherId === undefined ? units[0] : units.find((candidate) => candidate.publisherId === publisherId);
  if (unit === undefined)
    throw new LmsRefusal(
      404,
      `${course.publisherId} has no unit with the id ${publisherId ?? "of its first"}`,
    );
  return unit;
}

async function registrationFor(
  world: World,
  course: LmsCourse,
  request: LaunchRequest,
): Promise<Registration> {
  const learner = learnerNamed(world, request.learner);
  if (request.registration === undefined)
    return world.conduct.enrolsEachTime ? enrol(world, course, learner) : enrolled(world, course, learner);
  if (request.registration === "new") return enrol(world, course, learner);
  const registration = registrationNamed(world, request.registration);
  if (registration.course !== course.key || registration.learner !== learner) {
    throw new LmsRefusal(400, `registration ${registration.id} is of another learner or course`);
  }
  return registration;
}

/** cmi5 §9.3.6: no two open sessions of one registration. */
async function closeOpenSessions(world: World, registration: Registration, relaunch: boolean): Promise<void> {
  const open = [...world.sessions.values()].filter(
    (session) => session.registration === registration && isOpen(session),
  );
  if (open.length > 0 && !relaunch) {
    throw new LmsRefusal(409, `${open[0]?.key ?? "a session"} of this registration is still open`);
  }
  for (const session of open) await abandonSession(world, session);
}

async function writePreferences(
  world: World,
  registration: Registration,
  request: LaunchRequest,
): Promise<void> {
  if (request.language === undefined && request.audio === undefined) return;
  await storePreferences(world, registration.learner.actor, {
    ...(request.language === undefined ? {} : { languagePreference: request.language }),
    ...(request.audio === undefined ? {} : { audioPreference: request.audio }),
  });
}

interface SessionPlan {
  readonly course: LmsCourse;
  readonly unit: LmsUnit;
  readonly registration: Registration;
  readonly request: LaunchRequest;
}

function unitUrl(world: World, course: LmsCourse, unit: LmsUnit): string {
  const folder = `${world.ports.origins.content}/content/${course.key}/`;
  const url = resolveUnitUrl(unit.url, folder);
  const address = world.conduct.address?.({ course: course.key });
  return address === undefined || !url.startsWith(folder)
    ? url
    : address.urlOf(folder, url.slice(folder.length));
}

function sessionFor(world: World, { course, unit, registration, request }: SessionPlan): Session {
  const { conduct } = world;
  const { ids, now } = world.ports;
  const origin = unitOrigin(world);
  const key = `session-${world.sessions.size + 1}`;
  const endpointKey = ids.secret();
  const fetchKey = ids.secret();
  const launchedAt = now();
  const sessionId = ids.uuid();
  const ownReturn = `${origin}/return/${key}`;
  const order = world.settings.shuffleParameters ? shuffled(ids.secret()) : LAUNCH_PARAMETERS;
  const facts: Session["facts"] = {
    sessionId,
    registration: registration.id,
    activityId:
      conduct.activityId?.({ course: course.publisherId, unit: unit.activityId }) ?? unit.activityId,
    publisherId: unit.publisherId,
    actor: registration.learner.actor,
    endpoint: `${origin}/xapi/${endpointKey}${world.settings.endpointSlash ? "/" : ""}`,
    // A query of its own: units have to take the URL whole.
    fetchUrl: `${origin}/fetch/${fetchKey}?session=${key}`,
    token: btoa(`${key}:${ids.secret()}`),
    // What a profile makes of it need not have the shape that it should have; the unit and the judge get the same.
    launchData: conduct.launchData(
      launchDataOf(request, { unit, sessionId, ownReturn }) as JsonObject,
    ) as LaunchData,
    launchedAt,
    parameterOrder: order,
  };
  const earlier = (): readonly EarlierStatement[] =>
    [...world.sessions.values()]
      .filter((past) => past.registration === registration && past.unit.publisherId === unit.publisherId)
      .filter((past) => past.key !== key)
      .flatMap((past) => past.judge.stored());
  const values: Readonly<Record<LaunchParameter, string>> = {
    endpoint: facts.endpoint,
    fetch: facts.fetchUrl,
    actor: JSON.stringify(facts.actor),
    registration: facts.registration,
    activityId: facts.activityId,
  };
  const window = request.window ?? "iframe";
  return {
    key,
    facts,
    registration,
    unit,
    window,
    endpointKey,
    fetchKey,
    launchUrl: composeLaunch(
      conduct.launch({
        unitUrl: unitUrl(world, course, unit),
        parameters: order.map((name) => [name, values[name]]),
        place: "query",
        encoded: true,
        facts: {
          actor: facts.actor,
          registration: facts.registration,
          token: facts.token,
          window,
          ...(request.returnURL === undefined
            ? {}
            : { returnURL: request.returnURL === "auto" ? ownReturn : request.returnURL }),
        },
      }),
    ),
    judge: createSessionJudge(facts, earlier),
    status: "launched",
    fetchUsed: false,
    order: 0,
  };
}

/** Another order of the five names for another secret; never the usual one. */
function shuffled(secret: string): readonly LaunchParameter[] {
  const turn = 1 + ([...secret].reduce((sum, letter) => sum + (letter.codePointAt(0) ?? 0), 0) % 4);
  return [...LAUNCH_PARAMETERS.slice(turn), ...LAUNCH_PARAMETERS.slice(0, turn)];
}
