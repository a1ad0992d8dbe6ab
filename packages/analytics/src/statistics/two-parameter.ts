/**
 * The two-parameter logistic model, P = 1 / (1 + exp(-a (θ - b))), fitted by marginal maximum likelihood: abilities are standard
 * normal and summed out over a grid, so that learners need not all have had the same questions (what a draw did not give is
 * missing at random).
 * @see R. D. Bock and M. Aitkin, Psychometrika 46 (1981), for the EM algorithm
 */
import { inverse } from "./inverse.ts";

/** One learner, or many with the same answers. */
export interface Responses {
  /** Of each item: right, wrong, or not asked. */
  readonly answers: readonly (0 | 1 | undefined)[];
  readonly weight: number;
}

export interface ItemFit {
  /** a */
  readonly discrimination: number;
  /** b */
  readonly difficulty: number;
  readonly discriminationError: number | undefined;
  readonly difficultyError: number | undefined;
}

export interface TwoParameterFit {
  readonly items: readonly ItemFit[];
  readonly logLikelihood: number;
  /** False when it was still moving after the last step. */
  readonly converged: boolean;
}

const NODES = 81;
const WIDEST = 6;
const STEPS = 2_000;
const CLIMBS = 60;
/** EM is still there; what is left of the way is climbed. */
const STILL = 1e-8;
/** Beyond it, an item tells apart as good as nobody else would, and the likelihood has no top. */
const STEEPEST = 8;

/** Abilities, and how frequent they are. */
export const GRID = Array.from({ length: NODES }, (_, at) => -WIDEST + (2 * WIDEST * at) / (NODES - 1));
export const DENSITY = normalised(GRID.map((theta) => Math.exp((-theta * theta) / 2)));

interface Item {
  /** a and -ab: the slope and the intercept of the logit. */
  slope: number;
  intercept: number;
}

export function fitTwoParameter(data: readonly Responses[], items: number): TwoParameterFit {
  const state: Item[] = Array.from({ length: items }, () => ({ slope: 1, intercept: 0 }));
  let last = -Infinity;
  let converged = false;
  for (let step = 0; step < STEPS && !converged; step++) {
    const { asked, right, logLikelihood } = expected(data, state);
    state.forEach((item, at) => maximise(item, asked[at] as Float64Array, right[at] as Float64Array));
    converged = Math.abs(logLikelihood - last) < STILL * Math.abs(logLikelihood);
    last = logLikelihood;
  }
  if (state.every(({ slope }) => Math.abs(slope) < STEEPEST)) climb(data, state);
  return { items: withErrors(data, state), logLikelihood: expected(data, state).logLikelihood, converged };
}

function normalised(values: readonly number[]): readonly number[] {
  const sum = values.reduce((total, value) => total + value, 0);
  return values.map((value) => value / sum);
}

/** Logarithms of right and wrong at each node, for each item. */
function logits(state: readonly Item[]) {
  return state.map(({ slope, intercept }) =>
    GRID.map((theta) => {
      const eta = slope * theta + intercept;
      // log(1 + e^-η), also where e^-η overflows.
      const wrong = -Math.max(eta, 0) - Math.log1p(Math.exp(-Math.abs(eta)));
      return { right: wrong + eta, wrong };
    }),
  );
}

/** Where on the grid somebody with these answers is, and how likely the answers are. */
function posterior(answers: Responses["answers"], logs: ReturnType<typeof logits>) {
  const weights = DENSITY.map((density) => Math.log(density));
  answers.forEach((answer, at) => {
    if (answer === undefined) return;
    const item = logs[at] as ReturnType<typeof logits>[number];
    for (let node = 0; node < NODES; node++)
      weights[node] =
        (weights[node] as number) +
        (item[node] as { right: number; wrong: number })[answer === 1 ? "right" : "wrong"];
  });
  const top = Math.max(...weights);
  const lifted = weights.map((weight) => Math.exp(weight - top));
  const sum = lifted.reduce((total, value) => total + value, 0);
  return { at: lifted.map((value) => value / sum), logLikelihood: top + Math.log(sum) };
}

/** How many were asked at each node, and how many of them were right. */
function expected(data: readonly Responses[], state: readonly Item[]) {
  const logs = logits(state);
  const asked = state.map(() => new Float64Array(NODES));
  const right = state.map(() => new Float64Array(NODES));
  let logLikelihood = 0;
  for (const { answers, weight } of data) {
    const found = posterior(answers, logs);
    logLikelihood += weight * found.logLikelihood;
    answers.forEach((answer, item) => {
      if (answer === undefined) return;
      const [all, ones] = [asked[item] as Float64Array, right[item] as Float64Array];
      for (let node = 0; node < NODES; node++) {
        const share = weight * (found.at[node] as number);
        all[node] = (all[node] as number) + share;
        if (answer === 1) ones[node] = (ones[node] as number) + share;
      }
    });
  }
  return { asked, right, logLikelihood };
}

