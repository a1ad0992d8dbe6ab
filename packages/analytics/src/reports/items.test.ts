import { expect, test } from "vitest";
import type { ResultRow } from "../store.ts";
import { Chance } from "../simulate/chance.ts";
import { LSAT6 } from "../testing/lsat6.ts";
import { storeOf } from "../testing/memory-store.ts";
import { firstAnswers, groups, plainItem, restOf, wholeAttempts } from "../testing/plain-items.ts";
import { patternShares } from "../testing/plain-item-fit.ts";
import { cronbach, mean, pearson } from "../testing/plain-statistics.ts";
import { OPTIONS, question, randomCohort, UNIT } from "../testing/random-cohort.ts";
import { catalogueOfQuestions } from "../testing/plain-catalogue.ts";
import { statement } from "../testing/statements.ts";
import type { Json } from "../testing/statements.ts";
import { distractors } from "./distractors.ts";
import { items } from "./items.ts";

const SEEDS = ["1", "2", "3", "4", "5"];

function same(found: ResultRow | undefined, expected: Readonly<Record<string, number | null>>, what: string) {
  for (const [key, value] of Object.entries(expected)) {
    const got = found?.[key];
    if (value === null || typeof got !== "number") expect(got, `${what} ${key}`).toBe(value);
    else expect(Math.abs(got - value), `${what} ${key}: ${got} and ${value}`).toBeLessThan(1e-9);
  }
}

test.each(SEEDS)("every figure about a question is what plain loops count, cohort %s", async (seed) => {
  const cohort = randomCohort(seed);
  const store = await storeOf(cohort.statements);
  const { rows } = await items.run(store, {});
  for (let n = 1; n <= 6; n++) {
    const found = rows.find((row) => row["question"] === question(n));
    same(found, plainItem(cohort, question(n)), `question ${n}`);
  }
  expect(rows).toHaveLength(6);
  store.close();
});

test.each(SEEDS)("every figure about an option is what plain loops count, cohort %s", async (seed) => {
  const cohort = randomCohort(seed);
  const store = await storeOf(cohort.statements);
  await store.keepCatalogue(catalogueOfQuestions(6));
  const { rows } = await distractors.run(store, {});
  const first = firstAnswers(cohort);
  const whole = wholeAttempts(first);
  for (let n = 1; n <= 6; n++)
    for (const option of OPTIONS) {
      const own = first.filter((answer) => answer.question === question(n));
      const chose = (response: string) => (response.split("[,]").includes(option) ? 1 : 0);
      const judged = [...whole].flatMap(([who, list]) => {
        const one = list.find((answer) => answer.question === question(n));
        return one ? [{ who, chosen: chose(one.response), rest: restOf(list, question(n)) }] : [];
      });
      const { upper, lower } = groups(whole, question(n));
      const share = (group: ReadonlySet<string>) =>
        judged.length ? mean(judged.filter(({ who }) => group.has(who)).map(({ chosen }) => chosen)) : null;
      const rests = judged.filter(({ chosen }) => chosen === 1).map(({ rest }) => rest);
      const found = rows.find((row) => row["question"] === `q-${n}` && row["option"] === option);
      same(
        found,
        {
          answers: own.length,
          chosen: own.reduce((sum, { response }) => sum + chose(response), 0),
          share: mean(own.map(({ response }) => chose(response))),
          upper_share: share(upper),
          lower_share: share(lower),
          mean_rest: rests.length ? mean(rests) : null,
          correlation: pearson(
            judged.map(({ chosen }) => chosen),
            judged.map(({ rest }) => rest),
          ),
        },
        `question ${n} option ${option}`,
      );
    }
  expect(rows).toHaveLength(24);
  store.close();
});

