import { html, nothing } from "lit";
import type { PropertyValues, TemplateResult } from "lit";
import { keyed } from "lit/directives/keyed.js";
import type { LaunchRequest, SessionSnapshot } from "@tessera/lms";
import { isOpen, relaunchRequest } from "../model/launch-choice.ts";
import { judgementWords, sessionLine, verdictWords } from "../model/session-view.ts";
import { behindWords } from "../model/problem-lines.ts";
import { stageOf } from "../model/stage.ts";
import type { Stage, StageEnd } from "../model/stage.ts";
import type { WorkbenchState, WorkbenchStore } from "../model/workbench-store.ts";
import { LightElement } from "./light-element.ts";

/**
 * `<tessera-stage>`: the middle pane: the unit while it plays, and what became of it.
 *
 * @event tessera-open-session - the learner's judge wants to see the sessions
 * @event tessera-open-problems - the author wants to see what is wrong in the course
 */
export class StageElement extends LightElement {
  static override properties = { state: { attribute: false }, store: { attribute: false } };
  declare state: WorkbenchState | undefined;
  declare store: WorkbenchStore | undefined;
  #before: Stage["type"] | undefined;

  protected override render(): TemplateResult {
    const { state } = this;
    if (state === undefined) return html``;
    const stage = stageOf(state);
    switch (stage.type) {
      case "empty":
        return html`${this.#behind(state)}
          <div class="wb-stage-empty"><p>${stage.say}</p></div>`;
      case "frame":
        return html`${this.#bar(stage.session, state)} ${this.#behind(state)}
        ${stage.note === "" ? nothing : html`<p class="wb-note">${stage.note}</p>`}
        ${keyed(
          stage.session.key,
          html`<iframe
            class="wb-frame"
            title="Unit: ${stage.session.title}"
            src=${stage.session.launchUrl}
            allow="fullscreen; autoplay"
          ></iframe>`,
        )}`;
      case "window":
        return html`${this.#bar(stage.session, state)} ${this.#behind(state)}
          <div class="wb-stage-empty">
            <p>The unit plays in a window of its own.</p>
            <p>
              No window? Your browser may have blocked it.
              <a href=${stage.session.launchUrl} target="_blank" rel="noopener noreferrer">Open the unit</a>
            </p>
          </div>`;
      case "end":
        return this.#end(stage);
    }
  }

  protected override updated(_changed: PropertyValues): void {
    const type = this.state === undefined ? undefined : stageOf(this.state).type;
    // The frame had the focus and is gone: reading goes on at the end that took its place.
    if (type === "end" && this.#before === "frame") this.querySelector<HTMLElement>(".wb-end h2")?.focus();
    // The button that launched it is gone: the unit takes over.
    if (type === "frame" && this.#before === "end" && document.activeElement === document.body)
      this.querySelector("iframe")?.focus();
    this.#before = type;
  }

  #bar(session: SessionSnapshot, state: WorkbenchState): TemplateResult {
    return html`<div class="wb-bar">
      <p class="wb-bar-title">
        <strong dir="auto">${session.title}</strong>
        <span>${state.lms === undefined ? nothing : sessionLine(session, state.lms)}</span>
      </p>
      <div class="wb-row">
        ${
          isOpen(session)
            ? html`<button type="button" class="wb-button" @click=${() => this.store?.abandon(session.key)}>
                Abandon
              </button>`
            : html`<button type="button" class="wb-button" @click=${() => this.store?.closeUnit(session.key)}>
                Close the unit
              </button>`
        }
        <button type="button" class="wb-button" @click=${() => this.#launch(relaunchRequest(session))}>
          Relaunch
        </button>
      </div>
    </div>`;
  }

  /** What is saved has errors: what plays is older. */
  #behind({ lms }: WorkbenchState): TemplateResult | typeof nothing {
    const words = behindWords(lms?.preview);
    if (words === undefined) return nothing;
    return html`<p class="wb-note wb-behind">
      ${words}
      <button
        type="button"
        class="wb-link"
        @click=${() => this.dispatchEvent(new CustomEvent("tessera-open-problems"))}
      >
        See the problems
      </button>
    </p>`;
  }

  #end({ session, headline, conclusions, next }: StageEnd): TemplateResult {
    const again = relaunchRequest(session);
    const broken = session.verdict.violated > 0;
    return html`<div class="wb-end">
      <p class="wb-end-unit" dir="auto">${session.title}</p>
      <h2 tabindex="-1">${headline}</h2>
      <dl class="wb-conclusions">
        ${conclusions.map(
          ({ title, satisfied, why }) =>
            html`<div>
              <dt dir="auto">
                <span class="wb-mark" data-state=${satisfied ? "satisfied" : "open"}></span>${title}
              </dt>
              <dd dir="auto">${why}.</dd>
            </div>`,
        )}
        <div>
          <dt>
            <span class="wb-mark" data-state=${broken ? "broken" : "satisfied"}></span
            >${judgementWords(session)}
          </dt>
          <dd>
            ${verdictWords(session)}.
            <button type="button" class="wb-link" @click=${this.#openSession}>See the requirements</button>
          </dd>
        </div>
      </dl>
      <div class="wb-row">
        ${
          isOpen(session)
            ? html`<button type="button" class="wb-button" @click=${() => this.store?.abandon(session.key)}>
                Abandon the session
              </button>`
            : nothing
        }
        <button type="button" class="wb-button wb-main" @click=${() => this.#launch(again)}>
          Launch again
        </button>
        ${
          next === undefined
            ? nothing
            : html`<button
                type="button"
                class="wb-button"
                @click=${() => this.#launch(requestFor(again, next.publisherId))}
              >
                Launch “${next.title}”
              </button>`
        }
      </div>
      <p class="wb-hint">A launch in the same registration resumes from what the unit saved.</p>
    </div>`;
  }

  #launch(request: LaunchRequest): void {
    void this.store?.launchAgain(request);
  }

  readonly #openSession = (): void => {
    this.dispatchEvent(new CustomEvent("tessera-open-session"));
  };
}

/** Another unit in the same registration: its mastery score and parameters are its own. */
function requestFor(
  { masteryScore: _m, launchParameters: _p, ...request }: LaunchRequest,
  au: string,
): LaunchRequest {
  return { ...request, au };
}

customElements.define("tessera-stage", StageElement);
