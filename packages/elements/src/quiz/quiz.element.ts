import type { QuizData } from "@tessera/course";
import type { QuestionElement } from "@tessera/interactions/question-element";
import { html, nothing, ReactiveElement, render, type PropertyValues, type TemplateResult } from "lit";
import { allQuizzes, judgeAttempt, quizPlay } from "../play/quiz.ts";
import type { Say } from "../strings/say.ts";
import { arrange, equip, openForAnswer, questionElements, showResult } from "../shell/questions.ts";
import { watchScrollRegions } from "../shell/scroll-regions.ts";
import type { UnitPlayer } from "../shell/unit-player.ts";
import { quizView, type QuizView } from "./quiz-view.ts";

/**
 * `<tessera-quiz data-quiz="SLUG">`: explanation, start, questions in the order drawn, hand in, result, review.
 * Keeps the question elements of the static page; those that an attempt does not ask are taken out of it.
 *
 * @event tessera-say - words for the live region of the page
 */
export class QuizElement extends ReactiveElement {
  declare player: UnitPlayer | undefined;
  declare say: Say;
  #quiz: QuizData | undefined;
  readonly #pool = new Map<string, QuestionElement>();
  #list!: HTMLElement;
  #head!: HTMLElement;
  #foot!: HTMLElement;
  #reviewing = false;
  #warned = false;
  /** The attempt or review that the list holds now. */
  #listed = "";
  #mark = 0;

  override createRenderRoot(): this {
    return this;
  }

