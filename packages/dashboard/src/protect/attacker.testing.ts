/**
 * Somebody who knows the page, how it hides, and every other rule of it: tries all worlds, keeps those whose page looks the
 * same, and asks what a hidden figure can still be.
 */
import { LEAST } from "./shown.ts";
import type { Shown } from "./shown.ts";

export interface Attack {
  /** The fewest values that a secret which is small can still have; Infinity where none is. */
  readonly fewest: number;
  /** The world and what was shown of it. */
  readonly worst: string;
  readonly worlds: number;
}

/**
 * @param secrets - figures about groups of people: what nobody may find out where it is less than five
 */
export function attack(
  worlds: Iterable<readonly number[]>,
  show: (world: readonly number[]) => readonly Shown[],
  secrets: (world: readonly number[]) => readonly number[],
): Attack {
  const byPage = new Map<string, (readonly number[])[]>();
  let count = 0;
  for (const world of worlds) {
    count += 1;
    const page = JSON.stringify(show(world));
    const same = byPage.get(page);
    if (same === undefined) byPage.set(page, [world]);
    else same.push(world);
  }
  let [fewest, worst] = [Infinity, ""];
  for (const [page, same] of byPage) {
    const told = same.map(secrets);
    for (const [at] of (told[0] ?? []).entries()) {
      const values = new Set(told.map((all) => all[at] ?? 0));
      if (![...values].some((value) => value > 0 && value < LEAST)) continue;
      if (values.size < fewest)
        [fewest, worst] = [values.size, `${JSON.stringify(same[0])} shown as ${page}: secret ${at}`];
    }
  }
  return { fewest, worst, worlds: count };
}

/** Every way to part `whole` into `parts` figures. */
export function* partings(whole: number, parts: number): Generator<readonly number[]> {
  if (parts === 1) {
    yield [whole];
    return;
  }
  for (let first = 0; first <= whole; first += 1)
    for (const rest of partings(whole - first, parts - 1)) yield [first, ...rest];
}

/** Every list of `length` figures up to `most`. */
export function* lists(most: number, length: number): Generator<readonly number[]> {
  if (length === 0) {
    yield [];
    return;
  }
  for (let first = 0; first <= most; first += 1)
    for (const rest of lists(most, length - 1)) yield [first, ...rest];
}
