/**
 * Student's t by its definition, for degrees that need not be whole: the density is (1 + t² ÷ df) to the power of
 * -(df + 1) ÷ 2, over the area under all of it. With t = √df ÷ tan ψ the area beyond t is a sum over sin(ψ) to the power of
 * df - 1, and with ψ as a fourth power Simpson's rule meets no corner at its beginning.
 */
function beyond(df: number, end: number): number {
  const steps = 8_000;
  const height = (at: number) => {
    const s = at / steps;
    return Math.sin(end * s ** 4) ** (df - 1) * 4 * end * s ** 3;
  };
  let sum = height(0) + height(steps);
  for (let at = 1; at < steps; at++) sum += (at % 2 ? 4 : 2) * height(at);
  return sum / (3 * steps);
}

export function plainTBelow(t: number, df: number): number {
  if (t < 0) return 1 - plainTBelow(-t, df);
  return 1 - beyond(df, Math.atan2(Math.sqrt(df), t)) / (2 * beyond(df, Math.PI / 2));
}

export function plainTDensity(t: number, df: number): number {
  return (1 + (t * t) / df) ** (-(df + 1) / 2) / (2 * Math.sqrt(df) * beyond(df, Math.PI / 2));
}
