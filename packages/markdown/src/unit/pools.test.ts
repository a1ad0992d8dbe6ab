import type { Question } from "@tessera/course";
import type { Diagnostic } from "@tessera/diagnostics";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { leastSlip, poolsOf } from "./pools.ts";
import type { BankPool } from "./pools.ts";

const span = { file: "01.md", start: 0, end: 1 };

function question(slug: string, objectives: readonly string[] = [], points = 1): Question {
  return { slug, objectives, points } as unknown as Question;
}

function bank(questions: readonly Question[], more: Partial<BankPool> = {}): BankPool {
  return { questions, span, ...more };
}

function made(request: Partial<Parameters<typeof poolsOf>[0]>) {
  const found: Diagnostic[] = [];
  const report = (each: Diagnostic) => void found.push(each);
  const pools = poolsOf({
    own: [],
    banks: [],
    draw: undefined,
    byObjective: false,
    span,
    report,
    ...request,
  });
  const short = pools.map(({ draw, questions }) => [draw, ...questions.map(({ slug }) => slug)]);
  return { pools, short, said: found.map(({ message }) => message) };
}

const names = (letters: string, objective: string) =>
  Array.from(letters, (slug) => slug).map((slug) => question(slug, [objective]));

test("a draw by objective is dealt round, and what an objective lacks the others give", () => {
  const own = [...names("abcdef", "segment"), ...names("x", "access"), ...names("uvw", "report")];
  expect(made({ own, draw: 7, byObjective: true }).short.map(([draw]) => draw)).toEqual([3, 1, 3]);
});

test("a bank without a draw of its own joins the questions that the quiz draws from", () => {
  const banks = [bank(names("abc", "segment")), bank(names("xyz", "access"), { draw: 1 })];
  expect(made({ own: names("u", "report"), banks, draw: 3 }).short).toEqual([
    [2, "u", "a", "b", "c"],
    [1, "x", "y", "z"],
  ]);
  expect(
    made({ banks: [bank(names("abc", "s")), bank(names("xyz", "a"))], draw: 4, byObjective: true }).short,
  ).toEqual([
    [2, "a", "b", "c"],
    [2, "x", "y", "z"],
  ]);
});

test("a question of two objectives is drawn for the one that needs it, and asked once", () => {
  const both = question("both", ["segment", "access"]);
  const segment = bank([...names("ab", "segment"), both], { draw: 2, objective: "segment" });
  const access = bank([both, ...names("x", "access")], { draw: 2, objective: "access" });
  expect(made({ banks: [segment, access] })).toMatchObject({
    short: [
      [2, "a", "b"],
      [2, "both", "x"],
    ],
    said: [],
  });
});

test("a stratum that shares too many questions with another is told", () => {
  const both = question("both", ["segment", "access"]);
  const segment = bank([both], { draw: 1, objective: "segment" });
  const access = bank([both], { draw: 1, objective: "access" });
  expect(made({ banks: [segment, access] }).said).toEqual([
    "draws 1 for `access`, but 1 of its 1 questions are drawn elsewhere in this quiz, which asks no question twice",
  ]);
});

test("fewer questions than objectives cannot be dealt", () => {
  const own = [...names("a", "segment"), ...names("b", "access")];
  expect(made({ own, draw: 1, byObjective: true }).said).toEqual([
    "1 questions are drawn by objective, but they have 2 objectives",
  ]);
});

test("whatever is drawn from whichever banks, no question is in two pools, and what can be drawn is said honestly", () => {
  const slugs = fc.uniqueArray(fc.constantFrom("a", "b", "c", "d", "e", "f", "g"), {
    minLength: 1,
    maxLength: 8,
  });
  const drawn = fc.tuple(slugs, fc.option(fc.integer({ min: 1, max: 8 }), { nil: undefined }));
  fc.assert(
    fc.property(
      fc.array(drawn, { maxLength: 4 }),
      slugs,
      fc.option(fc.integer({ min: 1, max: 20 })),
      (sets, own, draw) => {
        const banks = sets.map(([letters, count]) =>
          bank(
            letters.map((slug) => question(slug)),
            {
              ...(count !== undefined && { draw: Math.min(count, letters.length) }),
            },
          ),
        );
        const { pools, said } = made({
          own: own.map((slug) => question(slug)),
          banks,
          draw: draw ?? undefined,
        });
        const all = pools.flatMap(({ questions }) => questions.map(({ slug }) => slug));
        expect(new Set(all).size).toBe(all.length);
        if (said.length > 0) return;
        for (const pool of pools) expect(pool.draw ?? 0).toBeLessThanOrEqual(pool.questions.length);
        const asked = pools.reduce((sum, pool) => sum + (pool.draw ?? pool.questions.length), 0);
        if (draw !== null) expect(asked).toBe(draw);
      },
    ),
  );
});

test("the smallest mistake costs most where a draw has the fewest points beside it", () => {
  expect(
    leastSlip([{ draw: 2, questions: [question("a", [], 1), question("b", [], 3), question("c", [], 2)] }]),
  ).toBe(0.2);
  expect(leastSlip([])).toBe(0);
});
