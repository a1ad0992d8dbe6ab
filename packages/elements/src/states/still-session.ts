import type { Pending, ResumeRecord, SessionView, UnitSession } from "@tessera/session";

const VIEW: SessionView = {
  phase: "active",
  mode: "Normal",
  learner: "Ada",
  registration: "00000000-0000-4000-8000-000000000001",
  preferences: {},
  account: "ada",
  host: "lms.example.org",
  waiting: 0,
  answersWaiting: 0,
  parked: 0,
  parkedReasons: [],
  connected: true,
  completed: false,
  passed: false,
  failed: false,
  practiceOnly: false,
  canReturn: true,
};

/** A session that stands still in one state: nothing is sent, nothing changes. */
export function stillSession(
  view: Partial<SessionView>,
  { resume, pending = [] }: { readonly resume?: ResumeRecord; readonly pending?: readonly Pending[] } = {},
): UnitSession {
  return {
    view: { ...VIEW, ...view },
    subscribe: () => () => {},
    // A session that is starting has not fetched anything yet.
    start: () => (view.phase === "starting" ? new Promise(() => {}) : Promise.resolve(resume)),
    record: () => {},
    keep: () => {},
    pending: () => pending,
    exit: () => Promise.resolve(),
  };
}
