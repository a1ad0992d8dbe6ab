import type {
  CourseSnapshot,
  LaunchRequest,
  LmsSnapshot,
  RegistrationSnapshot,
  SessionSnapshot,
  UnitSnapshot,
} from "@tessera/lms";
import type { LaunchMode } from "@tessera/xapi";

/** What stands in the form; texts as typed. */
export interface LaunchChoice {
  readonly course: string;
  readonly learner: string;
  /** Publisher id. */
  readonly unit: string;
  /** An id, `new`, or empty for the learner's latest. */
  readonly registration: string;
  readonly mode: LaunchMode;
  readonly window: "iframe" | "window";
  /** `course`: what the structure says; `none`: no mastery score; `other`: {@link masteryPercent}. */
  readonly mastery: "course" | "none" | "other";
  /** 0 to 100. */
  readonly masteryPercent: string;
  /** RFC 5646 tags, most wanted first; empty leaves the learner's preference alone. */
  readonly language: string;
  readonly audio: "" | "on" | "off";
  /** True: {@link launchParameters} in place of the structure's. */
  readonly otherParameters: boolean;
  readonly launchParameters: string;
  /** Whether the unit is told where to go at its end. */
  readonly comesBack: boolean;
}

export const FIRST_CHOICE: LaunchChoice = {
  course: "",
  learner: "",
  unit: "",
  registration: "",
  mode: "Normal",
  window: "iframe",
  mastery: "course",
  masteryPercent: "80",
  language: "",
  audio: "",
  otherParameters: false,
  launchParameters: "",
  comesBack: true,
};

/** The same choice, with what does not exist (any more) replaced by what does. */
export function settled(choice: LaunchChoice, lms: LmsSnapshot): LaunchChoice {
  const course = lms.courses.find(({ key }) => key === choice.course) ?? lms.courses[0];
  const learner = lms.learners.find(({ key }) => key === choice.learner) ?? lms.learners[0];
  const unit = course?.units.find(({ publisherId }) => publisherId === choice.unit) ?? course?.units[0];
  const key = course?.key ?? "";
  const named = registrationsOf(lms, { course: key, learner: learner?.key ?? "" });
  const known = choice.registration === "new" || named.some(({ id }) => id === choice.registration);
  const next: LaunchChoice = {
    ...choice,
    course: key,
    learner: learner?.key ?? "",
    unit: unit?.publisherId ?? "",
    registration: known ? choice.registration : "",
  };
  return (Object.keys(next) as (keyof LaunchChoice)[]).every((name) => next[name] === choice[name])
    ? choice
    : next;
}

export function chosenCourse(lms: LmsSnapshot, choice: LaunchChoice): CourseSnapshot | undefined {
  return lms.courses.find(({ key }) => key === choice.course);
}

export function chosenUnit(lms: LmsSnapshot, choice: LaunchChoice): UnitSnapshot | undefined {
  return chosenCourse(lms, choice)?.units.find(({ publisherId }) => publisherId === choice.unit);
}

/** Oldest first. */
export function registrationsOf(
  lms: LmsSnapshot,
  { course, learner }: { readonly course: string; readonly learner: string },
): readonly RegistrationSnapshot[] {
  return lms.registrations.filter((one) => one.course === course && one.learner === learner);
}

/** The registration that a launch would continue; undefined when it would make a new one. */
export function chosenRegistration(lms: LmsSnapshot, choice: LaunchChoice): RegistrationSnapshot | undefined {
  if (choice.registration === "new") return undefined;
  const all = registrationsOf(lms, choice);
  return choice.registration === "" ? all.at(-1) : all.find(({ id }) => id === choice.registration);
}

export function isOpen({ status }: SessionSnapshot): boolean {
  return status === "launched" || status === "active";
}

/** The session that a launch would abandon (cmi5 §9.3.6: one open session for each registration). */
export function openSession(lms: LmsSnapshot, choice: LaunchChoice): SessionSnapshot | undefined {
  const registration = chosenRegistration(lms, choice);
  return lms.sessions.find((session) => session.registration === registration?.id && isOpen(session));
}

/** Where the unit plays: units that ask for a window of their own get one (cmi5 §13.1.4, launchMethod). */
export function windowOf(choice: LaunchChoice, unit: UnitSnapshot | undefined): "iframe" | "window" {
  return unit?.launchMethod === "OwnWindow" ? "window" : choice.window;
}

/** [0, 1], or what is wrong with the text. */
export function masteryOf(percent: string): number | { readonly problem: string } {
  const value = Number(percent.trim().replace(",", "."));
  const fits = percent.trim() !== "" && value >= 0 && value <= 100;
  return fits ? value / 100 : { problem: `“${percent}” is not a percentage from 0 to 100` };
}

/** What keeps this choice from being launched, in words; undefined when nothing does. */
export function launchProblem(choice: LaunchChoice): string | undefined {
  if (choice.course === "") return "Import a course first";
  if (choice.unit === "") return "This course has no unit";
  const mastery = choice.mastery === "other" ? masteryOf(choice.masteryPercent) : 0;
  return typeof mastery === "number" ? undefined : mastery.problem;
}

/** @param learner - key; the choice has none before the first learner is added */
export function launchRequest(
  choice: LaunchChoice,
  unit: UnitSnapshot | undefined,
  learner: string,
): LaunchRequest {
  const mastery = masteryOf(choice.masteryPercent);
  return {
    course: choice.course,
    au: choice.unit,
    learner,
    mode: choice.mode,
    window: windowOf(choice, unit),
    ...(choice.registration === "" ? {} : { registration: choice.registration }),
    ...(choice.mastery === "none" ? { masteryScore: null } : {}),
    ...(choice.mastery === "other" && typeof mastery === "number" ? { masteryScore: mastery } : {}),
    ...(choice.language.trim() === "" ? {} : { language: choice.language.trim() }),
    ...(choice.audio === "" ? {} : { audio: choice.audio }),
    ...(choice.otherParameters ? { launchParameters: choice.launchParameters } : {}),
    ...(choice.comesBack ? { returnURL: "auto" } : {}),
  };
}

/** The same launch once more: same learner, registration, unit and settings. The unit resumes from its State. */
export function relaunchRequest(session: SessionSnapshot): LaunchRequest {
  const { launchParameters, masteryScore, returnURL } = session.launchData;
  return {
    course: session.course,
    au: session.unit,
    learner: session.learner,
    registration: session.registration,
    mode: session.mode,
    window: session.window,
    masteryScore: masteryScore ?? null,
    ...(launchParameters === undefined ? {} : { launchParameters }),
    ...(returnURL === undefined
      ? {}
      : { returnURL: returnURL.endsWith(`/return/${session.key}`) ? "auto" : returnURL }),
  };
}
