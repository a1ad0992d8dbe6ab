import { expect, test } from "vitest";
import type { Edition } from "./edition.ts";
import { edition12 } from "./editions/edition-12.ts";
import { edition2004 } from "./editions/edition-2004.ts";
import { pack } from "./suspend/pack.ts";
import { FakeLms } from "./testing/fake-lms.ts";
import { answered, COURSE, FakePage, judged, unitOf } from "./testing/page.ts";

/** The elements that say how it went. */
const RESULT: Readonly<Record<Edition["name"], readonly string[]>> = {
  "1.2": ["cmi.core.lesson_status", "cmi.core.score.raw", "cmi.core.session_time", "cmi.core.exit"],
  "2004": [
    "cmi.completion_status",
    "cmi.success_status",
    "cmi.score.scaled",
    "cmi.progress_measure",
    "cmi.session_time",
    "cmi.exit",
  ],
};
const EDITIONS = [
  ["1.2", edition12],
  ["2004", edition2004],
] as const;

async function open(edition: Edition, lms = new FakeLms(edition), unit = unitOf()) {
  const page = new FakePage(edition, lms, unit);
  const resume = await page.session.start();
  const result = () => RESULT[edition.name].map((element) => lms.saved[element] ?? "-").join(" ");
  return { page, lms, session: page.session, clock: page.clock, resume, result };
}

test.each(EDITIONS)(
  "SCORM %s: a unit that was opened is incomplete and will be suspended",
  async (_, edition) => {
    const { session, result } = await open(edition);
    expect(session.view).toMatchObject({ phase: "active", mode: "Normal", keptBy: "lms", waiting: 0 });
    expect(result()).toBe(
      edition.name === "1.2" ? "incomplete - 0000:00:00.00 suspend" : "incomplete - - 0 PT0S suspend",
    );
  },
);

test.each(EDITIONS)("SCORM %s: failing, trying again and passing is told as passed", async (_, edition) => {
  const { session, clock, lms, result } = await open(edition);
  clock.run(61_500);
  session.record({ type: "progressed", percent: 50 });
  session.record(judged(0.5));
  session.record({ type: "progressed", percent: 100 });
  session.record({ type: "completed" });
  session.record(judged(1));
  await session.exit();
  expect(result()).toBe(
    edition.name === "1.2" ? "passed 100 0000:01:01.50 " : "completed passed 1 1 PT1M1.5S suspend",
  );
  expect(lms.calls.filter((call) => /=failed/.test(call))).toEqual([]);
  expect(session.view).toMatchObject({ phase: "ended", reason: "exited", completed: true, passed: true });
});

test.each(EDITIONS)("SCORM %s: tried and not passed is failed, said at the end only", async (_, edition) => {
  const { session, lms, result } = await open(edition);
  session.record({ type: "completed" });
  session.record(judged(0.5));
  expect(lms.calls.filter((call) => /=failed/.test(call))).toEqual([]);
  await session.exit();
  expect(result()).toMatch(edition.name === "1.2" ? /^failed 50 .* suspend$/ : /^completed failed 0.5 1 /);
});

test.each(EDITIONS)("SCORM %s: failed without attempts left is said at once", async (_, edition) => {
  const { session, lms } = await open(edition);
  session.record(judged(0.5, false));
  expect(session.view).toMatchObject({ failed: true, practiceOnly: true });
  expect(Object.values(lms.saved)).toContain("failed");
});

test.each(EDITIONS)(
  "SCORM %s: a later launch goes on where the first was left, and may pass",
  async (_, edition) => {
    const first = await open(edition);
    first.session.record(judged(0.5, false));
    first.session.keep({ format: 1, place: "two" });
    await first.session.exit();

    const second = await open(edition, new FakeLms(edition, first.lms.saved));
    expect(second.resume).toEqual({ format: 1, place: "two" });
    expect(second.session.view).toMatchObject({ failed: true, practiceOnly: false });
    second.session.record({ type: "completed" });
    second.session.record(judged(0.9));
    await second.session.exit();
    expect(second.result()).toMatch(edition.name === "1.2" ? /^passed 90 / : /^completed passed 0.9 1 /);

    const third = await open(edition, new FakeLms(edition, second.lms.saved));
    expect(third.session.view).toMatchObject({ completed: true, passed: true });
    third.session.record(judged(0.3));
    await third.session.exit();
    expect(third.result()).toMatch(edition.name === "1.2" ? /^passed 90 / : /^completed passed 0.9 1 /);
  },
);

