import type { Span } from "@tessera/diagnostics";
import type { List } from "mdast";
import { z } from "zod";
import type { ReadContext } from "../authoring.ts";
import { type AnswerItem, readAnswerItem } from "../reading/answer-item.ts";
import { positive } from "../reading/attributes.ts";
import type { Frame } from "../reading/frame.ts";
import type { KindSource } from "../reading/kind-source.ts";
import { questionMistakes } from "../reading/question-mistakes.ts";
import { numericMistakes } from "./numeric-mistakes.ts";
import { readRange } from "./read-range.ts";
import { readUnits } from "./read-units.ts";
import type { NumericRange, NumericSpec } from "./numeric-spec.ts";

const settings = { points: positive };
const attributes = { unit: z.string() };
type Item = AnswerItem<typeof settings>;
type Read = { readonly item: Item; readonly range: NumericRange };

/** `:::numeric`: numbers, ranges or tolerances, in the first unit; a `[ ]` is a known slip. */
export const numericSource = {
  kind: "numeric",
  answers: "boxes",
  attributes,
  texts: { set: settings },
  mistakes: Object.values(numericMistakes),
  read(frame, context) {
    const units = readUnits(frame, context);
    if (frame.answers === undefined) return undefined;
    const list = frame.answers as List;
    const items = list.children.flatMap(
      (item) => readAnswerItem(item, context, { boxes: true, settings }) ?? [],
    );
    const read = items.flatMap((item): Read[] => {
      const range = readRange(item, context);
      return range === undefined ? [] : [{ item, range }];
    });
    const right = read.filter(({ item }) => item.checked);
    const slips = read.filter(({ item }) => !item.checked);
    reportOverlaps([...right, ...slips], context);
    const rightWritten = list.children.some((item) => item.checked === true);
    if (!rightWritten && items.length === list.children.length) {
      context.report(questionMistakes.noRightAnswer(context.span(list), {}));
    }
    if (right.length === 0 || units === undefined) return undefined;
    return {
      spec: {
        units,
        right: right.map(({ item, range }) => {
          if (item.settings.points !== undefined) {
            const why = "a right number earns all the points of the question";
            context.report(questionMistakes.noCredit(item.settingSpans.get("points") ?? item.span, { why }));
          }
          return { ...range, text: item.text, ...feedbackOf(item) };
        }),
        slips: slips.map(({ item, range }) => ({
          ...range,
          ...credit(item, frame, context),
          ...feedbackOf(item),
        })),
      },
    };
  },
} as const satisfies KindSource<"numeric", NumericSpec, typeof attributes>;

function feedbackOf({ feedback }: Item) {
  return feedback === undefined ? {} : { feedback };
}

function credit(item: Item, frame: Frame<typeof attributes>, context: ReadContext): { credit?: number } {
  const { points } = item.settings;
  const full = frame.attributes.points ?? 1;
  if (points === undefined) return {};
  if (points < full) return { credit: points / full };
  const why = `a slip earns less than the question's points (${full}); ${points} is not less`;
  context.report(questionMistakes.noCredit(item.settingSpans.get("points") ?? item.span, { why }));
  return {};
}

/** The first that fits is taken, so a later one must be wider than every earlier one that it meets. */
function reportOverlaps(all: readonly Read[], context: ReadContext): void {
  all.forEach((later, index) => {
    const earlier = all
      .slice(0, index)
      .find(({ range }) => meets(range, later.range) && !covers(later.range, range));
    if (earlier === undefined) return;
    const labels: { span: Span; message: string }[] = [
      { span: earlier.item.span, message: "this one is taken first" },
    ];
    context.report(
      numericMistakes.overlap(later.item.span, { found: later.item.text, first: earlier.item.text }, labels),
    );
  });
}

const low = ({ min = -Infinity }: NumericRange) => min;
const high = ({ max = Infinity }: NumericRange) => max;

function meets(a: NumericRange, b: NumericRange): boolean {
  return low(a) <= high(b) && low(b) <= high(a);
}

/** True when `outer` holds `inner` and more. */
function covers(outer: NumericRange, inner: NumericRange): boolean {
  const same = low(outer) === low(inner) && high(outer) === high(inner);
  return !same && low(outer) <= low(inner) && high(outer) >= high(inner);
}
