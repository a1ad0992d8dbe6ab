import { asItem, joinItems, parameter, splitItems, withoutParameters } from "../pattern.ts";
import type { Blank, FillInAnswer, FillInSpec } from "./fill-in-spec.ts";
import { given } from "./fill-in.score.ts";

/** More patterns than this are not listed one by one. */
const MOST_PATTERNS = 64;

/** What stands in each blank, in the order of the text; an empty blank is an empty item. */
export function fillInResponse(spec: FillInSpec, answer: FillInAnswer): string {
  return joinItems(spec.blanks.map((blank) => asItem(given(answer, blank))));
}

export function parseFillIn(spec: FillInSpec, response: string): FillInAnswer | undefined {
  const items = splitItems(withoutParameters(response)).map((item) => withoutParameters(item).trim());
  if (items.length !== spec.blanks.length) return undefined;
  const answer: Record<string, string> = {};
  for (const [index, blank] of spec.blanks.entries()) {
    const item = items[index] as string;
    const option = blank.type === "chosen" ? blank.options.find((each) => asItem(each) === item) : item;
    if (option === undefined && item !== "") return undefined;
    answer[blank.id] = option ?? "";
  }
  return answer;
}

/**
 * Every combination of accepted texts is one pattern. Where that would be more than 64, each accepted text stands
 * in one pattern beside the first choices of the other blanks; §2.4.4.1 lets the list be incomplete.
 */
export function fillInPatterns(spec: FillInSpec): readonly string[] {
  const accepted = spec.blanks.map(acceptedItems);
  const combinations = accepted.reduce((product, items) => product * items.length, 1);
  const lists =
    combinations <= MOST_PATTERNS
      ? accepted.reduce<string[][]>(
          (rows, items) => rows.flatMap((row) => items.map((item) => [...row, item])),
          [[]],
        )
      : oneByOne(accepted);
  const start = parameter("case_matters", spec.blanks.some(caseMatters));
  return lists.map((items) => `${start}${joinItems(items)}`);
}

function acceptedItems(blank: Blank): readonly string[] {
  if (blank.type === "chosen") return blank.right.map(asItem);
  const lang = blank.lang === undefined ? "" : parameter("lang", blank.lang);
  return blank.accept.map((text) => `${lang}${asItem(text)}`);
}

function oneByOne(accepted: readonly (readonly string[])[]): string[][] {
  const first = accepted.map((items) => items[0] as string);
  const varied = accepted.flatMap((items, blank) =>
    items.slice(1).map((item) => first.map((each, index) => (index === blank ? item : each))),
  );
  return [first, ...varied];
}

/** Digits have no case, and what was chosen from a list is as the author wrote it. */
function caseMatters(blank: Blank): boolean {
  return (
    blank.type === "typed" &&
    !blank.ignore.includes("case") &&
    blank.accept.some((text) => text.toLowerCase() !== text.toUpperCase())
  );
}
