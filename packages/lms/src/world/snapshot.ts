import { BEHAVIOURS } from "@tessera/cmi5";
import { inLanguage, unitsOf } from "../course/lms-course.ts";
import type { LmsCourse } from "../course/lms-course.ts";
import type { Conduct } from "../profiles/compose.ts";
import { summaryOf } from "../judge/judged-requirement.ts";
import type { CourseSnapshot, LmsSnapshot, ProfileSnapshot, SessionSnapshot } from "./lms-snapshot.ts";
import { treeOf } from "./enrolment.ts";
import type { Session, World } from "./world.ts";

export function snapshotOf(world: World): LmsSnapshot {
  return {
    seq: world.hub.seq,
    at: world.ports.now(),
    profile: profileSnapshot(world.conduct),
    settings: world.settings,
    courses: [...world.courses.values()].map(courseSnapshot),
    learners: [...world.learners.values()].map(({ key, name, actor }) => ({ key, name, actor })),
    registrations: [...world.registrations.values()].map((registration) => ({
      id: registration.id,
      course: registration.course,
      learner: registration.learner.key,
      enrolledAt: registration.enrolledAt,
      tree: treeOf(world, registration),
    })),
    sessions: [...world.sessions.values()].map(sessionSnapshot),
    statements: [...world.statements],
    findings: [...world.findings],
    ...(world.preview === undefined ? {} : { preview: world.preview }),
  };
}

function profileSnapshot({ profile, abandons, enrolsEachTime }: Conduct): ProfileSnapshot {
  const { name, title, evidence, behaviours, impossible } = profile;
  const notes = behaviours.map((behaviour) => BEHAVIOURS[behaviour]);
  return { name, title, evidence, notes, impossible, abandons: abandons && !enrolsEachTime };
}

function courseSnapshot(course: LmsCourse): CourseSnapshot {
  return {
    key: course.key,
    publisherId: course.publisherId,
    title: inLanguage(course.title),
    description: inLanguage(course.description),
    units: unitsOf(course).map((unit) => ({
      publisherId: unit.publisherId,
      activityId: unit.activityId,
      title: inLanguage(unit.title),
      description: inLanguage(unit.description),
      url: unit.url,
      moveOn: unit.moveOn,
      launchMethod: unit.launchMethod,
      ...(unit.masteryScore === undefined ? {} : { masteryScore: unit.masteryScore }),
      ...(unit.launchParameters === undefined ? {} : { launchParameters: unit.launchParameters }),
    })),
    files: course.files.size,
    size: [...course.files.values()].reduce((sum, bytes) => sum + bytes.byteLength, 0),
    diagnostics: course.diagnostics,
    importedAt: course.importedAt,
  };
}

export function sessionSnapshot(session: Session): SessionSnapshot {
  const { facts } = session;
  return {
    key: session.key,
    sessionId: facts.sessionId,
    registration: facts.registration,
    course: session.registration.course,
    learner: session.registration.learner.key,
    unit: session.unit.publisherId,
    title: inLanguage(session.unit.title),
    status: session.status,
    mode: facts.launchData.launchMode ?? "Normal",
    window: session.window,
    launchUrl: session.launchUrl,
    launchData: facts.launchData,
    launchedAt: facts.launchedAt,
    ...(session.endedAt === undefined ? {} : { endedAt: session.endedAt }),
    requests: session.judge.view.exchanges.length,
    // Counted when somebody looks: a snapshot is made at every request.
    get verdict() {
      return summaryOf(session.judge.tallies());
    },
  };
}
