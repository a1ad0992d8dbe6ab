import { html, nothing, ReactiveElement, render, type PropertyValues, type TemplateResult } from "lit";
import { percentDone } from "../play/completion.ts";
import { isSeen, pageIndex } from "../play/pages.ts";
import type { Say } from "../strings/say.ts";
import { recordedView } from "./recorded-view.ts";
import { canExit, newsOf, statusOf } from "./status.ts";
import { summaryView } from "./summary-view.ts";
import { sessionPage } from "./session-page.ts";
import { READ_MS, EndWatch } from "./end-watch.ts";
import { fragmentOf } from "./fragment.ts";
import { unfold } from "./unfold.ts";
import { watchScrollRegions } from "./scroll-regions.ts";
import type { UnitPlayer } from "./unit-player.ts";

/** Fragment of the summary; no page can have it, since slugs do not start with a hyphen. */
const END = "-end";

/**
 * `<tessera-unit>`: takes over the static page. Renders into the places that the page left for it, so that text,
 * images and questions stay the nodes they were. Light DOM: one style sheet, one document for assistive technology.
 *
 * Reads the attribute `data-kinds`. Sets `data-ready` once it has taken over.
 */
export class UnitElement extends ReactiveElement {
  /** Everything that is shown; set once by the player's entry. */
  declare player: UnitPlayer;
  declare say: Say;
  /** The end-of-unit summary is open. */
  #atEnd = false;
  /** The learner chose to read although the session was refused. */
  #readOn = false;
  #news = "";
  #updateTold = false;
  #muted = false;
  #shown = "";
  #endWatch: EndWatch | undefined;
  #sheet: HTMLDialogElement | undefined;
  #recorded: HTMLDialogElement | undefined;
  #resolveTaken: () => void = () => {};

  override createRenderRoot(): this {
    return this;
  }

