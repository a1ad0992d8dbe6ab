/** Student's t by its definition: the density, and the area under it by Simpson's rule. Degrees are whole. */

/** Γ(n / 2), from Γ(1/2) = √π and Γ(1) = 1. */
const halfGamma = (n: number): number =>
  n === 1 ? Math.sqrt(Math.PI) : n === 2 ? 1 : (n / 2 - 1) * halfGamma(n - 2);

export function plainTDensity(t: number, df: number): number {
  const height = halfGamma(df + 1) / (Math.sqrt(df * Math.PI) * halfGamma(df));
  return height * (1 + (t * t) / df) ** (-(df + 1) / 2);
}

export function plainTBelow(t: number, df: number): number {
  const steps = 4_000;
  const h = t / steps;
  let sum = plainTDensity(0, df) + plainTDensity(t, df);
  for (let at = 1; at < steps; at++) sum += (at % 2 ? 4 : 2) * plainTDensity(at * h, df);
  return 0.5 + (sum * h) / 3;
}