test.each(EDITIONS)("SCORM %s: looking around or back changes nothing", async (_, edition) => {
  for (const mode of ["browse", "review"]) {
    const lms = new FakeLms(edition, { "cmi.core.lesson_mode": mode, "cmi.mode": mode });
    const { session } = await open(edition, lms);
    session.record(answered());
    session.record({ type: "completed" });
    session.record(judged(1));
    session.keep({ place: "two" });
    await session.exit();
    const written = lms.calls.filter((call) => call.includes("="));
    const browsed = mode === "browse" && edition.name === "1.2" ? ["cmi.core.lesson_status=browsed"] : [];
    expect(written.filter((call) => !call.startsWith("adl.nav"))).toEqual(browsed);
    expect(lms.count(edition.calls.terminate)).toBe(1);
  }
});

test.each(EDITIONS)("SCORM %s: the LMS's mastery score stands over the author's", async (_, edition) => {
  const values = { "cmi.student_data.mastery_score": "40", "cmi.scaled_passing_score": "0.4" };
  const { session } = await open(edition, new FakeLms(edition, values));
  expect(session.view.mastery).toBe(0.4);
  session.record(judged(0.5));
  expect(session.view.passed).toBe(true);
});

test.each(EDITIONS)("SCORM %s: each answer is one interaction, saved at once", async (_, edition) => {
  const { session, clock, lms } = await open(edition);
  session.record(answered());
  session.record(answered({ success: true, response: "lip[,]mechanical", attempt: 2 }));
  expect(session.view.answersWaiting).toBe(2);
  expect(session.pending()).toMatchObject([{ what: "answered", name: "Which seal?" }, {}]);
  clock.run(0);
  expect(session.view.answersWaiting).toBe(0);
  const ids = Object.entries(lms.saved).filter(([name]) => /^cmi\.interactions\.\d+\.id$/.test(name));
  expect(ids).toHaveLength(2);
});

test.each(EDITIONS)("SCORM %s: interactions go on after those of earlier launches", async (_, edition) => {
  const lms = new FakeLms(edition, { "cmi.interactions._count": "3" });
  const { session } = await open(edition, lms);
  session.record(answered());
  expect(lms.calls.some((call) => call.startsWith("cmi.interactions.3.id="))).toBe(true);
});

test.each(EDITIONS)("SCORM %s: no more answers than every LMS must take", async (_, edition) => {
  const { session, lms } = await open(edition);
  for (let count = 0; count < 260; count += 1) session.record(answered());
  expect(lms.calls.filter((call) => /^cmi\.interactions\.\d+\.id=/.test(call))).toHaveLength(250);
});

test.each(EDITIONS)(
  "SCORM %s: the page goes away: all is saved, and the session ended once",
  async (_, edition) => {
    const { page, session, lms, result } = await open(edition);
    session.record({ type: "progressed", percent: 50 });
    session.record(judged(0.2));
    session.keep({ place: "two" });
    page.tell("hidden");
    page.tell("leave");
    page.tell("leave");
    await session.exit();
    expect(lms.count(edition.calls.terminate)).toBe(1);
    expect(lms.saved["cmi.suspend_data"]).toMatch(/^1/);
    expect(result()).toMatch(
      edition.name === "1.2" ? /^failed 20 .* suspend$/ : /^incomplete failed 0.2 0.5 /,
    );
    page.tell("return");
    expect(session.view).toMatchObject({ phase: "ended", reason: "returned-after-end" });
  },
);

test.each(EDITIONS)("SCORM %s: a page that is loaded again goes on in its session", async (_, edition) => {
  const first = await open(edition);
  first.session.keep({ place: "two" });
  first.page.tell("reload");
  expect(first.lms.count(edition.calls.terminate)).toBe(0);
  first.lms.errors.set(edition.calls.initialize, edition.alreadyOpen);
  const second = await open(edition, first.lms);
  expect(second.session.view.phase).toBe("active");
  expect(second.session.view.trouble).toBeUndefined();
  expect(second.resume).toEqual({ place: "two" });
});

test.each(EDITIONS)("SCORM %s: a change at rest is saved after three seconds", async (_, edition) => {
  const { session, clock, lms } = await open(edition);
  session.keep({ place: "two" });
  clock.run(2_900);
  expect(lms.saved["cmi.suspend_data"]).toBeUndefined();
  clock.run(200);
  expect(lms.saved["cmi.suspend_data"]).toMatch(/^1/);
});

