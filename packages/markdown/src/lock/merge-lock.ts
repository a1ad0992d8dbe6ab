import type { LockData, LockedPlace, LockedQuestion } from "./lock-file.ts";

/** The two files that a merge has put into one, marks and a common ancestor (`|||||||`) left out; undefined where it is no such. */
export function sidesOf(text: string): readonly [string, string] | undefined {
  const sides: [string[], string[]] = [[], []];
  let within: "both" | "ours" | "base" | "theirs" = "both";
  let conflicts = 0;
  for (const line of text.split("\n")) {
    if (within === "both" && line.startsWith("<<<<<<<")) within = "ours";
    else if (within === "ours" && line.startsWith("|||||||")) within = "base";
    else if ((within === "ours" || within === "base") && line.startsWith("=======")) within = "theirs";
    else if (within === "theirs" && line.startsWith(">>>>>>>")) {
      within = "both";
      conflicts += 1;
    } else {
      if (within === "both" || within === "ours") sides[0].push(line);
      if (within === "both" || within === "theirs") sides[1].push(line);
    }
  }
  return within === "both" && conflicts > 0 ? [sides[0].join("\n"), sides[1].join("\n")] : undefined;
}

export interface MergedLock {
  readonly data: LockData;
  /** Questions that both sides gave another meaning under the same version. */
  readonly clashes: readonly string[];
}

/**
 * Every id of both sides, so that none is ever given twice; the same whichever side is called ours. Of a question that
 * both know the higher version counts. Where both gave it another meaning under one number, that number has been used
 * up, and the next one is taken.
 *
 * @param present - whether the course has a unit or block at this path now
 */
export function mergeLocks(one: LockData, other: LockData, present: (path: string) => boolean): MergedLock {
  const clashes: string[] = [];
  const place = (left: LockedPlace, right: LockedPlace): LockedPlace => {
    // A side that renamed it has the path that is there.
    if (present(left.path) !== present(right.path)) return present(left.path) ? left : right;
    return smaller(left, right);
  };
  const question = (left: LockedQuestion, right: LockedQuestion, slug: string): LockedQuestion => {
    if (left.version !== right.version) return left.version > right.version ? left : right;
    const chosen = smaller(left, right);
    if (meaningOf(left) === meaningOf(right)) return withAuto(chosen, left, right);
    clashes.push(slug);
    return withAuto({ ...chosen, version: left.version + 1 }, left, right);
  };
  return {
    data: {
      format: one.format,
      units: union(one.units, other.units, place),
      blocks: union(one.blocks, other.blocks, place),
      questions: union(one.questions, other.questions, question),
    },
    clashes,
  };
}

/** An id that one side's author wrote down is no made one any more. */
function withAuto(chosen: LockedQuestion, left: LockedQuestion, right: LockedQuestion): LockedQuestion {
  const { auto: _, ...rest } = chosen;
  return left.auto && right.auto ? { ...rest, auto: true } : rest;
}

/** The right answers and the ids of the parts: what an answer on record refers to. */
function meaningOf({ right, parts }: LockedQuestion): string {
  const groups = Object.entries(parts).map(([group, ids]) => [group, Object.keys(ids).sort()] as const);
  return JSON.stringify([right, groups.sort(([left], [other]) => (left < other ? -1 : 1))]);
}

function union<Entry>(
  one: Readonly<Record<string, Entry>>,
  other: Readonly<Record<string, Entry>>,
  choose: (left: Entry, right: Entry, slug: string) => Entry,
): Record<string, Entry> {
  const merged: Record<string, Entry> = { ...one };
  for (const [slug, entry] of Object.entries(other)) {
    const known = Object.hasOwn(one, slug) ? one[slug] : undefined;
    merged[slug] = known === undefined ? entry : choose(known, entry, slug);
  }
  return merged;
}

/** Either would do; the choice must not depend on who merges whom. */
function smaller<Entry>(left: Entry, right: Entry): Entry {
  return canonical(left) <= canonical(right) ? left : right;
}

/** JSON whose keys are in order: a file that was read has its own. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) =>
    typeof each === "object" && each !== null && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort(([left], [right]) => (left < right ? -1 : 1)))
      : each,
  );
}