test("the options of a stranger's question are those that its statements name", async () => {
  const asked = (who: string, response: string) => ({
    ...statement({
      who,
      verb: "answered",
      seconds: 1,
      quiz: "urn:quiz",
      result: { response, success: response === "b" },
    }),
    object: {
      id: "urn:q",
      definition: {
        interactionType: "choice",
        correctResponsesPattern: ["b"],
        choices: [{ id: "a", description: { en: "Alpha" } }, { id: "b" }, { id: "c" }],
      },
    },
  });
  const store = await storeOf([asked("ada", "a"), asked("bob", "b"), asked("eve", "b")]);
  const { rows } = await distractors.run(store, {});
  expect(rows.map((row) => [row["question"], row["text"], row["correct"], row["chosen"]])).toEqual([
    ["urn:q", "Alpha", false, 1],
    ["urn:q", "b", true, 2],
    ["urn:q", "c", false, 0],
  ]);
  store.close();
});

test("a question's row names the line that holds it, and comes in the course's order", async () => {
  const store = await storeOf(randomCohort("6").statements);
  await store.keepCatalogue(catalogueOfQuestions(6));
  const { rows } = await items.run(store, {});
  expect(rows.map((row) => [row["question"], row["place"]])).toEqual(
    [1, 2, 3, 4, 5, 6].map((n) => [`q-${n}`, `bank.md:${n * 10}`]),
  );
  store.close();
});

/** Answers of learners to questions of one quiz, a row for each learner. */
const answered = (matrix: readonly (readonly number[])[]) =>
  matrix.flatMap((answers, who) =>
    answers.map((x, at) =>
      statement({
        ...{ who: `learner ${who}`, verb: "answered", seconds: who * 20 + at, object: question(at + 11) },
        ...{ unit: UNIT, quiz: `${UNIT}/quiz`, version: 1, result: { success: x === 1 } },
      }),
    ),
  );

test("who is among the best and the weakest does not hang on the order in which equal scores are added", async () => {
  // 0.1 + 0.2 + 0.3 is 0.6000000000000001 in doubles, and 0.3 + 0.2 + 0.1 is 0.6. The first by name are the best.
  const [up, down] = [
    [0.3, 0.2, 0.1],
    [0.1, 0.2, 0.3],
  ];
  const scores = [up, up, down, down].flatMap((answers, who) =>
    (answers ?? []).map((scaled, at) =>
      statement({
        ...{ who: `learner ${who}`, verb: "answered", seconds: who * 20 + at, object: question(at + 11) },
        ...{ unit: UNIT, quiz: `${UNIT}/quiz`, version: 1, result: { score: { scaled } } },
      }),
    ),
  );
  for (const order of [scores, scores.toReversed()]) {
    const store = await storeOf(order);
    const { rows } = await items.run(store, {});
    const found = rows.map((row) => [row["question"], Number(row["upper_lower"]).toFixed(9)]);
    expect(Object.fromEntries(found)).toEqual({
      [question(11)]: "0.200000000",
      [question(12)]: "0.000000000",
      [question(13)]: "-0.200000000",
    });
    store.close();
  }
});

test("a worked example of KR-20 in a textbook's notes comes out: ten students, ten questions", async () => {
  // K. L. Wuensch, "The Kuder-Richardson 20" (East Carolina University, StatHelp): the answers, each p, Σpq and the variance.
  const students = [
    [1, 1, 1, 1, 1, 1, 0, 1, 1, 0],
    [1, 0, 1, 1, 0, 1, 1, 1, 0, 1],
    [1, 1, 1, 1, 0, 1, 1, 0, 0, 1],
    [0, 0, 1, 0, 0, 0, 1, 0, 0, 0],
    [0, 0, 0, 0, 0, 1, 0, 0, 1, 0],
    [1, 1, 1, 0, 1, 1, 1, 1, 1, 1],
    [1, 1, 0, 1, 1, 1, 0, 1, 1, 1],
    [1, 1, 1, 1, 1, 1, 1, 1, 0, 1],
    [0, 1, 0, 1, 1, 1, 1, 1, 0, 1],
    [1, 1, 0, 1, 1, 0, 1, 1, 1, 0],
  ];
  const shares = [0.7, 0.7, 0.6, 0.7, 0.6, 0.8, 0.7, 0.7, 0.5, 0.6];
  const store = await storeOf(answered(students));
  const rows = [...(await items.run(store, {})).rows].sort((a, b) =>
    String(a["question"]).localeCompare(String(b["question"]), "en", { numeric: true }),
  );
  shares.forEach((p, at) =>
    same(rows[at], { facility: p, alpha: (10 / 9) * (1 - 2.18 / 5.84) }, `item ${at + 1}`),
  );
  store.close();
});

