import { NotTaken } from "./foreign-question.ts";
import type { ForeignAnswers, ForeignOption, Inline } from "./foreign-question.ts";
import { numericAnswers } from "./gift-numeric.ts";
import { unmasked } from "./gift-text.ts";
import type { GiftText } from "./gift-text.ts";

export interface AnswerSetting {
  readonly read: GiftText;
  readonly changed: (message: string, help?: string) => void;
}

/** One answer of a list: `=`, `~`, its weight in percent, its text and its feedback. */
export interface RawAnswer {
  readonly right: boolean;
  readonly percent?: number | undefined;
  readonly text: string;
  readonly feedback?: string | undefined;
}

/** What stands between the braces. @param text - masked */
export function readAnswers(
  text: string,
  setting: AnswerSetting,
): { readonly answers: ForeignAnswers; readonly feedback?: Inline } {
  const [body = "", overall] = text.split(/####/, 2);
  const feedback = overall === undefined ? undefined : line(overall, setting);
  const answers = answersOf(body.trim(), setting);
  return { answers, ...(feedback !== undefined && { feedback }) };
}

function answersOf(body: string, setting: AnswerSetting): ForeignAnswers {
  if (body === "")
    throw new NotTaken(
      "import/left-out",
      "a bank holds no question that people answer in their own words",
      "write a `long-fill-in` on a page: `tessera explain long-fill-in/no-key-points` shows one",
    );
  if (body.startsWith("#")) return numericAnswers(body.slice(1), setting, rawAnswers, option);
  const truth = /^(TRUE|T|FALSE|F)\s*(?:#([^#]*))?(?:#([^#]*))?$/i.exec(body);
  if (truth) return trueFalse(truth, setting);
  const answers = rawAnswers(body);
  if (answers.length === 0)
    throw new NotTaken(
      "import/unreadable",
      "the answers begin with neither `=` nor `~`",
      "write `=` before a right answer and `~` before a wrong one; `{T}` and `{F}` are true and false",
    );
  if (answers.every(({ text, right }) => right && text.includes("->"))) return matching(answers, setting);
  return body.includes("~") ? choice(answers, setting) : fillIn(answers, setting);
}

function trueFalse([, word = "", first, second]: RegExpExecArray, setting: AnswerSetting): ForeignAnswers {
  const right = /^T/i.test(word);
  // The first feedback is for whoever was wrong.
  const [ifWrong, ifRight] = [first, second].map((text) =>
    text === undefined ? undefined : line(text, setting),
  );
  const [ifTrue, ifFalse] = right ? [ifRight, ifWrong] : [ifWrong, ifRight];
  return {
    kind: "true-false",
    right,
    feedback: {
      ...(ifTrue !== undefined && { true: ifTrue }),
      ...(ifFalse !== undefined && { false: ifFalse }),
    },
  };
}

/** Answers of a list in which `=` and `~` begin each. */
function rawAnswers(body: string): readonly RawAnswer[] {
  return [...body.matchAll(/([=~])\s*(?:%(-?\d+(?:\.\d+)?)%)?([^=~]*)/g)].map(
    ([, mark, percent, rest = ""]) => {
      const at = rest.indexOf("#");
      return {
        right: mark === "=",
        percent: percent === undefined ? undefined : Number(percent),
        text: at === -1 ? rest : rest.slice(0, at),
        feedback: at === -1 ? undefined : rest.slice(at + 1),
      };
    },
  );
}

/** Paragraphs become one line: an answer and what is said about it have one. */
function line(text: string, { read }: AnswerSetting): Inline | undefined {
  const joined = read(text).join(" ");
  return joined === "" ? undefined : joined;
}

function option(answer: RawAnswer, right: boolean, setting: AnswerSetting): ForeignOption {
  const text = line(answer.text, setting);
  if (text === undefined) throw new NotTaken("import/unreadable", "an answer of this question has no text");
  const feedback = answer.feedback === undefined ? undefined : line(answer.feedback, setting);
  return { text, right, ...(feedback !== undefined && { feedback }) };
}

function choice(answers: readonly RawAnswer[], setting: AnswerSetting): ForeignAnswers {
  const isRadio = answers.some(({ right }) => right);
  const full = answers.filter(({ right, percent }) => right && (percent ?? 100) >= 100);
  if (answers.some(({ percent }) => percent !== undefined && percent < 0))
    setting.changed(
      "wrong answers took points away here; in a bank they earn nothing",
      "write `scoring=negative` at the question where guessing is to cost something",
    );
  if (full.length > 1)
    setting.changed(
      `any one of ${full.length} answers was right here; now all of them are asked for`,
      "make one question of each, or leave one right answer",
    );
  const options = answers.map((answer) => {
    const percent = answer.percent ?? (answer.right ? 100 : 0);
    const right = isRadio ? answer.right && percent >= 100 : percent > 0;
    const share = percent > 0 && percent < 100 ? percent / 100 : undefined;
    return { ...option(answer, right, setting), ...(share !== undefined && { share }) };
  });
  const right = options.filter((each) => each.right);
  if (right.length === 0) throw new NotTaken("import/unreadable", "no answer of this question is right");
  // Of several right ones a wrong one earns nothing; of those that are worth the same nothing need be said.
  const several = right.length > 1;
  const equal = new Set(right.map(({ share }) => share)).size === 1;
  return {
    kind: "choice",
    options: options.map(({ share, ...each }) =>
      share !== undefined && (several ? each.right && !equal : !each.right) ? { ...each, share } : each,
    ),
  };
}

function fillIn(answers: readonly RawAnswer[], setting: AnswerSetting): ForeignAnswers {
  const words = answers.flatMap(({ text, percent, feedback }) => {
    const word = unmasked(text).replace(/\s+/g, " ").trim();
    if (percent !== undefined && percent < 100) {
      setting.changed(`\`${word}\` was worth ${percent} % here; in a bank it is wrong`);
      return [];
    }
    if (feedback?.trim())
      setting.changed(`what was said about \`${word}\` is left out: a blank has no feedback of its own`);
    if (/(?<!\\)\*/.test(word))
      setting.changed(`the \`*\` in \`${word}\` stood for anything; in a blank it is a star`);
    return [word];
  });
  // Case does not count, so that two that differ in it are one.
  const different = new Map(words.toReversed().map((word) => [word.toLowerCase(), word]));
  const [right, ...others] = [...different.values()].toReversed().filter((word) => word !== "");
  if (right === undefined) throw new NotTaken("import/unreadable", "no answer of this question is right");
  const usable = others.filter((word) => !word.includes(";"));
  for (const word of others.filter((each) => !usable.includes(each)))
    setting.changed(`the right answer \`${word}\` is left out: in the list of a blank \`;\` parts answers`);
  return { kind: "fill-in", right, others: usable };
}

function matching(answers: readonly RawAnswer[], setting: AnswerSetting): ForeignAnswers {
  const rows = answers.map(({ text }) => {
    const at = text.indexOf("->");
    const [left, right] = [line(text.slice(0, at), setting) ?? "", line(text.slice(at + 2), setting)];
    if (right === undefined)
      throw new NotTaken("import/unreadable", "a pair of this question has no right-hand side");
    return [left, right] as const;
  });
  if (rows.every(([left]) => left === ""))
    throw new NotTaken("import/unreadable", "no pair of this question has a left-hand side");
  return { kind: "matching", rows };
}
