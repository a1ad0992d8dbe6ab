import type { LmsEvent, LmsSnapshot } from "@tessera/lms";
import type { EventListener, LmsClient } from "../client/lms-client.ts";
import { lms } from "./sample-lms.testing.ts";
import { WorkbenchStore } from "./workbench-store.ts";

export interface FakeLms {
  readonly client: LmsClient;
  readonly store: WorkbenchStore;
  /** What was asked, in order, e.g. `launch {"course":…}`. */
  readonly asked: string[];
  /** What `state` answers; an error is thrown. */
  picture: LmsSnapshot | Error;
  /** What every change is answered with, where it is an error. */
  refusal: Error | undefined;
  listener: EventListener;
  /** Windows that were opened: their address, or what became of them. */
  readonly windows: string[];
  /** Lets events arrive and the store gather them. */
  happen(...events: readonly LmsEvent[]): Promise<void>;
}

/** An LMS that answers at once and does nothing of its own. */
export function fakeLms(): FakeLms {
  const asked: string[] = [];
  const windows: string[] = [];
  const scheduled: (() => void)[] = [];
  const settle = (): Promise<void> => new Promise((resolve) => void setTimeout(resolve, 0));
  const change = async <Value>(words: string, answer: Value): Promise<Value> => {
    asked.push(words);
    if (fake.refusal !== undefined) throw fake.refusal;
    return answer;
  };
  const client: LmsClient = {
    async state() {
      asked.push("state");
      if (fake.picture instanceof Error) throw fake.picture;
      return fake.picture;
    },
    verdict: (session) => change(`verdict ${session}`, []),
    launch: (request) =>
      change(`launch ${JSON.stringify(request)}`, {
        url: "http://content.example/unit",
        session: "session-1",
      }),
    addLearner: (name) => change(`learner ${name}`, "learner-1"),
    abandon: (session) => change(`abandon ${session}`, undefined),
    waive: (request) => change(`waive ${JSON.stringify(request)}`, undefined),
    importPackage: (name) => change(`import ${name}`, { course: "course-1" }),
    change: (settings) => change(`settings ${JSON.stringify(settings)}`, undefined),
    wear: (look) => change(`look ${JSON.stringify(look)}`, undefined),
    follow(after, listener) {
      asked.push(`follow ${after}`);
      fake.listener = listener;
      return () => void asked.push("unfollow");
    },
  };
  const store = new WorkbenchStore({
    client,
    schedule: (run) => void scheduled.push(run),
    openWindow() {
      const place = windows.push("empty") - 1;
      return { show: (url) => (windows[place] = url), close: () => (windows[place] = "closed") };
    },
  });
  const nobody: EventListener = { opened() {}, lost() {}, happened() {} };
  const fake: FakeLms = {
    client,
    store,
    asked,
    windows,
    picture: lms(),
    refusal: undefined,
    listener: nobody,
    async happen(...events) {
      for (const event of events) fake.listener.happened(event);
      for (const run of scheduled.splice(0)) run();
      await settle();
    },
  };
  return fake;
}