test("a textbook's worked example of alpha comes out: ten people, five items of many points", async () => {
  // D. J. Denis, Applied Univariate, Bivariate, and Multivariate Statistics (Wiley, 2016), the example of SPSS's RELIABILITY:
  // data, mean and standard deviation of each item, alpha, and the first item's corrected item-total correlation.
  const people = [
    [10, 12, 15, 11, 12],
    [12, 18, 12, 12, 1],
    [8, 16, 14, 14, 4],
    [6, 8, 16, 8, 6],
    [4, 7, 8, 7, 5],
    [6, 6, 3, 7, 3],
    [3, 4, 6, 5, 8],
    [7, 3, 7, 9, 9],
    [8, 9, 4, 10, 10],
    [9, 5, 6, 11, 12],
  ];
  const published = [
    [7.3, 2.71006],
    [8.8, 5.05085],
    [9.1, 4.7481],
    [9.4, 2.71621],
    [7, 3.80058],
  ] as const;
  // A scaled score is at most 1; what all are divided by changes neither alpha nor a correlation.
  const most = 20;
  const store = await storeOf(
    people.flatMap((scores, who) =>
      scores.map((score, at) =>
        statement({
          ...{ who: `learner ${who}`, verb: "answered", seconds: who * 20 + at, object: question(at + 11) },
          ...{ unit: UNIT, quiz: `${UNIT}/quiz`, version: 1, result: { score: { scaled: score / most } } },
        }),
      ),
    ),
  );
  const rows = [...(await items.run(store, {})).rows].sort((a, b) =>
    String(a["question"]).localeCompare(String(b["question"])),
  );
  published.forEach(([average, spread], at) => {
    expect(Number(rows[at]?.["facility"]) * most).toBeCloseTo(average, 9);
    expect(Number(rows[at]?.["spread"]) * most).toBeCloseTo(spread, 5);
    expect(rows[at]?.["alpha"]).toBeCloseTo(0.633, 3);
  });
  expect(Math.abs(Number(rows[0]?.["discrimination"]) - 0.712)).toBeLessThan(0.00051);
  store.close();
});