  takeOver(player: UnitPlayer, say: Say): void {
    const quiz = allQuizzes(player.data).find((candidate) => candidate.slug === this.dataset["quiz"]);
    const source = this.querySelector<HTMLElement>(".t-questions");
    if (!quiz || !source) return;
    this.player = player;
    this.say = say;
    this.#quiz = quiz;
    const content =
      source instanceof HTMLTemplateElement ? document.importNode(source.content, true) : source;
    watchScrollRegions(content);
    for (const element of questionElements(content))
      this.#pool.set(element.dataset["question"] ?? "", element);
    this.#head = this.querySelector(".t-quiz-head") as HTMLElement;
    this.#list = this.querySelector(".t-quiz-list") as HTMLElement;
    this.#foot = this.querySelector(".t-quiz-foot") as HTMLElement;
    source.remove();
    this.addEventListener("tessera-input", (event) =>
      this.#answer(event.detail.question, event.detail.answer),
    );
    this.addEventListener("tessera-hint", (event) => {
      const question = player.data.questions[event.detail.question];
      if (question) player.hint(question, event.detail.hint);
    });
    // Enter in a text field would check that one answer; here everything is handed in together.
    this.addEventListener("keydown", (event) => this.#holdEnter(event), { capture: true });
    player.subscribe(() => this.requestUpdate());
    this.requestUpdate();
  }

  protected override update(changed: PropertyValues): void {
    super.update(changed);
    const { player } = this;
    if (!player || !this.#quiz) return;
    const view = quizView(player, this.#quiz, this.say);
    this.dataset["phase"] = view.phase;
    render(this.#headOf(view), this.#head);
    render(this.#footOf(view), this.#foot);
    this.#fill(view);
    const { say } = this;
    for (const extra of player.extras)
      extra.draw?.({
        ...{ player, quiz: this.#quiz, say, view, element: this },
        place: (name, above) => this.#place(`t-${name}`, above === "head" ? this.#head : this.#list),
        handIn: () => this.#handIn(0),
      });
  }

  #place(name: string, below: HTMLElement): HTMLElement {
    const found = this.querySelector<HTMLElement>(`.${name}`);
    if (found) return found;
    const place = document.createElement("div");
    place.className = name;
    below.before(place);
    return place;
  }

  #headOf(view: QuizView): TemplateResult | typeof nothing {
    if (view.phase === "open") return html`<h3 class="t-attempt" tabindex="-1">${view.title}</h3>`;
    if (view.phase === "closed") {
      return html`${view.note ? html`<p class="t-note" id="${this.id}-note">${view.note}</p>` : nothing}
        <button
          type="button"
          class="t-button t-main"
          data-act="start"
          aria-disabled=${String(!view.ready || !view.canStart)}
          aria-describedby=${view.note ? `${this.id}-note` : nothing}
          @click=${() => this.#start()}
        >
          ${this.say("quiz.start")}
        </button>`;
    }
    return html`<div class="t-result" data-verdict=${view.verdict}>
      <h3 class="t-verdict t-${view.verdict}" tabindex="-1">${view.word}</h3>
      ${view.lines.map((line) => html`<p>${line}</p>`)}
      <p class="t-acts">
        ${
          view.canReview
            ? html`<button
                type="button"
                class="t-button"
                data-act="review"
                aria-expanded=${String(this.#reviewing)}
                @click=${() => this.#review()}
              >
                ${this.say(this.#reviewing ? "quiz.review.close" : "quiz.review")}
              </button>`
            : nothing
        }
        ${
          view.canStart
            ? html`<button
                type="button"
                class=${`t-button${view.verdict === "failed" ? " t-main" : ""}`}
                data-act="start"
                @click=${() => this.#start()}
              >
                ${this.say("quiz.again")}
              </button>`
            : nothing
        }
      </p>
    </div>`;
  }

  #footOf(view: QuizView): TemplateResult | typeof nothing {
    if (view.phase !== "open") return nothing;
    const warn = this.#warned && view.missing.length > 0;
    return html`<p class="t-count">${view.count}</p>
      ${
        warn
          ? html`<div class="t-missing" role="alert">
              <p>${this.say("quiz.open", { n: view.missing.length })}</p>
              <p class="t-acts">
                ${view.missing.map(
                  (number) =>
                    html`<button type="button" class="t-link" @click=${() => this.#goTo(number)}>
                      ${this.say("quiz.goto", { n: number })}
                    </button>`,
                )}
              </p>
            </div>`
          : nothing
      }
      <button
        type="button"
        class="t-button t-main"
        data-act="hand-in"
        @click=${() => this.#handIn(view.missing.length)}
      >
        ${this.say(warn ? "quiz.handin.anyway" : "quiz.handin")}
      </button>`;
  }

  /** Puts the questions of the attempt, or of the review, into the list; only when that has changed. */
  #fill(view: QuizView): void {
    const { player } = this;
    const quiz = this.#quiz;
    if (!player || !quiz) return;
    const play = quizPlay(player.state, quiz);
    const shown = view.phase === "open" ? play.open : this.#reviewing ? play.last : undefined;
    const listed = `${view.phase} ${play.finished.length} ${shown ? "shown" : ""} ${player.ready}`;
    if (listed === this.#listed) return;
    this.#listed = listed;
    this.#list.replaceChildren();
    this.#list.hidden = !shown;
    if (!shown) return;
    this.#mark = player.elapsed();
    const attempt = view.phase === "open" ? play.finished.length + 1 : play.finished.length;
    const judgements =
      view.phase === "open" ? undefined : judgeAttempt(player.data, shown, player.interactionOf);
    shown.questions.forEach((slug, index) => {
      const element = this.#pool.get(slug);
      if (!element) return;
      const item = document.createElement("li");
      const number = this.say("quiz.number", { n: index + 1, of: shown.questions.length });
      render(
        html`<p class="t-number">${number}</p>
          ${element}`,
        item,
      );
      this.#list.append(item);
      const question = equip(element, player);
      if (!question) return;
      arrange(element, question, `${player.state.seed}\n${attempt}`);
      const judgement = judgements?.get(slug);
      if (judgement) showResult(element, shown.answers[slug]?.answer, judgement);
      else openForAnswer(element, shown.answers[slug]?.answer);
    });
  }

  #start(): void {
    const { player } = this;
    if (!player?.ready || !this.#quiz) return;
    this.#reviewing = false;
    this.#warned = false;
    for (const element of this.#pool.values()) element.hintsShown = 0;
    player.startQuiz(this.#quiz);
    this.#focus(".t-attempt");
  }

  /** Time since the last change is this question's. */
  #answer(slug: string, answer: unknown): void {
    const question = this.player?.data.questions[slug];
    if (!this.player || !this.#quiz || !question) return;
    const now = this.player.elapsed();
    const ms = now - this.#mark;
    this.#mark = now;
    this.player.answer(this.#quiz, { question, answer, ms });
  }

  #handIn(missing: number): void {
    const { player } = this;
    if (!player || !this.#quiz) return;
    if (missing > 0 && !this.#warned) {
      this.#warned = true;
      this.requestUpdate();
      return;
    }
    this.#warned = false;
    player.handIn(this.#quiz);
    const view = quizView(player, this.#quiz, this.say);
    if (view.phase === "finished") {
      const detail = this.say("quiz.announce", { text: `${view.word}. ${view.lines.join(" ")}` });
      this.dispatchEvent(new CustomEvent("tessera-say", { detail, bubbles: true }));
    }
    this.#focus(".t-verdict");
  }

  #review(): void {
    this.#reviewing = !this.#reviewing;
    this.requestUpdate();
  }

  #goTo(number: number): void {
    const item = this.#list.children[number - 1];
    const control = item?.querySelector<HTMLElement>("input, select, textarea, button, [tabindex]");
    item?.scrollIntoView({ block: "start" });
    control?.focus({ preventScroll: true });
  }

  #holdEnter(event: KeyboardEvent): void {
    if (event.key !== "Enter" || this.dataset["phase"] !== "open") return;
    if (event.target instanceof HTMLInputElement && event.target.type === "text") {
      event.preventDefault();
      event.stopPropagation();
    }
  }

  #focus(selector: string): void {
    void this.updateComplete.then(() => this.querySelector<HTMLElement>(selector)?.focus());
  }
}

declare global {
  interface HTMLElementEventMap {
    "tessera-say": CustomEvent<string>;
  }
}