/** Newton's method on a logistic regression over the nodes, halved where it overshoots. */
function maximise(item: Item, asked: Float64Array, right: Float64Array): void {
  for (let step = 0; step < 20; step++) {
    let [g0, g1, h00, h01, h11] = [0, 0, 0, 0, 0];
    for (let node = 0; node < NODES; node++) {
      const theta = GRID[node] as number;
      const p = 1 / (1 + Math.exp(-(item.slope * theta + item.intercept)));
      const all = asked[node] as number;
      const gap = (right[node] as number) - all * p;
      const curve = all * p * (1 - p);
      g0 += gap;
      g1 += gap * theta;
      h00 += curve;
      h01 += curve * theta;
      h11 += curve * theta * theta;
    }
    const det = h00 * h11 - h01 * h01;
    if (!(det > 1e-12)) return;
    const byIntercept = (h11 * g0 - h01 * g1) / det;
    const bySlope = (h00 * g1 - h01 * g0) / det;
    const length = Math.max(Math.abs(byIntercept), Math.abs(bySlope));
    const held = length > 1 ? 1 / length : 1;
    item.intercept += held * byIntercept;
    item.slope = Math.max(-STEEPEST, Math.min(STEEPEST, item.slope + held * bySlope));
    if (length < 1e-10) return;
  }
}

/**
 * What each learner pulls at each parameter (slope and intercept of each item in turn): the sum, which is nothing at the top of
 * the likelihood, and the sum of cross products, which is the information.
 */
function pulls(data: readonly Responses[], state: readonly Item[]) {
  const size = 2 * state.length;
  const sum = new Array<number>(size).fill(0);
  const information = Array.from({ length: size }, () => new Array<number>(size).fill(0));
  const logs = logits(state);
  for (const { answers, weight } of data) {
    const { at } = posterior(answers, logs);
    const pull = new Array<number>(size).fill(0);
    answers.forEach((answer, item) => {
      if (answer === undefined) return;
      for (let node = 0; node < NODES; node++) {
        const p = Math.exp(logs[item]?.[node]?.right ?? -Infinity);
        const gap = (at[node] as number) * (answer - p);
        pull[2 * item] = (pull[2 * item] as number) + gap * (GRID[node] as number);
        pull[2 * item + 1] = (pull[2 * item + 1] as number) + gap;
      }
    });
    for (let row = 0; row < size; row++) {
      const line = information[row] as number[];
      const own = weight * (pull[row] as number);
      sum[row] = (sum[row] as number) + own;
      for (let column = 0; column < size; column++)
        line[column] = (line[column] as number) + own * (pull[column] as number);
    }
  }
  return { sum, information };
}

/**
 * EM ends some way from the top, since it comes nearer by a share of what is left each time. Steps by the cross products
 * (E. R. Berndt and others, Annals of Economic and Social Measurement 3, 1974) reach it to the last digits.
 */
function climb(data: readonly Responses[], state: readonly Item[]): void {
  let reached = expected(data, state).logLikelihood;
  for (let step = 0; step < CLIMBS; step++) {
    const { sum, information } = pulls(data, state);
    const by = inverse(information)?.map((row) =>
      row.reduce((total, cell, at) => total + cell * (sum[at] as number), 0),
    );
    const length = Math.max(...(by ?? [Infinity]).map(Math.abs));
    // Where it is this far, the likelihood has no top nearby: what EM has found stays.
    if (by === undefined || !(length < 0.5)) return;
    const next = state.map(({ slope, intercept }, at) => ({
      slope: slope + (by[2 * at] as number),
      intercept: intercept + (by[2 * at + 1] as number),
    }));
    const { logLikelihood } = expected(data, next);
    if (!(logLikelihood >= reached - 1e-12 * Math.abs(reached))) return;
    reached = logLikelihood;
    next.forEach((item, at) => Object.assign(state[at] as Item, item));
    if (length < 1e-12) return;
  }
}

/** b by the delta method. */
function withErrors(data: readonly Responses[], state: readonly Item[]): readonly ItemFit[] {
  const covariance = inverse(pulls(data, state).information);
  return state.map(({ slope: a, intercept: d }, item) => {
    const of = (row: number, column: number) =>
      covariance?.[2 * item + row]?.[2 * item + column] ?? Number.NaN;
    // b = -d / a
    const variance = (d * d * of(0, 0)) / a ** 4 - (2 * d * of(0, 1)) / a ** 3 + of(1, 1) / a ** 2;
    return {
      discrimination: a,
      difficulty: -d / a,
      discriminationError: rootOf(of(0, 0)),
      difficultyError: rootOf(variance),
    };
  });
}

const rootOf = (variance: number) =>
  variance >= 0 && Number.isFinite(variance) ? Math.sqrt(variance) : undefined;