test("facility, discrimination, D and alpha of a simulated cohort are the true ones within their standard errors", async () => {
  const truth = [
    [0.9, -0.8],
    [1.4, 0],
    [1, 0.6],
    [1.7, -0.3],
    [1.2, 0.2],
  ] as const;
  const model = truth.map(([discrimination, difficulty]) => ({ discrimination, difficulty }));
  // What an endless cohort would give, by the share of each of the 32 patterns.
  const shares = patternShares(model);
  const mean32 = (of: (bits: readonly number[]) => number) =>
    shares.reduce((sum, share, pattern) => sum + share * of(truth.map((_, at) => (pattern >> at) & 1)), 0);
  const chance = new Chance("facility");
  const learners = 800;
  const store = await storeOf(
    answered(
      Array.from({ length: learners }, () => {
        const ability = chance.normal();
        return truth.map(([a, b]) => (chance.happens(1 / (1 + Math.exp(-a * (ability - b)))) ? 1 : 0));
      }),
    ),
  );
  const rows = [...(await items.run(store, {})).rows].sort((a, b) =>
    String(a["question"]).localeCompare(String(b["question"])),
  );
  const sumOf = (bits: readonly number[]) => bits.reduce((sum, bit) => sum + bit, 0);
  /** Share of right answers in the best or weakest 27 %; of those who tie at the edge, as many as there is room for. */
  const inGroup = (at: number, best: boolean) => {
    let [left, right] = [0.27, 0];
    for (let step = 0; step <= truth.length && left > 0; step++) {
      const total = best ? truth.length - step : step;
      const share = mean32((bits) => Number(sumOf(bits) === total));
      const taken = Math.min(left, share);
      right += (taken / share) * mean32((bits) => (sumOf(bits) === total ? (bits[at] as number) : 0));
      left -= taken;
    }
    return right / 0.27;
  };
  // Alpha is a ratio of variances; what one learner adds to both gives its error.
  const variances = truth.map((_, at) => mean32((bits) => bits[at] as number)).map((p) => p * (1 - p));
  const items5 = variances.reduce((sum, variance) => sum + variance, 0);
  const middle = mean32(sumOf);
  const total = mean32((bits) => (sumOf(bits) - middle) ** 2);
  const alpha = (5 / 4) * (1 - items5 / total);
  const alphaError = Math.sqrt(
    mean32((bits) => {
      const own = bits.reduce((sum, bit, at) => sum + (bit - mean32((all) => all[at] as number)) ** 2, 0);
      const whole = (sumOf(bits) - middle) ** 2;
      return ((5 / 4) * ((own - items5) / total - (items5 * (whole - total)) / total ** 2)) ** 2;
    }) / learners,
  );
  const misses = [
    (Number(rows[0]?.["alpha"]) - alpha) / alphaError,
    ...truth.flatMap((_, at) => missesOf(at)),
  ];
  function missesOf(at: number): readonly number[] {
    const x = (bits: readonly number[]) => bits[at] as number;
    const rest = (bits: readonly number[]) => (bits.reduce((sum, bit) => sum + bit, 0) - x(bits)) / 4;
    const [mx, my] = [mean32(x), mean32(rest)];
    const spread = (of: typeof x, middle: number) => Math.sqrt(mean32((bits) => (of(bits) - middle) ** 2));
    const [sx, sy] = [spread(x, mx), spread(rest, my)];
    const z = (bits: readonly number[]) => ({ x: (x(bits) - mx) / sx, y: (rest(bits) - my) / sy });
    const r = mean32((bits) => z(bits).x * z(bits).y);
    // The influence of one learner on r, whose variance over n is that of r (the delta method).
    const influence = mean32(
      (bits) => (z(bits).x * z(bits).y - (r / 2) * (z(bits).x ** 2 + z(bits).y ** 2)) ** 2,
    );
    const [best, weakest] = [inGroup(at, true), inGroup(at, false)];
    const spreadOfD = Math.sqrt((best * (1 - best) + weakest * (1 - weakest)) / (0.27 * learners));
    return [
      (Number(rows[at]?.["upper_lower"]) - (best - weakest)) / spreadOfD,
      (Number(rows[at]?.["facility"]) - mx) / (sx / Math.sqrt(learners)),
      (Number(rows[at]?.["discrimination"]) - r) / Math.sqrt(influence / learners),
    ];
  }
  expect(Math.max(...misses.map(Math.abs))).toBeLessThan(3);
  const square = mean(misses.map((miss) => miss ** 2));
  expect(square).toBeGreaterThan(0.2);
  expect(square).toBeLessThan(2.5);
  store.close();
});

test("the public data set LSAT section 6 has the figures of plain loops over its 1,000 patterns", async () => {
  const learners = LSAT6.flatMap(({ answers, weight }) => Array.from({ length: weight }, () => answers));
  const store = await storeOf(
    learners.flatMap((answers, who) =>
      answers.map((x, at) =>
        statement({
          ...{ who: `learner ${who}`, verb: "answered", seconds: who * 10 + at, object: question(at + 11) },
          ...{ unit: UNIT, quiz: `${UNIT}/quiz`, version: 1, result: { success: x === 1 } },
        }),
      ),
    ),
  );
  const { rows } = await items.run(store, {});
  const byQuestion = [...rows].sort((a, b) => String(a["question"]).localeCompare(String(b["question"])));
  for (let at = 0; at < 5; at++) {
    const own = learners.map((answers) => answers[at] as number);
    const rest = learners.map(
      (answers) => (answers.reduce<number>((sum, x) => sum + x, 0) - (answers[at] as number)) / 4,
    );
    same(
      byQuestion[at],
      {
        answers: 1_000,
        facility: mean(own),
        discrimination: pearson(own, rest),
        alpha: cronbach(learners),
      },
      `item ${at + 1}`,
    );
  }
  // Right answers among the thousand, as the data set is always described.
  expect(byQuestion.map((row) => row["facility"])).toEqual([0.924, 0.709, 0.553, 0.763, 0.87]);
  store.close();
});

