import { NotTaken } from "./foreign-question.ts";
import type { ForeignAnswers, ForeignOption } from "./foreign-question.ts";
import type { AnswerSetting, RawAnswer } from "./gift-answers.ts";
import { unmasked } from "./gift-text.ts";

/** `{#18:0.5}`, `{#17.5..18.5}` and lists of them with `=`. */
export function numericAnswers(
  body: string,
  setting: AnswerSetting,
  list: (body: string) => readonly RawAnswer[],
  option: (answer: RawAnswer, right: boolean, setting: AnswerSetting) => ForeignOption,
): ForeignAnswers {
  const answers = body.includes("=") ? list(body) : list(`=${body}`);
  const values = answers.flatMap((answer) => {
    const percent = answer.percent ?? (answer.right ? 100 : 0);
    const written = unmasked(answer.text).trim();
    // `~#what to say of any other number`.
    if (written === "" && !answer.right) {
      setting.changed("what was said about any other number is left out", "write it as `::incorrect[…]`");
      return [];
    }
    const read = option({ ...answer, text: "0" }, percent >= 100, setting);
    const share = percent > 0 && percent < 100 ? percent / 100 : undefined;
    return [{ ...read, text: valueOf(written), ...(share !== undefined && { share }) }];
  });
  if (!values.some(({ right }) => right))
    throw new NotTaken("import/unreadable", "no number of this question is right");
  // Right ones first: of the answers that fit, the first counts.
  return { kind: "numeric", values: values.sort((left, right) => Number(right.right) - Number(left.right)) };
}

function valueOf(written: string): string {
  const range = /^(\S+?)\s*\.\.\s*(\S+)$/.exec(written);
  if (range) {
    const [low, high] = [decimal(range[1] ?? "", written), decimal(range[2] ?? "", written)];
    return low === high ? low : `${low} .. ${high}`;
  }
  const [value = "", tolerance] = written.split(":");
  const width = tolerance === undefined || tolerance.trim() === "" ? "0" : decimal(tolerance, written);
  return Number(width) === 0 ? decimal(value, written) : `${decimal(value, written)} ± ${width}`;
}

/** A number as the course language writes it: no power of ten. */
function decimal(text: string, written: string): string {
  const value = Number(text.trim());
  const plain = String(value);
  if (text.trim() === "" || !Number.isFinite(value) || /e/i.test(plain))
    throw new NotTaken(
      "import/unreadable",
      `\`${written}\` is no number, range or tolerance`,
      "write `18`, `18:0.5` or `17.5..18.5`, with a point before decimals",
    );
  return plain;
}
