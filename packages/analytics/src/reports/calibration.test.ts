import { expect, test } from "vitest";
import { Chance } from "../simulate/chance.ts";
import { itemFits } from "../statistics/item-fit.ts";
import { fitTwoParameter } from "../statistics/two-parameter.ts";
import { storeOf } from "../testing/memory-store.ts";
import { catalogueOfQuestions } from "../testing/plain-catalogue.ts";
import { question, QUIZ, UNIT } from "../testing/random-cohort.ts";
import { statement } from "../testing/statements.ts";
import { calibration } from "./calibration.ts";

const DIFFICULTIES = [-1, 0, 1, 0.5];

function cohort(
  learners: number,
  right = (b: number, ability: number) => 1 / (1 + Math.exp(-1.3 * (ability - b))),
) {
  const chance = new Chance("calibration");
  const matrix = Array.from({ length: learners }, () => {
    const ability = chance.normal();
    return DIFFICULTIES.map((b) => (chance.happens(right(b, ability)) ? 1 : 0));
  });
  const statements = matrix.flatMap((answers, who) =>
    answers.map((x, at) =>
      statement({
        ...{ who: `learner ${who}`, verb: "answered", seconds: who * 10 + at, object: question(at + 1) },
        ...{ unit: UNIT, quiz: QUIZ, version: 1, result: { success: x === 1 } },
      }),
    ),
  );
  return { matrix, statements };
}

test("the report's figures are those of the model over first answers, with the place of each question", async () => {
  const { matrix, statements } = cohort(240);
  const store = await storeOf(statements);
  await store.keepCatalogue(catalogueOfQuestions(4));
  const { rows, notes } = await calibration.run(store, {});
  const fit = fitTwoParameter(
    matrix.map((answers) => ({ answers: answers as (0 | 1)[], weight: 1 })),
    4,
  );
  expect(notes).toEqual([
    "Quiz: whether a question misfits is not said, since it takes 500 learners who had every question (there are 240)",
  ]);
  const tests = itemFits(
    matrix.map((answers) => ({ answers: answers as (0 | 1)[], weight: 1 })),
    fit.items,
  );
  expect(rows.map((row) => row["flags"])).toEqual(["", "", "", ""]);
  expect(rows.map((row) => [row["question"], row["place"], row["learners"]])).toEqual(
    [1, 2, 3, 4].map((n) => [`q-${n}`, `bank.md:${n * 10}`, 240]),
  );
  rows.forEach((row, at) => {
    expect(row["fit"]).toBeCloseTo(tests[at]?.statistic ?? 0, 6);
    expect(row["fit_p"]).toBeCloseTo(tests[at]?.p ?? 0, 6);
    expect(row["slope"]).toBeCloseTo(fit.items[at]?.discrimination ?? 0, 6);
    expect(row["difficulty"]).toBeCloseTo(fit.items[at]?.difficulty ?? 0, 6);
    expect(row["difficulty_se"]).toBeCloseTo(fit.items[at]?.difficultyError ?? 0, 6);
    expect(Math.abs(Number(row["difficulty"]) - (DIFFICULTIES[at] ?? 0))).toBeLessThan(0.8);
  });
  store.close();
});

test("a question that the middle of the learners gets wrong, and nobody else, misfits", async () => {
  const bent = (b: number, ability: number) =>
    b === 0.5 ? (Math.abs(ability) < 0.8 ? 0.05 : 0.95) : 1 / (1 + Math.exp(-1.8 * (ability - b)));
  const store = await storeOf(cohort(600, bent).statements);
  await store.keepCatalogue(catalogueOfQuestions(4));
  const { rows, notes } = await calibration.run(store, {});
  expect(notes).toEqual([]);
  expect(rows[3]?.["flags"]).toBe("misfit");
  store.close();
});

test("too few learners are told, not fitted", async () => {
  const store = await storeOf(cohort(50).statements);
  const { rows, notes } = await calibration.run(store, {});
  expect(rows).toEqual([]);
  expect(notes[0]).toMatch(/it takes 200 learners and 3 questions \(there are 50 and 4\)/);
  store.close();
});