/** Forty learners; the last question's answer is chosen by `choice`. */
async function cohortWhere(choice: (strong: boolean, n: number) => string, more: readonly Json[] = []) {
  const all = Array.from({ length: 40 }, (_, n) => {
    const who = `learner ${n}`;
    const strong = n % 2 === 0;
    const asked = (q: number, response: string, success: boolean) =>
      statement({
        who,
        verb: "answered",
        seconds: n * 100 + q,
        object: question(q),
        unit: UNIT,
        quiz: `${UNIT}/quiz`,
        version: 1,
        result: { response, success, score: { scaled: success ? 1 : 0 } },
      });
    const last = choice(strong, n);
    return [asked(1, "a", strong), asked(2, "a", strong || n % 4 === 1), asked(3, last, last === "a")];
  }).flat();
  const store = await storeOf([...all, ...more]);
  await store.keepCatalogue(catalogueOfQuestions(3));
  return store;
}

test("an option that only somebody chose who broke off has no correlation", async () => {
  const brokeOff = statement({
    ...{ who: "stray", verb: "answered", seconds: 9_000, object: question(3), unit: UNIT },
    ...{ quiz: `${UNIT}/quiz`, version: 1, result: { response: "d", success: false } },
  });
  const store = await cohortWhere((strong) => (strong ? "b" : "a"), [brokeOff]);
  const options = (await distractors.run(store, {})).rows.filter((row) => row["question"] === "q-3");
  expect(
    options.map((row) => [row["option"], row["chosen"], row["correlation"], row["mean_rest"]]).slice(2),
  ).toEqual([
    ["c", 0, null, null],
    ["d", 1, null, null],
  ]);
  store.close();
});

test("a wrong option that the able choose makes its question suspect", async () => {
  const store = await cohortWhere((strong) => (strong ? "b" : "a"));
  const { rows } = await items.run(store, {});
  expect(rows[2]?.["flags"]).toBe("negative key-suspect");
  const options = (await distractors.run(store, {})).rows.filter((row) => row["question"] === "q-3");
  expect(options.map((row) => [row["option"], row["flags"]])).toEqual([
    ["a", "key-negative"],
    ["b", "key-suspect"],
    ["c", "not-working"],
    ["d", "not-working"],
  ]);
  store.close();
});

test("a sound question has no flag", async () => {
  const store = await cohortWhere((strong, n) => (strong || n % 8 === 3 ? "a" : "b"));
  expect((await items.run(store, {})).rows[2]?.["flags"]).toBe("");
  store.close();
});

test("under thirty answers nothing is said about a question", async () => {
  const store = await storeOf(randomCohort("7", { learners: 20 }).statements);
  const { rows, notes } = await items.run(store, {});
  expect(new Set(rows.map((row) => row["flags"]))).toEqual(new Set(["few-answers"]));
  expect(notes[0]).toMatch(/under 30 first answers/);
  store.close();
});

test("learners with different draws have no common alpha, and are told so", async () => {
  const all = Array.from({ length: 40 }, (_, n) =>
    [1, n % 2 === 0 ? 2 : 3].map((q) =>
      statement({
        who: `learner ${n}`,
        verb: "answered",
        seconds: n * 10 + q,
        object: question(q),
        unit: UNIT,
        quiz: `${UNIT}/quiz`,
        version: 1,
        result: { success: n % 3 === q % 3 },
      }),
    ),
  ).flat();
  const store = await storeOf(all);
  const { rows, notes } = await items.run(store, {});
  expect(rows.map((row) => row["alpha"])).toEqual([null, null, null]);
  expect(rows.map((row) => typeof row["discrimination"])).toEqual(["number", "number", "number"]);
  expect(notes.join(" ")).toMatch(/alpha is left out for 1 assessment/);
  store.close();
});

test("the statements behind a row are the first answers, and nothing that was voided", async () => {
  const cohort = randomCohort("8");
  const store = await storeOf(cohort.statements);
  const trace = await items.explain(store, {}, question(1));
  const expected = firstAnswers(cohort).filter((answer) => answer.question === question(1));
  expect(trace?.rows).toHaveLength(expected.length);
  expect(await items.explain(store, {}, "no-such-question")).toBeUndefined();
  store.close();
});
