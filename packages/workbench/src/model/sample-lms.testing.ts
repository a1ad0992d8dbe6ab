/** A small LMS as data, for tests of what is drawn from it. */
import type {
  CourseSnapshot,
  FindingSnapshot,
  LmsSnapshot,
  MoveOnNode,
  PreviewProblem,
  PreviewSnapshot,
  RegistrationSnapshot,
  SessionSnapshot,
  StatementSnapshot,
  UnitSnapshot,
} from "@tessera/lms";

export function unit(name: string, more: Partial<UnitSnapshot> = {}): UnitSnapshot {
  return {
    publisherId: `https://example.org/units/${name}`,
    activityId: `https://lms.example/units/${name}`,
    title: name,
    description: "",
    url: `${name}.html`,
    moveOn: "Completed",
    launchMethod: "AnyWindow",
    ...more,
  };
}

export function course(units: readonly UnitSnapshot[], more: Partial<CourseSnapshot> = {}): CourseSnapshot {
  return {
    key: "course-1",
    publisherId: "https://example.org/courses/one",
    title: "One",
    description: "",
    units,
    files: 1,
    size: 1,
    diagnostics: [],
    importedAt: 0,
    ...more,
  };
}

export function node(name: string, more: Partial<MoveOnNode> = {}): MoveOnNode {
  return {
    type: "unit",
    publisherId: `https://example.org/units/${name}`,
    objectId: `https://lms.example/units/${name}`,
    title: name,
    names: { en: name },
    satisfied: false,
    why: "moveOn is Completed; neither completed nor passed has arrived",
    moveOn: "Completed",
    children: [],
    ...more,
  };
}

export function registration(id: string, more: Partial<RegistrationSnapshot> = {}): RegistrationSnapshot {
  const tree = node("One", { type: "course", why: "0 of 1 parts are satisfied", children: [node("a")] });
  return { id, course: "course-1", learner: "learner-1", enrolledAt: 0, tree, ...more };
}

export function session(key: string, more: Partial<SessionSnapshot> = {}): SessionSnapshot {
  return {
    key,
    sessionId: `id-of-${key}`,
    registration: "r1",
    course: "course-1",
    learner: "learner-1",
    unit: "https://example.org/units/a",
    title: "a",
    status: "active",
    mode: "Normal",
    window: "iframe",
    launchUrl: `http://content.example/${key}`,
    launchData: { contextTemplate: {}, launchMode: "Normal", launchMethod: "AnyWindow", moveOn: "Completed" },
    launchedAt: 0,
    requests: 1,
    verdict: { held: 3, violated: 0, notExercised: 2 },
    ...more,
  };
}

export function statement(line: number, more: Partial<StatementSnapshot> = {}): StatementSnapshot {
  return {
    line,
    at: 0,
    from: "unit",
    outcome: "stored",
    status: 204,
    session: "session-1",
    sentence: `Ada answered “Question ${line}”`,
    json: { verb: { id: "http://adlnet.gov/expapi/verbs/answered" } },
    met: ["9.3.0.0-4"],
    broken: [],
    ...more,
  };
}

export function finding(more: Partial<FindingSnapshot> = {}): FindingSnapshot {
  return {
    id: "9.3.0.0-4",
    section: "9.3",
    level: "MUST",
    text: "initialized is first in the session.",
    message: "passed arrived before initialized",
    remark: false,
    at: 0,
    session: "session-1",
    ...more,
  };
}

export function previewProblem(more: Partial<PreviewProblem> = {}): PreviewProblem {
  return {
    code: "directive/unknown",
    severity: "error",
    message: "unknown directive `:::chioce`",
    place: { file: "01-page.md", line: 12, column: 4, excerpt: [":::", "chioce", "{#vlan}"] },
    help: "did you mean `choice`?",
    others: [],
    ...more,
  };
}

export function preview(more: Partial<PreviewSnapshot> = {}): PreviewSnapshot {
  return {
    folder: "courses/one",
    course: "course-1",
    version: 1,
    behind: false,
    problems: [],
    more: 0,
    look: { direction: "auto", colours: "auto" },
    ...more,
  };
}

export function lms(more: Partial<LmsSnapshot> = {}): LmsSnapshot {
  return {
    seq: 1,
    at: 0,
    profile: {
      name: "standard",
      title: "Standard",
      evidence: "the letter",
      notes: [],
      impossible: [],
      abandons: true,
    },
    settings: {
      graceMs: 0,
      preferencesWritable: true,
      endedStatus: 401,
      shuffleParameters: false,
      endpointSlash: true,
      enforce: true,
      network: "works",
    },
    courses: [course([unit("a"), unit("b")])],
    learners: [
      {
        key: "learner-1",
        name: "Ada",
        actor: { account: { homePage: "https://lms.example", name: "learner-1" } },
      },
    ],
    registrations: [],
    sessions: [],
    statements: [],
    findings: [],
    ...more,
  };
}
