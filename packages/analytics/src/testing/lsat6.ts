/**
 * LSAT section 6: the 32 patterns of answers of 1,000 people to five items, as counts (R. D. Bock and M. Lieberman,
 * Psychometrika 35, 1970). The number of a pattern has a bit for each item, the first item's the highest.
 */
const COUNTS = [
  3, 6, 2, 11, 1, 1, 3, 4, 1, 8, 0, 16, 0, 3, 2, 15, 10, 29, 14, 81, 3, 28, 15, 80, 16, 56, 21, 173, 11, 61,
  28, 298,
];

export const LSAT6: readonly { readonly answers: readonly (0 | 1)[]; readonly weight: number }[] = COUNTS.map(
  (weight, pattern) => ({ weight, answers: [16, 8, 4, 2, 1].map((bit) => ((pattern & bit) === 0 ? 0 : 1)) }),
);
