import { html, nothing, type TemplateResult } from "lit";
import type { Say } from "../strings/say.ts";
import { canExit } from "./status.ts";
import { summaryOf } from "./summary.ts";
import type { UnitPlayer } from "./unit-player.ts";

/** The end of the unit as a page. */
export function summaryView(player: UnitPlayer, say: Say, open: (page: string) => void): TemplateResult {
  const { data, state, view, mastery } = player;
  const parts = summaryOf({ data, state, view, mastery, say });
  return html`<h1 class="t-title" tabindex="-1">${say("page.end")}</h1>
    ${parts.map(
      (part) =>
        html`<h2>${part.heading}</h2>
          ${part.lines.map(
            (line, index) =>
              html`<p class=${index === 0 && part.verdict ? `t-verdict t-${part.verdict}` : nothing}>
                ${line}
              </p>`,
          )}
          ${
            part.pages.length > 0
              ? html`<ul>
                  ${part.pages.map(
                    ({ slug, title }) =>
                      html`<li>
                        <button type="button" class="t-link" @click=${() => open(slug)}>${title}</button>
                      </li>`,
                  )}
                </ul>`
              : nothing
          }`,
    )}
    ${
      canExit(view)
        ? html`<p class="t-acts">
            <button type="button" class="t-button t-main" data-act="exit" @click=${() => void player.exit()}>
              ${say(view.mode === "Normal" ? "exit" : "leave")}
            </button>
          </p>`
        : nothing
    }`;
}
