/** What a SCORM LMS gives back: `cmi.suspend_data` and the other elements are texts of anybody's making. */
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { UnitPlayer } from "../../packages/elements/src/shell/unit-player.ts";
import { interactionOf, unitData } from "../../packages/elements/src/testing/unit-data.ts";
import { Connection } from "../../packages/scorm/src/connection.ts";
import { edition12 } from "../../packages/scorm/src/editions/edition-12.ts";
import { edition2004 } from "../../packages/scorm/src/editions/edition-2004.ts";
import { Sco } from "../../packages/scorm/src/sco.ts";
import { ScormSession } from "../../packages/scorm/src/scorm-session.ts";
import { pack } from "../../packages/scorm/src/suspend/pack.ts";
import { readSuspendData } from "../../packages/scorm/src/suspend/suspend-data.ts";
import { Tab } from "../../packages/session/src/testing/harness.ts";

const SCRIPT = `"><img src=x onerror=alert(1)>`;
const data = unitData();
const leaf = fc.constantFrom<unknown>(null, true, 1, 0, -1, 3.5, 1e308, "", "1", "p1", SCRIPT, [], {}, [
  null,
]);
const junk = fc.oneof(
  leaf,
  fc.dictionary(fc.constantFrom("place", "format", "scaled", "x", "__proto__"), leaf),
);
const unit = fc.record(
  {
    c: junk,
    passed: junk,
    failed: junk,
    p: junk,
    score: fc.oneof(junk, fc.record({ scaled: leaf, raw: leaf, max: leaf })),
    resume: junk,
  },
  { requiredKeys: [] },
);
const texts = fc.oneof(
  fc.constantFrom("", "1", "2abc", "9", "0", SCRIPT, "1".repeat(64_000), pack(null), pack([]), pack("x")),
  fc.string({ maxLength: 40 }),
  fc.oneof(unit, leaf).map((value) => pack({ of: data.course.id, units: { "/u": value } })),
);

test("what comes out of suspend data has the shape of what went in, or is told to be damaged", () => {
  fc.assert(
    fc.property(texts, (text) => {
      const kept = readSuspendData(text, data.course.id);
      if (typeof kept === "string") {
        expect(["none", "damaged", "newer"]).toContain(kept);
        return;
      }
      for (const { c, passed, failed, p, score, resume } of Object.values(kept)) {
        for (const mark of [c, passed, failed]) expect([undefined, 1]).toContain(mark);
        expect(p === undefined || (Number.isInteger(p) && p >= 0 && p <= 100)).toBe(true);
        expect(
          score === undefined || (score.scaled >= 0 && score.scaled <= 1 && Number.isFinite(score.raw)),
        ).toBe(true);
        expect(resume === undefined || (typeof resume === "object" && !Array.isArray(resume))).toBe(true);
      }
    }),
    { numRuns: 500 },
  );
});

test("suspend data that nests without end is damaged: it could not be written again", () => {
  let value: unknown = 1;
  for (let depth = 0; depth < 1_000; depth += 1) value = { x: value };
  expect(readSuspendData(pack({ of: "c", units: { u: { resume: value } } }), "c")).toBe("damaged");
});

test.each([edition12, edition2004])(
  "whatever the LMS of SCORM $name answers, the unit opens, is played, and ends",
  async (edition) => {
    const words = fc.oneof(
      texts,
      fc.constantFrom(
        "passed",
        "failed",
        "completed",
        "browse",
        "review",
        "normal",
        "1e999",
        "NaN",
        "-5",
        "0.5",
      ),
    );
    await fc.assert(
      fc.asyncProperty(
        texts,
        fc.dictionary(
          fc.constantFrom("status", "mode", "raw", "mastery", "name", "language", "audio", "_count"),
          words,
        ),
        async (suspended, others) => {
          const written: (readonly [string, string])[] = [];
          const { calls } = edition;
          const api = {
            [calls.initialize]: () => "true",
            [calls.get]: (element: string) =>
              element === edition.suspendData
                ? suspended
                : (Object.entries(others).find(([part]) => element.includes(part))?.[1] ?? ""),
            [calls.set]: (element: string, value: string) => {
              written.push([element, value]);
              return "true";
            },
            [calls.commit]: () => "true",
            [calls.terminate]: () => "true",
            [calls.error]: () => "0",
            [calls.explain]: () => "",
          };
          const tab = new Tab();
          const { clock, lifecycle } = tab.ports();
          const { id, moveOn, mastery } = data.unit;
          const sco = new Sco({
            connection: new Connection(api, edition),
            edition,
            course: data.course.id,
            units: [{ id, moveOn, ...(mastery !== undefined && { mastery }) }],
            activeMs: () => 1_000,
            now: () => new Date(0),
          });
          const session = new ScormSession({
            unit: data,
            sco,
            owned: true,
            kept: "lms",
            clock,
            lifecycle,
            leave: () => {},
            canReturn: false,
          });
          const player = new UnitPlayer({
            data,
            session,
            interactionOf,
            elapsed: () => clock.elapsed(),
            now: () => clock.now(),
            extras: [],
            seed: "s",
          });
          await player.start();
          if (session.view.reason === "newer-state") return;
          expect(session.view.phase).toBe("active");
          const [quiz] = data.quizzes;
          if (quiz) {
            player.startQuiz(quiz);
            player.handIn(quiz);
          }
          player.open("p2");
          await player.exit();
          expect(session.view.phase).toBe("ended");
          for (const [element, value] of written) {
            expect(typeof value).toBe("string");
            expect(value, element).not.toMatch(/^(?:NaN|undefined|null|\[object)|Infinity/);
            if (/score\.(?:raw|min|max)$/.test(element))
              expect(Number(value), element).toBeLessThanOrEqual(100);
          }
        },
      ),
      { numRuns: 150 },
    );
  },
);