test.each(EDITIONS)(
  "SCORM %s: a refused value is shown with the LMS's number, until it is taken",
  async (_, edition) => {
    const { session, lms, clock } = await open(edition);
    lms.errors.set("cmi.suspend_data", "405");
    session.keep({ place: "two" });
    clock.run(3_000);
    expect(session.view.trouble).toEqual({
      code: "lms-error",
      detail: "cmi.suspend_data · 405 · error 405",
    });
    lms.errors.clear();
    session.keep({ place: "three" });
    clock.run(3_000);
    expect(session.view.trouble).toBeUndefined();
  },
);

test.each(EDITIONS)("SCORM %s: a refused commit is shown, and tried again by itself", async (_, edition) => {
  const { session, lms, clock } = await open(edition);
  lms.errors.set(edition.calls.commit, "101");
  session.record(answered());
  clock.run(0);
  expect(session.view).toMatchObject({ connected: false, answersWaiting: 1, trouble: { code: "lms-error" } });
  lms.errors.clear();
  clock.run(30_000);
  expect(session.view).toMatchObject({ connected: true, answersWaiting: 0 });
  expect(session.view.trouble).toBeUndefined();
});

test.each(EDITIONS)(
  "SCORM %s: an LMS without interactions hears of none, and nobody is told",
  async (_, edition) => {
    const { session, lms } = await open(edition);
    lms.errors.set("cmi.interactions.0.id", edition.name === "1.2" ? "401" : "402");
    session.record(answered());
    expect(lms.calls.filter((call) => call.startsWith("cmi.interactions."))).toHaveLength(1);
    expect(session.view.trouble).toBeUndefined();
  },
);

test.each(EDITIONS)("SCORM %s: an LMS that does not open refuses the session visibly", async (_, edition) => {
  const lms = new FakeLms(edition);
  lms.errors.set(edition.calls.initialize, "102");
  const { session } = await open(edition, lms);
  expect(session.view).toMatchObject({ phase: "refused", reason: "lms-refused" });
  session.record(judged(1));
  expect(lms.calls).toEqual([edition.calls.initialize]);
});

test("SCORM 2004: an instance that has ended is not begun again", async () => {
  const lms = new FakeLms(edition2004);
  lms.errors.set("Initialize", "104");
  expect((await open(edition2004, lms)).session.view).toMatchObject({
    phase: "ended",
    reason: "returned-after-end",
  });
});

test.each(EDITIONS)(
  "SCORM %s: an API that throws is an LMS that refuses, not a page that stops",
  async (_, edition) => {
    const lms = new FakeLms(edition);
    (lms.api as Record<string, unknown>)[edition.calls.initialize] = () => {
      throw new Error("applet gone");
    };
    expect((await open(edition, lms)).session.view).toMatchObject({
      phase: "refused",
      reason: "lms-refused",
    });
  },
);

test.each(EDITIONS)(
  "SCORM %s: work that the LMS damaged is not read, the LMS's own result counts",
  async (_, edition) => {
    const text = pack({ of: COURSE, units: { "/units/seal": { resume: { place: "two" } } } });
    const values = {
      "cmi.suspend_data": text.slice(0, -3),
      "cmi.core.lesson_status": "passed",
      "cmi.completion_status": "completed",
      "cmi.success_status": "passed",
    };
    const { session, resume } = await open(edition, new FakeLms(edition, values));
    expect(resume).toBeUndefined();
    expect(session.view).toMatchObject({ completed: true, passed: true, trouble: { code: "earlier-work" } });
  },
);

test.each(EDITIONS)("SCORM %s: what a newer player wrote is not overwritten", async (_, edition) => {
  const lms = new FakeLms(edition, { "cmi.suspend_data": "2whatever" });
  const { session } = await open(edition, lms);
  expect(session.view).toMatchObject({ phase: "refused", reason: "newer-state" });
  // The attempt stays open, or the LMS would throw the newer player's work away.
  expect(lms.calls.filter((call) => call.includes("=")).join()).toMatch(/^cmi\.(core\.)?exit=suspend$/);
});

