import type { SessionView } from "@tessera/session";
import { expect, test } from "vitest";
import { sayIn } from "../strings/say.ts";
import { shellStrings } from "../strings/strings.ts";
import { VIEW } from "../testing/unit-data.ts";
import { newsOf, statusOf } from "./status.ts";

const say = sayIn(shellStrings("en"), "en");
const line = (view: Partial<SessionView>) => {
  const { key, words } = statusOf({ ...VIEW, ...view });
  return say(key, words);
};

test("while the network is away the line counts answers, not statements", () => {
  expect(line({ connected: false, waiting: 7, answersWaiting: 3 })).toBe("3 answers waiting to be sent");
  expect(line({ connected: false, waiting: 2, answersWaiting: 1 })).toBe("1 answer waiting to be sent");
  expect(line({ connected: false, waiting: 2 })).toMatch(/^No connection: what you do is kept/);
  expect(line({ connected: false })).toMatch(/^No connection/);
});

test("with the network there the line says saving, then saved, and no number", () => {
  expect(line({ waiting: 7, answersWaiting: 3 })).toBe("Saving");
  expect(line({})).toBe("Saved");
});

test("where what waits lies in memory only, the line says that closing the page would lose it", () => {
  const memory = { connected: false, keptIn: "memory", waiting: 4 } as const;
  expect(line({ ...memory, answersWaiting: 3 })).toMatch(/3 answers .+ Closing this page would lose them/);
  expect(line({ ...memory, answersWaiting: 0 })).toMatch(/closing this page would lose/);
  expect(line({ ...memory, waiting: 0 })).not.toMatch(/lose/);
  for (const keptIn of ["database", "storage"] as const)
    expect(line({ ...memory, keptIn, answersWaiting: 3 })).not.toMatch(/lose/);
});

test("what the LMS refused stays in the line", () => {
  expect(line({ parked: 1 })).toMatch(/could not be recorded/);
  expect(line({ parked: 1, waiting: 1, answersWaiting: 1 })).toMatch(/could not be recorded/);
});

/** What is announced while the session goes through these views. */
function announced(views: readonly Partial<SessionView>[]): readonly string[] {
  const said: string[] = [];
  let before = "";
  for (const view of views) {
    const news = newsOf({ ...VIEW, ...view }, before);
    if (news !== before) said.push(news);
    before = news;
  }
  return said;
}

test("that the connection is gone is announced once, and that all has arrived once, not each answer", () => {
  const away = (n: number) => ({ connected: false, waiting: n, answersWaiting: n });
  expect(
    announced([
      {},
      { waiting: 1, answersWaiting: 1 },
      {},
      away(1),
      away(2),
      away(3),
      // The connection comes and goes before everything was sent.
      { waiting: 2, answersWaiting: 2 },
      away(2),
      { waiting: 1 },
      {},
      { waiting: 1 },
      {},
    ]),
  ).toEqual(["away", "saved"]);
});

test("a work that is saved all along, a start and an end are not announced here", () => {
  expect(announced([{ phase: "starting", connected: false }, {}, { waiting: 2 }, {}])).toEqual([]);
  expect(announced([{}, { phase: "ended", connected: false, waiting: 3 }])).toEqual([]);
});

test("trouble of a SCORM LMS is announced once", () => {
  const trouble = { trouble: { code: "room" }, connected: false } as const;
  expect(announced([{}, trouble, { ...trouble, waiting: 1 }, trouble])).toEqual(["trouble room"]);
});

test("each refusal is announced", () => {
  expect(announced([{}, { parked: 1 }, { parked: 1, waiting: 1 }, { parked: 1 }, { parked: 2 }])).toEqual([
    "parked 1",
    "parked 2",
  ]);
});
