/**
 * The candidate that the author most likely meant, if one is near enough: at most two edits (one for words of
 * up to three letters), where swapping two neighbours is one edit.
 *
 * @returns the nearest candidate; of equally near ones the first in the order given
 */
export function suggest(word: string, candidates: Iterable<string>): string | undefined {
  const wanted = word.toLowerCase();
  const limit = wanted.length <= 3 ? 1 : 2;
  let best: string | undefined;
  let bestDistance = limit + 1;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - wanted.length) > limit) continue;
    const distance = editDistance(wanted, candidate.toLowerCase());
    if (distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}

/**
 * The candidate that was meant beyond doubt: one edit away, and no other one is. Words of up to three letters are too short
 * to tell.
 */
export function certainly(word: string, candidates: Iterable<string>): string | undefined {
  if (word.length <= 3) return undefined;
  const wanted = word.toLowerCase();
  const near = [...new Set(candidates)].filter(
    (candidate) =>
      Math.abs(candidate.length - wanted.length) <= 1 && editDistance(wanted, candidate.toLowerCase()) <= 1,
  );
  return near.length === 1 ? near[0] : undefined;
}

/** Insertions, deletions, replacements and swaps of neighbours that turn `from` into `to`. */
export function editDistance(from: string, to: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let row = 1; row <= from.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= to.length; column += 1) {
      const same = from[row - 1] === to[column - 1];
      let cost = Math.min(
        at(last, column) + 1,
        at(current, column - 1) + 1,
        at(last, column - 1) + (same ? 0 : 1),
      );
      const swapped =
        row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      if (swapped) cost = Math.min(cost, at(beforeLast, column - 2) + 1);
      current.push(cost);
    }
    beforeLast = last;
    last = current;
  }
  return at(last, to.length);
}

function at(row: readonly number[], index: number): number {
  return row[index] as number;
}
