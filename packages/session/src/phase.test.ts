import { expect, test } from "vitest";
import { next, SIGNALS, TRANSITIONS } from "./phase.ts";
import type { SessionPhase } from "./session.ts";

/** Every phase × every signal; `.` = illegal, changes nothing. */
const TABLE = `
            no-launch  refuse  ready  exit   terminated  over
starting    standalone refused active ended  .           ended
active      .          .       .      ending ended       ended
ending      .          .       .      .      ended       ended
ended       .          .       .      .      .           .
refused     .          .       .      ended  .           .
standalone  .          .       .      ended  .           .
`;

const [header = [], ...rows] = TABLE.trim()
  .split("\n")
  .map((line) => line.trim().split(/\s+/));

test("the table names every phase and every signal", () => {
  expect(header).toEqual([...SIGNALS]);
  expect(rows.map(([phase]) => phase).sort()).toEqual(Object.keys(TRANSITIONS).sort());
});

test.each(
  rows.flatMap(([phase, ...cells]) => SIGNALS.map((signal, at) => [phase, signal, cells[at]] as const)),
)("%s + %s → %s", (phase, signal, expected) => {
  const after = next(phase as SessionPhase, signal);
  expect(after).toBe(expected === "." ? phase : expected);
});
