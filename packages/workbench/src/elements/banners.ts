import { html, nothing } from "lit";
import type { TemplateResult } from "lit";
import type { WorkbenchState } from "../model/workbench-store.ts";

/** What stands in the way of working, above the panes. */
export function banners({ connection, trouble }: WorkbenchState, dismiss: () => void): TemplateResult {
  return html`
    ${
      connection === "lost"
        ? html`<section class="wb-banner" aria-label="Notice">
            <p>
              <strong>The LMS does not answer.</strong> What you see is the last that it said. It is asked
              again every few seconds; if you stopped it, start it again with <code>npm start</code> or
              <code>tessera launch</code>.
            </p>
          </section>`
        : nothing
    }
    ${
      connection === "restarted"
        ? html`<section class="wb-banner" aria-label="Notice">
            <p><strong>The LMS was started again.</strong> Nothing on this page exists there any more.</p>
            <button type="button" class="wb-button" @click=${() => location.reload()}>
              Load the page again
            </button>
          </section>`
        : nothing
    }
    ${
      trouble === undefined
        ? nothing
        : html`<section class="wb-banner" aria-label="Notice">
            <div>
              <p>${trouble.message}</p>
              ${
                trouble.details.length === 0
                  ? nothing
                  : html`<ul>
                      ${trouble.details.map((line) => html`<li>${line}</li>`)}
                    </ul>`
              }
            </div>
            <button type="button" class="wb-button" @click=${dismiss}>Close</button>
          </section>`
    }
  `;
}
