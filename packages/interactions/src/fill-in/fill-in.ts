import { html, raw, type RawHtml } from "../html.ts";
import type { Interaction, MarkupContext } from "../interaction.ts";
import { phrase } from "../strings/phrase.ts";
import type { Blank, FillInAnswer, FillInSpec } from "./fill-in-spec.ts";
import { given, scoreFillIn } from "./fill-in.score.ts";
import { fillInPatterns, fillInResponse, parseFillIn } from "./fill-in.xapi.ts";

/** Words to type and lists to choose from, in the text itself. */
export const fillIn = {
  kind: "fill-in",
  interactionType: "fill-in",
  blank: (spec) => Object.fromEntries(spec.blanks.map(({ id }) => [id, ""])),
  isComplete: (spec, answer) => spec.blanks.every((blank) => given(answer, blank) !== ""),
  score: scoreFillIn,
  feedback: () => [],
  response: fillInResponse,
  parse: parseFillIn,
  correct: fillInPatterns,
  describe: () => ({}),
  judgedBy: () => "key",
  typed: (spec) => spec.blanks.some(({ type }) => type === "typed"),
  arrangeable: () => [],
  markup: (spec, context) => text(spec, context).raw,
} as const satisfies Interaction<"fill-in", FillInSpec, FillInAnswer>;

function text({ body, blanks }: FillInSpec, context: MarkupContext): RawHtml {
  // One width for all: a blank as long as its word would give the word away.
  const longest = Math.max(
    0,
    ...blanks.flatMap((blank) => (blank.type === "typed" ? blank.accept.map(({ length }) => length) : [])),
  );
  const size = longest <= 10 ? 12 : longest <= 22 ? 24 : 36;
  const pieces = body.map((piece, index) => {
    const blank = blanks[index];
    return blank === undefined
      ? raw(piece)
      : raw(piece + field(blank, { ...context, size, number: index + 1, total: blanks.length }).raw);
  });
  return html`<div class="question-cloze">${pieces}</div>`;
}

function field(
  blank: Blank,
  place: MarkupContext & { readonly size: number; readonly number: number; readonly total: number },
): RawHtml {
  const { prefix, strings, size, number, total } = place;
  const id = `${prefix}-${blank.id}`;
  if (blank.type === "chosen") {
    const label = phrase(strings, "question.choose", { number, total });
    const options = blank.options.map((option) => html`<option value="${option}">${option}</option>`);
    return html`<span class="question-blank" data-part="${blank.id}"
      ><select name="${id}" id="${id}" aria-label="${label}">
        <option value="">${phrase(strings, "question.pick")}</option>
        ${options}
      </select></span
    >`;
  }
  const label = phrase(strings, "question.blank", { number, total });
  const lang = blank.lang === undefined ? undefined : html` lang="${blank.lang}"`;
  return html`<span class="question-blank" data-part="${blank.id}"
    ><input
      type="text"
      name="${id}"
      id="${id}"
      size="${size}"
      autocomplete="off"
      autocapitalize="off"
      spellcheck="false"
      aria-label="${label}"
      ${lang}
  /></span>`;
}
