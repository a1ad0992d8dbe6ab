// Whether simulated truth is found again within its standard error, by many more cohorts than `npm test` takes.
// Usage: node test/bench/recovery.mjs [cohorts]. Needs `npm run build`.
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const dist = fileURLToPath(new URL("../../packages/analytics/dist", import.meta.url));
const { fitTwoParameter } = await import(join(dist, "statistics/two-parameter.js"));
const { itemFits } = await import(join(dist, "statistics/item-fit.js"));
const { interruptedFit } = await import(join(dist, "statistics/interrupted-series.js"));
const { Chance } = await import(join(dist, "simulate/chance.js"));

const cohorts = Number(process.argv[2] ?? 200);
const TRUTH = [
  [0.8, -1],
  [1.4, 0],
  [1, 0.7],
  [1.8, -0.4],
  [1.2, 0.3],
  [1.5, 0.8],
];

/** Patterns of answers with how many learners gave each. */
function patterns(seed, learners) {
  const chance = new Chance(seed);
  const found = new Map();
  for (let n = 0; n < learners; n++) {
    const ability = chance.normal();
    const answers = TRUTH.map(([a, b]) => Number(chance.happens(1 / (1 + Math.exp(-a * (ability - b))))));
    const key = answers.join();
    found.set(key, { answers, weight: (found.get(key)?.weight ?? 0) + 1 });
  }
  return [...found.values()];
}

let failed = false;
/**
 * @param misses - (estimate - truth) / standard error
 * @param bar - false where it is only told
 */
function tell(what, misses, bar = true) {
  const n = misses.length;
  const mean = misses.reduce((sum, miss) => sum + miss, 0) / n;
  const spread = Math.sqrt(misses.reduce((sum, miss) => sum + (miss - mean) ** 2, 0) / n);
  const within = misses.filter((miss) => Math.abs(miss) < 1.96).length / n;
  // Not under 95 % by more than three of the errors of such a share.
  const good = within > 0.95 - 3 * Math.sqrt((0.95 * 0.05) / n);
  failed ||= bar && !good;
  const share = `${(100 * within).toFixed(1)} % within 1.96`;
  console.log(
    `${!bar ? "      " : good ? "ok    " : "missed"} ${what}: mean ${mean.toFixed(3)}, spread ${spread.toFixed(3)}, ${share} (${n})`,
  );
}

for (const learners of [500, 1_000, 5_000]) {
  const slopes = [];
  const difficulties = [];
  const tails = [];
  for (let n = 0; n < cohorts; n++) {
    const data = patterns(`recovery ${learners} ${n}`, learners);
    const { items } = fitTwoParameter(data, TRUTH.length);
    TRUTH.forEach(([a, b], at) => {
      slopes.push((items[at].discrimination - a) / items[at].discriminationError);
      difficulties.push((items[at].difficulty - b) / items[at].difficultyError);
    });
    tails.push(...itemFits(data, items).flatMap((fit) => (fit === undefined ? [] : [fit.p])));
  }
  tell(`slope, ${learners} learners`, slopes);
  tell(`difficulty, ${learners} learners`, difficulties);
  const low = tails.filter((p) => p < 0.05).length / tails.length;
  console.log(
    `       S-X², ${learners} learners: p under 0.05 of ${(100 * low).toFixed(1)} % (${tails.length})`,
  );
}
/** Interrupted series whose neighbours go together by `rho`; 0 is what the interval is made for. */
function series(points, rho) {
  const level = [];
  const slope = [];
  for (let n = 0; n < cohorts * 5; n++) {
    const chance = new Chance(`series ${points} ${rho} ${n}`);
    const half = points / 2;
    let noise = chance.normal() / Math.sqrt(1 - rho * rho);
    const line = Array.from({ length: points }, (_, at) => {
      const t = at - half;
      const y = 10 + 0.05 * t + (t >= 0 ? 3 - 0.1 * t : 0) + noise;
      noise = rho * noise + chance.normal();
      return { t, y };
    });
    const fit = interruptedFit(line);
    // As the interval has it: Student's t is wider than 1.96.
    const miss = ({ value, low, high }, truth) => (1.96 * (value - truth)) / ((high - low) / 2);
    level.push(miss(fit.levelChange, 3));
    slope.push(miss(fit.slopeChange, -0.1));
  }
  const what = `${points} points${rho > 0 ? `, neighbours together by ${rho}` : ""}`;
  tell(`level change, ${what}`, level, rho === 0);
  tell(`slope change, ${what}`, slope, rho === 0);
}
for (const rho of [0, 0.3, 0.5]) for (const points of [16, 40, 80, 200]) series(points, rho);
if (failed) process.exitCode = 1;
