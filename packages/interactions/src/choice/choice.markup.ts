import { html, raw, type RawHtml } from "../html.ts";
import type { Html, MarkupContext } from "../interaction.ts";

/** Radio buttons or check boxes, one row each; shared by `choice` and `true-false`. */
export function optionRows(
  options: readonly { readonly id: string; readonly html: Html }[],
  { prefix, type }: Pick<MarkupContext, "prefix"> & { readonly type: "radio" | "checkbox" },
): RawHtml {
  const rows = options.map(
    (option) =>
      html` <li class="question-option" data-part="${option.id}">
        <label class="question-label">
          <input type="${type}" name="${prefix}" id="${prefix}-${option.id}" value="${option.id}" />
          <span class="question-text">${raw(option.html)}</span>
        </label>
      </li>`,
  );
  return html`<ul class="question-options" role="list">
    ${rows}
  </ul>`;
}
