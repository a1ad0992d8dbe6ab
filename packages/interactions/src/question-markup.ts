import { html, raw } from "./html.ts";
import type { Html, Interaction, MarkupContext, QuestionData } from "./interaction.ts";
import { interactionOf } from "./kinds.ts";
import { phrase } from "./strings/phrase.ts";

/**
 * A question as it stands in the page before any script runs: the stem and real form controls inside the
 * element that takes them over. Holds no right answer, no feedback and no hint.
 *
 * @param context.prefix - unique in the page; becomes the element's id
 * @returns `""` for a kind that this version does not know (the compiler has reported it)
 */
export function questionMarkup(question: QuestionData, context: MarkupContext): Html {
  const interaction = interactionOf(question.kind);
  return interaction === undefined ? "" : markupOf(interaction, question, context);
}

function markupOf(interaction: Interaction, question: QuestionData, context: MarkupContext): Html {
  const { prefix, strings } = context;
  const tag = raw(`tessera-${interaction.kind}`);
  const stemId = `${prefix}-stem`;
  const stem =
    question.stem === ""
      ? undefined
      : html`<div class="question-stem" id="${stemId}">${raw(question.stem)}</div>`;
  const name =
    stem === undefined
      ? html`aria-label="${phrase(strings, "question.group")}"`
      : html`aria-labelledby="${stemId}"`;
  return html`<${tag} class="question" id="${prefix}" data-question="${question.slug}">
    <div class="question-body" role="group" ${name}>${stem}${raw(interaction.markup(question.spec, context))}</div>
  </${tag}>`.raw;
}
