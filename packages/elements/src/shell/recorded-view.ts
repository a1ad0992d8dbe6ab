import { html, nothing, type TemplateResult } from "lit";
import type { Pending } from "@tessera/session";
import type { Say } from "../strings/say.ts";
import { isTypedKeptBack, sentBy } from "./sent.ts";
import { isRecorded } from "./status.ts";
import type { UnitPlayer } from "./unit-player.ts";

/** More of what waits is a number. */
const SHOWN = 20;

/** The sheet "What is recorded", in plain words: what is sent, to where and as whom, what is kept, what waits. */
export function recordedView(
  player: UnitPlayer,
  { say, language, close }: { readonly say: Say; readonly language: string; readonly close: () => void },
): TemplateResult {
  const { data, view } = player;
  const { privacy } = data.course;
  const isFull =
    !view.keptBy && (isRecorded(view) || view.reason === "exited" || view.reason === "session-over");
  const pending = player.pending();
  return html`<h2 id="_recorded" tabindex="-1">${say("recorded")}</h2>
    <p>${lead(player, say, isFull)}</p>
    ${
      isFull
        ? html`<h3>${say("recorded.waiting")}</h3>
            ${pending.length ? waiting(pending, say, language) : html`<p>${say("recorded.none")}</p>`}
            ${
              view.parked > 0
                ? html`<p class="t-notice">
                    ${say("recorded.parked", { n: view.parked, codes: view.parkedReasons.join(", ") })}
                  </p>`
                : nothing
            }
            <h3>${say("recorded.sent")}</h3>
            <dl>
              ${sentBy(data, player.mastery).map(
                (name) =>
                  html`<div>
                    <dt>${say(`sent.${name}`)}</dt>
                    <dd>${say(`sent.${name}.what`)}</dd>
                  </div>`,
              )}
            </dl>
            ${isTypedKeptBack(data) ? html`<p>${say("recorded.typed")}</p>` : nothing}
            ${data.strings["sure.recorded"] ? html`<p>${say("sure.recorded")}</p>` : nothing}
            <p>${say("recorded.each")}</p>
            <h3>${say("recorded.kept")}</h3>
            <p>${say("recorded.state")}</p>
            <p>${say(view.keptIn === "memory" ? "recorded.memory" : "recorded.device")}</p>
            <h3>${say("recorded.not")}</h3>
            <p>${say("recorded.not.what")}</p>`
        : nothing
    }
    ${
      privacy && /^https?:/.test(privacy)
        ? html`<p>
            <a href=${privacy} target="_blank" rel="noopener noreferrer">${say("privacy")}</a>
          </p>`
        : nothing
    }
    <button type="button" class="t-button t-quiet" @click=${close}>${say("outline.close")}</button>`;
}

function lead({ view }: UnitPlayer, say: Say, isFull: boolean): string {
  if (view.phase === "standalone") return say("recorded.standalone");
  if (view.keptBy && isRecorded(view)) return say(`recorded.${view.keptBy}`);
  if (view.mode !== "Normal" && view.phase === "active") return say("recorded.looking");
  if (!isFull) return say("end.notrecorded");
  const { learner, account, host } = view;
  const who = learner && account ? `${learner} (${account})` : (learner ?? account);
  const words = { host: host ?? say("recorded.platform"), who: who ?? "" };
  return say(who ? "recorded.to" : "recorded.to.host", words);
}

function waiting(pending: readonly Pending[], say: Say, language: string): TemplateResult {
  // What lies on a device may have been changed there: a time that is none is shown as it is.
  const time = new Intl.DateTimeFormat(language, {
    day: "numeric",
    month: "short",
    hour: "numeric",
    minute: "2-digit",
  });
  return html`<ul class="t-waiting">
      ${pending.slice(0, SHOWN).map(
        ({ what, name, at }) =>
          html`<li>
            <time datetime=${at}>${Number.isNaN(Date.parse(at)) ? at : time.format(Date.parse(at))}</time>
            <span><b>${say(`sent.${what}`)}</b> <bdi>${name}</bdi></span>
          </li>`,
      )}
    </ul>
    ${pending.length > SHOWN ? html`<p>${say("recorded.more", { n: pending.length - SHOWN })}</p>` : nothing}`;
}