  /** Resolves once the page has been taken over. */
  readonly taken: Promise<void> = new Promise((resolve) => (this.#resolveTaken = resolve));

  /** Takes over; called once, when data and kinds are there. */
  takeOver(player: UnitPlayer, say: Say): void {
    this.player = player;
    this.say = say;
    const main = this.#main;
    this.#sheet = this.#part("t-sheet") as HTMLDialogElement;
    // A link turns the page by itself; the sheet only has to get out of the way.
    this.#sheet.addEventListener("click", () => this.#sheet?.close());
    const recorded = this.#part("t-recorded") as HTMLDialogElement;
    this.#recorded = recorded;
    // The backdrop is the dialog's own; everything in it lies in its box.
    recorded.addEventListener("click", (event) => event.target === recorded && recorded.close());
    this.querySelector(".t-foot button")?.addEventListener("click", () => this.#openRecorded());
    for (const late of this.querySelectorAll(".t-outline [hidden], .t-foot [hidden]"))
      late.removeAttribute("hidden");
    player.wordsOn = (page) => document.getElementById(page)?.textContent.split(/\s+/).length ?? 0;
    this.#endWatch = new EndWatch(main, () => this.player.reachEnd());
    watchScrollRegions(main);
    player.subscribe(() => this.requestUpdate());
    // Not `popstate`: the browser takes the focus away after that, when the address names an element.
    window.addEventListener("hashchange", () => this.#follow());
    setInterval(() => this.#tick(), READ_MS);
    main.addEventListener("input", () => player.stay(), { once: true });
    if (location.hash) this.#follow();
    this.dataset["ready"] = "";
    this.#resolveTaken();
    this.requestUpdate();
  }

  protected override update(changed: PropertyValues): void {
    super.update(changed);
    if (!this.player) return;
    const { view } = this.player;
    render(this.#status(), this.#part("t-status"));
    render(this.#bar(), this.#part("t-bar"));
    render(
      this.#atEnd ? summaryView(this.player, this.say, (page) => this.#open(page)) : nothing,
      this.#part("t-end"),
    );
    const session = this.#sessionShown ? sessionPage(view, this.say, () => this.#keepReading()) : nothing;
    render(session, this.#part("t-session"));
    // cmi5 §11.2: audio that the learner switched off stays off until the learner turns it up.
    if (view.preferences.audioPreference === "off" && !this.#muted) {
      this.#muted = true;
      for (const media of this.querySelectorAll<HTMLMediaElement>("audio, video")) media.muted = true;
    }
    this.#markOutline();
    this.#showPage();
    if (this.#recorded?.open) this.#drawRecorded();
    this.#tellUpdate();
    const news = newsOf(view, this.#news);
    if (news !== this.#news) {
      this.#news = news;
      this.announce(this.say(statusOf(view).key, statusOf(view).words));
    }
  }

  /** Says something to those who can't see it. */
  announce(text: string): void {
    const live = this.#part("t-live");
    // The same words twice are news only when the text changes in between.
    live.textContent = live.textContent === text ? `${text}\u00a0` : text;
  }

  get #sessionShown(): boolean {
    const { phase } = this.player.view;
    return phase === "ending" || phase === "ended" || (phase === "refused" && !this.#readOn);
  }

  get #main(): HTMLElement {
    return this.querySelector("main") as HTMLElement;
  }

  #part(name: string): HTMLElement {
    return this.querySelector(`.${name}`) as HTMLElement;
  }

  #tick(): void {
    this.player.tick();
    this.#endWatch?.tick();
    if (this.player.extras[0])
      for (const quiz of this.querySelectorAll<ReactiveElement>("tessera-quiz")) quiz.requestUpdate();
  }

  #status(): TemplateResult {
    const { view } = this.player;
    const { key, words, tone } = statusOf(view);
    const percent = percentDone(this.player.data, this.player.state);
    return html`<progress
        class="t-line"
        max="100"
        .value=${percent}
        aria-label=${this.say("progress", { n: percent })}
      ></progress>
      <button
        type="button"
        class="t-state"
        data-tone=${tone}
        data-act="recorded"
        aria-haspopup="dialog"
        @click=${() => this.#openRecorded()}
      >
        ${this.say(key, words)}
      </button>
      ${
        canExit(view)
          ? html`<button
              type="button"
              class="t-button t-quiet"
              data-act="exit"
              @click=${() => void this.player.exit()}
            >
              ${this.say(view.mode === "Normal" ? "exit" : "leave")}
            </button>`
          : nothing
      }`;
  }

  #bar(): TemplateResult | typeof nothing {
    if (this.#sessionShown) return nothing;
    const { data, state } = this.player;
    const { pages } = data;
    const index = pageIndex(data, state);
    const last = index === pages.length - 1;
    const before = this.#atEnd ? pages[index] : pages[index - 1];
    const after = this.#atEnd || last ? undefined : pages[index + 1];
    const words = { n: index + 1, of: pages.length };
    return html`<nav class="t-turn" aria-label=${this.say("place", words)}>
      ${
        before
          ? html`<button
              type="button"
              class="t-button t-quiet t-previous"
              data-act="previous"
              @click=${() => this.#open(before.slug)}
            >
              <span class="t-arrow" aria-hidden="true">‹</span>${this.say("previous")}
            </button>`
          : html`<span></span>`
      }
      <button
        type="button"
        class="t-button t-quiet t-place"
        data-act="outline"
        ?hidden=${pages.length < 2}
        aria-haspopup="dialog"
        aria-label=${this.#atEnd ? `${this.say("place.end")}. ${this.say("outline")}` : this.say("place.label", words)}
        @click=${() => this.#openSheet()}
      >
        ${this.#atEnd ? this.say("place.end") : this.say("place", words)}
      </button>
      ${
        after
          ? html`<button
              type="button"
              class="t-button t-main t-next"
              data-act="next"
              @click=${() => this.#next(after.slug)}
            >
              ${this.say("next")}<span class="t-arrow" aria-hidden="true">›</span>
            </button>`
          : this.#atEnd
            ? html`<span></span>`
            : html`<button
                type="button"
                class="t-button t-main t-next"
                data-act="finish"
                @click=${() => this.#next(END)}
              >
                ${this.say("finish")}<span class="t-arrow" aria-hidden="true">›</span>
              </button>`
      }
    </nav>`;
  }

  #next(target: string): void {
    if (this.#endWatch?.visible) this.player.reachEnd();
    this.#open(target);
  }

  /** Turns to a page or to the summary, as a step that the back button takes back. */
  #open(target: string): void {
    try {
      history.pushState(null, "", `#${target}`);
    } catch {
      // An embedder may forbid it; turning pages works all the same, without the back button.
    }
    this.#turn(target);
    this.#focusHeading();
  }

  #turn(target: string): void {
    this.#sheet?.close();
    this.#atEnd = target === END;
    if (!this.#atEnd) this.player.open(target);
    this.requestUpdate();
  }

  /** The address has changed: a link in the text, the back button, or the launch itself. */
  #follow(): void {
    const id = fragmentOf(location.hash);
    if (id === END) return void (this.#turn(END), this.#focusHeading());
    const target = id ? document.getElementById(id) : this.#main.querySelector("[data-page]");
    const page = target?.closest<HTMLElement>("[data-page]")?.dataset["page"];
    if (!target || page === undefined) return;
    this.#turn(page);
    unfold(target);
    if (target.matches("[data-page]")) this.#focusHeading();
    else void this.updateComplete.then(() => target.scrollIntoView());
  }

  #focusHeading(): void {
    void this.updateComplete.then(() => {
      scrollTo({ top: 0, behavior: "instant" });
      const heading = this.#main.querySelector<HTMLElement>(".t-page:not([hidden]) > .t-title");
      heading?.focus({ preventScroll: true });
    });
  }

  #keepReading(): void {
    this.#readOn = true;
    this.requestUpdate();
    this.#focusHeading();
  }

  /** One page at a time: the session's, the summary, or the one the learner is on. */
  #showPage(): void {
    const { place } = this.player.state;
    const shown = this.#sessionShown ? "session" : this.#atEnd ? END : place;
    if (shown === this.#shown) return;
    const first = this.#shown === "";
    this.#shown = shown;
    for (const section of this.#main.querySelectorAll<HTMLElement>(".t-page")) {
      const own = section.matches(".t-session")
        ? "session"
        : section.matches(".t-end")
          ? END
          : section.dataset["page"];
      section.hidden = own !== shown;
    }
    this.#endWatch?.watch(this.#main.querySelector<HTMLElement>(".t-page:not([hidden])[data-page]"));
    if (!first && shown === "session") this.#focusHeading();
  }

  #markOutline(): void {
    const { state } = this.player;
    for (const link of this.querySelectorAll<HTMLAnchorElement>(".t-outline a")) {
      const slug = decodeURIComponent(link.hash.slice(1));
      if (slug === (this.#atEnd ? END : state.place)) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
      if (isSeen(state, slug) && !link.dataset["seen"]) {
        link.dataset["seen"] = "yes";
        render(
          html`${link.textContent}<span class="t-hidden">
              (${this.say(state.pages[slug]?.skipped ? "outline.skipped" : "outline.seen")})</span
            >`,
          emptied(link),
        );
      }
    }
  }

  /** The course was updated since: said where the eye is, and once aloud. */
  #tellUpdate(): void {
    const { news } = this.player;
    const place = this.#part("t-updated");
    place.hidden = !news;
    if (!news) return;
    place.textContent = this.say(news.key, news.words);
    if (!this.#updateTold) this.announce(place.textContent);
    this.#updateTold = true;
  }

  #drawRecorded(): void {
    const dialog = this.#recorded as HTMLDialogElement;
    const language = document.documentElement.lang;
    render(recordedView(this.player, { say: this.say, language, close: () => dialog.close() }), dialog);
  }

  #openRecorded(): void {
    this.#drawRecorded();
    this.#recorded?.showModal();
    this.#recorded?.querySelector("h2")?.focus();
  }

  /** The outline as a sheet: the same links, which the address bar and the back button know. */
  #openSheet(): void {
    const sheet = this.#sheet;
    const list = this.querySelector(".t-outline ol");
    if (!sheet || !list) return;
    const close = html`<button type="button" class="t-button t-quiet">${this.say("outline.close")}</button>`;
    render(html`${list.cloneNode(true)}${close}`, sheet);
    sheet.showModal();
    sheet.querySelector<HTMLElement>("[aria-current]")?.focus();
  }
}

function emptied(element: HTMLElement): HTMLElement {
  element.textContent = "";
  return element;
}