test("what does not fit into SCORM 1.2's 4,096 characters is left out step by step, and the learner told", async () => {
  const { session, lms, clock } = await open(edition12);
  const words = Array.from({ length: 3_000 }, (_, index) => `${(index * 7_919) % 10_007}`);
  session.keep({ place: "two", words }, (step) => (step === 1 ? { place: "two" } : undefined));
  clock.run(3_000);
  expect(lms.saved["cmi.suspend_data"]?.length).toBeLessThanOrEqual(4_096);
  expect(session.view.trouble).toEqual({ code: "room" });
  expect((await open(edition12, new FakeLms(edition12, lms.saved))).resume).toEqual({ place: "two" });
});

test("without an LMS everything works, nothing is recorded, and the page says so", async () => {
  const { clock } = new FakePage(edition12, new FakeLms(edition12));
  const { ScormSession } = await import("./scorm-session.ts");
  const lifecycle = { isVisible: () => true, subscribe: () => () => {} };
  const session = new ScormSession({
    unit: unitOf(),
    owned: true,
    kept: "lms",
    clock,
    lifecycle,
    leave: () => {},
    canReturn: false,
  });
  expect(await session.start()).toBeUndefined();
  expect(session.view.phase).toBe("standalone");
  session.record(judged(1));
  session.keep({});
  await session.exit();
});

test("events before the LMS has answered are told afterwards", async () => {
  const lms = new FakeLms(edition2004);
  const { session } = new FakePage(edition2004, lms);
  session.record({ type: "progressed", percent: 30 });
  session.keep({ place: "two" });
  await session.start();
  expect(lms.values["cmi.progress_measure"]).toBe("0.3");
});

test("SCORM 2004: leaving asks for the next SCO when this one is done and there is one", async () => {
  const asked = async (done: boolean, valid: string) => {
    const lms = new FakeLms(edition2004, { "adl.nav.request_valid.continue": valid });
    const { session } = await open(edition2004, lms);
    if (done) {
      session.record({ type: "completed" });
      session.record(judged(1));
    }
    await session.exit();
    return lms.values["adl.nav.request"];
  };
  expect(await asked(true, "true")).toBe("continue");
  expect(await asked(true, "unknown")).toBe("suspendAll");
  expect(await asked(false, "true")).toBe("suspendAll");
});

test.each(EDITIONS)(
  "SCORM %s: an LMS that can't say what was kept is not written over",
  async (_, edition) => {
    const lms = new FakeLms(edition);
    lms.errors.set("cmi.suspend_data", "301");
    const { session } = await open(edition, lms);
    expect(session.view).toMatchObject({ phase: "refused", reason: "lms-refused" });
    expect(lms.calls.filter((call) => call.includes("="))).toEqual([]);
  },
);

test.each(EDITIONS)(
  "SCORM %s: an LMS that can't say anything else is asked no more of",
  async (_, edition) => {
    const lms = new FakeLms(edition);
    for (const element of ["cmi.learner_name", "cmi.core.student_name", "cmi.interactions._count"])
      lms.errors.set(element, "301");
    expect((await open(edition, lms)).session.view).toMatchObject({ phase: "active" });
  },
);

test.each(EDITIONS)(
  "SCORM %s: what the LMS has as passed is not taken back, whatever was kept",
  async (_, edition) => {
    const text = pack({ of: COURSE, units: { "/units/seal": { p: 50, passed: 1 } } });
    const values = {
      "cmi.suspend_data": text,
      "cmi.core.lesson_status": "passed",
      "cmi.core.score.raw": "90",
      "cmi.completion_status": "completed",
      "cmi.success_status": "passed",
      "cmi.score.scaled": "0.9",
    };
    const { session, lms, result } = await open(edition, new FakeLms(edition, values));
    session.record(judged(0.4));
    await session.exit();
    expect(result()).toMatch(edition.name === "1.2" ? /^passed 90 / : /^completed passed 0.9 /);
    expect(lms.calls.filter((call) => /=(incomplete|failed|unknown)$/.test(call))).toEqual([]);
  },
);

test.each(EDITIONS)("SCORM %s: within a session the score never falls", async (_, edition) => {
  const { session, result } = await open(edition);
  session.record(judged(0.7));
  session.record(judged(0.2));
  await session.exit();
  expect(result()).toMatch(edition.name === "1.2" ? /^failed 70 / : /^incomplete failed 0.7 /);
});

test.each(EDITIONS)("SCORM %s: a SCO that is ended twice ends its session once", async (_, edition) => {
  const { page, lms } = await open(edition);
  page.sco.finish(false);
  page.sco.finish(true);
  expect(lms.count(edition.calls.terminate)).toBe(1);
});
