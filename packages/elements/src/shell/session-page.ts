import { html, nothing, type TemplateResult } from "lit";
import type { SessionView } from "@tessera/session";
import type { Say } from "../strings/say.ts";

/** A session that was refused, is ending or has ended: what happened, and what to do. */
export function sessionPage(view: SessionView, say: Say, readOn: () => void): TemplateResult {
  const reason = view.reason && `reason.${view.reason}`;
  const title = view.phase === "ending" ? "ending.title" : reason ? `${reason}.title` : "ended.title";
  const text = view.phase === "ending" ? "ending" : (reason ?? "reason.exited");
  return html`<h1 class="t-title" tabindex="-1">${say(title)}</h1>
    <p class="t-lead">${say(text)}</p>
    ${view.phase === "ended" && view.waiting > 0 ? html`<p>${unsent(view, say)}</p>` : nothing}
    ${
      view.phase === "refused"
        ? html`<p>
            <button type="button" class="t-button" data-act="read-on" @click=${readOn}>
              ${say("read-on")}
            </button>
          </p>`
        : nothing
    }`;
}

function unsent({ keptIn, keptBy, answersWaiting: n }: SessionView, say: Say): string {
  if (keptBy) return say("unsent.lms");
  if (keptIn === "memory") return say("unsent.lost");
  return n > 0 ? say("unsent", { n }) : say("unsent.rest");
}
