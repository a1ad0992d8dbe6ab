/** The item report, counted in plain loops from what happened: no SQL, no rows. */
import type { Answer, Cohort } from "./random-cohort.ts";
import { cronbach, mean, pearson, quantile, variance } from "./plain-statistics.ts";

/** First answer of each learner to each question, up to the end of the first attempt at its quiz. */
export function firstAnswers({ answers, events }: Cohort): readonly Answer[] {
  const found = new Map<string, Answer>();
  const ends = new Map<string, number>();
  for (const { who, verb, object, seconds, counts } of events) {
    if (!counts || verb !== "scored") continue;
    const key = `${who} ${object}`;
    ends.set(key, Math.min(seconds, ends.get(key) ?? Infinity));
  }
  for (const answer of [...answers].sort((a, b) => a.seconds - b.seconds)) {
    if (!answer.counts || answer.seconds > (ends.get(`${answer.who} ${answer.quiz}`) ?? Infinity)) continue;
    const key = `${answer.who} ${answer.question}`;
    if (!found.has(key)) found.set(key, answer);
  }
  return [...found.values()];
}

/** Answers of those who answered as many questions of the quiz as anybody did, by learner. */
export function wholeAttempts(first: readonly Answer[]): ReadonlyMap<string, readonly Answer[]> {
  const byLearner = new Map<string, Answer[]>();
  for (const answer of first.filter(({ quiz }) => quiz !== undefined))
    byLearner.set(answer.who, [...(byLearner.get(answer.who) ?? []), answer]);
  const most = Math.max(...[...byLearner.values()].map((list) => list.length));
  return new Map([...byLearner].filter(([, list]) => list.length === most));
}

const sum = (list: readonly Answer[]) => list.reduce((total, { x }) => total + x, 0);

/** Who belongs to the best and the weakest 27 % of those who took a question; ties by who comes first in the alphabet. */
export function groups(whole: ReadonlyMap<string, readonly Answer[]>, question: string) {
  const takers = [...whole].filter(([, list]) => list.some((one) => one.question === question));
  const key = (who: string) => `https://lms.example|${who}`;
  // Sums of thirds differ in their last digit by the order in which they are added.
  const total = (list: readonly Answer[]) => Math.round(sum(list) * 1e9);
  takers.sort(([a, x], [b, y]) => total(y) - total(x) || (key(a) < key(b) ? -1 : 1));
  const size = Math.ceil(0.27 * takers.length);
  const names = takers.map(([who]) => who);
  return { upper: new Set(names.slice(0, size)), lower: new Set(names.slice(names.length - size)) };
}

export function restOf(list: readonly Answer[], question: string): number {
  return mean(list.filter((one) => one.question !== question).map(({ x }) => x));
}

export function plainItem(cohort: Cohort, question: string) {
  const first = firstAnswers(cohort);
  const whole = wholeAttempts(first);
  const own = first.filter((answer) => answer.question === question);
  const scores = own.map(({ x }) => x);
  const inQuiz = own[0]?.quiz !== undefined;
  const pairs = [...whole].flatMap(([who, list]) => {
    const answer = list.find((one) => one.question === question);
    return answer === undefined ? [] : [{ who, x: answer.x, rest: restOf(list, question) }];
  });
  const { upper, lower } = groups(whole, question);
  const inGroup = (group: ReadonlySet<string>) =>
    mean(pairs.filter(({ who }) => group.has(who)).map(({ x }) => x));
  const order = [...new Set([...whole.values()].flat().map((one) => one.question))];
  return {
    answers: own.length,
    facility: mean(scores),
    spread: Math.sqrt(variance(scores)),
    seconds:
      quantile(
        own.map(({ durationMs }) => durationMs),
        0.5,
      ) / 1_000,
    discrimination: inQuiz
      ? pearson(
          pairs.map(({ x }) => x),
          pairs.map(({ rest }) => rest),
        )
      : null,
    upper_lower: inQuiz ? inGroup(upper) - inGroup(lower) : null,
    takers: inQuiz ? pairs.length : null,
    alpha: inQuiz
      ? cronbach(
          [...whole.values()].map((list) =>
            order.map((id) => list.find((one) => one.question === id)?.x ?? 0),
          ),
        )
      : null,
  };
}
