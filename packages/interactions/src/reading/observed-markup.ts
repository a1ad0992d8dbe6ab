import { html, raw } from "../html.ts";
import type { Html, MarkupContext, QuestionData } from "../interaction.ts";
import { isKind } from "../kinds.ts";
import { schemas } from "../schemas.ts";
import type { KindSource } from "./kind-source.ts";

/**
 * A question as the learner reads it whom somebody else will watch: what is asked, and no control.
 *
 * @param context.prefix - unique in the page
 * @returns `""` for a kind that nobody else can answer (the compiler has reported it)
 */
export function observedMarkup(question: QuestionData, context: MarkupContext): Html {
  const source: KindSource | undefined = isKind(question.kind) ? schemas[question.kind] : undefined;
  if (source?.observed === undefined) return "";
  const id = `${context.prefix}-stem`;
  const stem = question.stem === "" ? undefined : html`<div id="${id}">${raw(question.stem)}</div>`;
  const name = stem === undefined ? undefined : html` role="group" aria-labelledby="${id}"`;
  return html`<div class="observed" ${name}>${stem}${raw(source.observed(question.spec, context))}</div>`.raw;
}
