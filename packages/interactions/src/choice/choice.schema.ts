import type { List } from "mdast";
import type { ReadContext } from "../authoring.ts";
import { mistake } from "../mistake.ts";
import { type AnswerItem, readAnswerItem, reportDuplicates } from "../reading/answer-item.ts";
import { flag, positive, slug } from "../reading/attributes.ts";
import type { Frame } from "../reading/frame.ts";
import type { KindSource } from "../reading/kind-source.ts";
import { questionMistakes } from "../reading/question-mistakes.ts";
import type { ChoiceSpec } from "./choice-spec.ts";

/** What `:set{…}` may hold at an option. */
export const optionSettings = { id: slug, fixed: flag, points: positive };
type Item = AnswerItem<typeof optionSettings>;

const allRight = mistake("choice/all-right", {
  severity: "warning",
  meaning: "Every option is right, so there is nothing to tell apart.",
  message: () => "every option is right: choosing all of them needs no thought",
  help: () => "add an option that is wrong",
});

/** `:::choice`: one `[x]` makes radio buttons, several make check boxes. */
export const choiceSource = {
  kind: "choice",
  answers: "boxes",
  attributes: {},
  texts: { set: optionSettings },
  mistakes: [allRight],
  read(frame, context) {
    if (frame.answers === undefined) return undefined;
    const rules = { boxes: true, settings: optionSettings };
    const list = frame.answers as List;
    const items = list.children.flatMap((item) => readAnswerItem(item, context, rules) ?? []);
    reportDuplicates(items, context);
    const right = items.filter((item) => item.checked);
    const whole = items.length === list.children.length;
    // With an answer unread, "no right one" and "only one" may be its fault: it has been reported.
    if (whole && right.length === 0) context.report(questionMistakes.noRightAnswer(context.span(list), {}));
    if (whole && items.length === 1) context.report(questionMistakes.oneOption(context.span(list), {}));
    else if (whole && right.length === items.length) context.report(allRight(context.span(list), {}));
    if (right.length === 0) return undefined;
    return {
      spec: choiceSpec(items, { frame, context, multiple: right.length > 1 }),
      // Answers that are pictures say nothing here.
      ...(whole &&
        items.every(({ text }) => text !== "") && {
          options: items.map(({ text, checked, span }) => ({ text, right: checked, span })),
        }),
    };
  },
} as const satisfies KindSource<"choice", ChoiceSpec, Record<never, never>>;

interface Setting {
  readonly frame: Frame<Record<never, never>>;
  readonly context: ReadContext;
  readonly multiple: boolean;
}

/** What the player needs of options that were read. */
export function choiceSpec(items: readonly Item[], setting: Setting): ChoiceSpec {
  const { context, multiple } = setting;
  const ids = context.ids(
    "options",
    items.map(({ text, span, settings: { id } }) => ({
      text,
      span,
      ...(id === undefined ? {} : { authored: id }),
    })),
  );
  const options = items.map((item, index) => ({
    id: ids[index] as string,
    html: item.html,
    text: item.text,
    right: item.checked,
    ...(item.settings.fixed === true ? { fixed: true } : {}),
    ...worth(item, setting),
    ...(item.feedback === undefined ? {} : { feedback: item.feedback }),
  }));
  return { multiple, options };
}

/** `points` at an option: the weight of a right check box, or what a nearly right radio button earns. */
function worth(item: Item, { frame, context, multiple }: Setting): { weight?: number; credit?: number } {
  const { points } = item.settings;
  if (points === undefined) return {};
  const full = frame.attributes.points ?? 1;
  if (multiple && item.checked) return { weight: points };
  if (!multiple && !item.checked && points < full) return { credit: points / full };
  const why = multiple
    ? "a wrong check box earns nothing; `points` stand at right ones"
    : item.checked
      ? `the only right option earns all the points of the question (${full})`
      : `a wrong option earns less than the question's points (${full}); ${points} is not less`;
  context.report(questionMistakes.noCredit(item.settingSpans.get("points") ?? item.span, { why }));
  return {};
}
