/**
 * How often a chi-square of so many degrees of freedom is at least `x`: finite sums, since the degrees are whole.
 * @see M. Abramowitz and I. A. Stegun, Handbook of Mathematical Functions, 26.4.4 and 26.4.5
 */
export function chiSquareTail(x: number, freedom: number): number {
  if (!(x > 0)) return 1;
  const half = x / 2;
  let [sum, term] = freedom % 2 === 0 ? [0, Math.exp(-half)] : [beyond(Math.sqrt(x)), 0];
  if (freedom % 2 === 0) {
    for (let step = 0; step < freedom / 2; step++) {
      sum += term;
      term *= half / (step + 1);
    }
    return Math.min(1, sum);
  }
  term = Math.sqrt((2 * x) / Math.PI) * Math.exp(-half);
  for (let step = 3; step <= freedom; step += 2) {
    sum += term;
    term *= x / step;
  }
  return Math.min(1, sum);
}

/** How often a standard normal lies more than `z` from nothing, on either side. */
function beyond(z: number): number {
  if (z < 3) {
    // 1 - 2 φ(z) (z + z³/3 + z⁵/15 + …): all terms have one sign.
    let [sum, term] = [0, z];
    for (let step = 1; Math.abs(term) > 1e-18 * Math.abs(sum); step++) {
      sum += term;
      term *= (z * z) / (2 * step + 1);
    }
    return 1 - 2 * sum * density(z);
  }
  // A continued fraction (26.2.14), from its end.
  let below = z;
  for (let step = 120; step >= 1; step--) below = z + step / below;
  return (2 * density(z)) / below;
}

const density = (z: number): number => Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
