import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import type { Interaction, Judgement, QuestionData, QuestionStrings } from "../interaction.ts";
import { EN, type StringKey } from "../strings/en.ts";
import { phrase } from "../strings/phrase.ts";
import { isTyped } from "./fields.ts";
import { renderHints } from "./hints-view.ts";
import { showMark, type Verdict, verdictOf } from "./part-mark.ts";
import { PartsElement } from "./parts-element.ts";
import type { QuestionState, Reveal, TesseraAnswer, TesseraHint, TesseraInput } from "./question-events.ts";
import { renderVerdict } from "./verdict-view.ts";
import { whenSeen } from "./when-seen.ts";

export type { QuestionState, Reveal, TesseraAnswer, TesseraHint, TesseraInput } from "./question-events.ts";

/**
 * Takes over the static form of one question. It renders its action bar and the feedback only, into a child of
 * its own; the controls stay the ones of the page. A kind overrides how its answer is read and written.
 *
 * @event tessera-input - the answer changed
 * @event tessera-answer - the learner had the answer checked
 * @event tessera-hint - a hint was shown
 */
export abstract class QuestionElement<Spec = unknown, Answer = unknown> extends PartsElement {
  static override properties = {
    question: { attribute: false },
    strings: { attribute: false },
    mode: {},
    withhold: { type: Boolean },
    locked: { type: Boolean, reflect: true },
    reveal: {},
    attempt: { state: true },
    judgement: { state: true },
    hintsShown: { state: true },
    complete: { state: true },
    asked: { state: true },
    spoken: { state: true },
  };

  declare question: QuestionData<Spec> | undefined;
  declare strings: QuestionStrings;
  /** In an assessment the words say what counts; see `withhold` for when the result is shown. */
  declare mode: "practice" | "assessment";
  /** The answer is taken as it changes (`tessera-input`) and judged later: no check, no verdict. */
  declare withhold: boolean;
  /** No control can be used; what was answered stays readable. */
  declare locked: boolean;
  declare reveal: Reveal;
  /** Tries used so far. */
  declare attempt: number;
  /** The verdict on the last try while it stands; undefined while the learner is answering. */
  declare judgement: Judgement | undefined;
  declare hintsShown: number;
  /** Milliseconds of any monotonic clock. */
  clock: () => number = () => performance.now();

  /** Whether the answer could be checked now. */
  declare protected complete: boolean;
  /** A check was asked for too early: say what is missing. */
  declare protected asked: boolean;
  /** What a control did, for who cannot see it. */
  declare protected spoken: string;
  private hadFocus = false;
  private since: number | undefined;
  private watcher: IntersectionObserver | undefined;

  abstract readonly interaction: Interaction<string, Spec, Answer>;
  /** Its answer takes several steps: the page keeps it on the way. */
  readonly keeps: boolean = false;
  /** Says what is missing before the answer can be checked. */
  protected why: StringKey = "question.why-incomplete";
  /** What the button says that takes the answer, and the one that opens it again. */
  protected readonly act: Readonly<Record<"check" | "again", StringKey>> = {
    check: "question.check",
    again: "question.again",
  };

  constructor() {
    super();
    this.strings = EN;
    this.mode = "practice";
    this.withhold = false;
    this.locked = false;
    this.reveal = "done";
    this.attempt = 0;
    this.hintsShown = 0;
    this.complete = false;
    this.asked = false;
    this.spoken = "";
  }

  /** Reads the controls. */
  protected abstract readAnswer(): Answer;
  /** Sets the controls. */
  protected abstract writeAnswer(answer: Answer): void;

  get answer(): Answer {
    return this.readAnswer();
  }

  set answer(answer: Answer) {
    this.writeAnswer(answer);
    this.complete = this.canCheck();
  }

  /** What the learner has done, to be given to `restore` later. JSON data. */
  get state(): QuestionState {
    const { attempt, judgement, hintsShown: hints } = this;
    return { answer: this.answer, attempt, hints, ...(judgement === undefined ? {} : { judgement }) };
  }

  /** Brings back an earlier state; sends no event. */
  restore({ answer, attempt, judgement, hints = 0 }: QuestionState): void {
    this.answer = answer as Answer;
    this.attempt = attempt;
    this.hintsShown = hints;
    this.judgement = judgement;
  }

  /** Tries that are left; Infinity when they are unlimited. */
  get triesLeft(): number {
    return Math.max((this.question?.attempts ?? Infinity) - this.attempt, 0);
  }

  /** True when nothing more can be tried: right, or out of tries. */
  get done(): boolean {
    return this.judgement?.success === true || this.triesLeft === 0;
  }

  /**
   * Checks the answer, as the button does.
   *
   * @param anyway - complete or not: its time is up
   * @returns false when it is not complete, cannot be changed or is judged later
   */
  commit(anyway = false): boolean {
    const { question } = this;
    if (
      question === undefined ||
      this.locked ||
      this.withhold ||
      this.judgement !== undefined ||
      this.triesLeft === 0
    )
      return false;
    if (!anyway && !this.canCheck()) {
      this.asked = true;
      this.spoken = this.missing();
      return false;
    }
    this.take(question);
    return true;
  }

  /**
   * Judges the answer as it stands and tells the page.
   *
   * @param sameTry - more is said of the try that was taken before
   */
  protected take(question: QuestionData<Spec>, sameTry = false): void {
    const answer = this.readAnswer();
    const judgement = this.interaction.score(question.spec, answer, question.scoring);
    const now = this.clock();
    const durationMs = Math.max(now - (this.since ?? now), 0);
    this.since = now;
    if (!sameTry) this.attempt += 1;
    this.asked = false;
    this.spoken = "";
    this.judgement = judgement;
    this.send<TesseraAnswer>("tessera-answer", {
      question: question.slug,
      answer,
      judgement,
      response: this.interaction.response(question.spec, answer),
      attempt: this.attempt,
      durationMs,
      ...(sameTry && { sameTry }),
    });
  }

  /** Says what is missing before the answer can be taken. */
  protected missing(): string {
    return this.say(this.why);
  }

  /** Opens the question for another try; the answer stays as it was. */
  again(): void {
    if (this.locked || this.done || this.judgement === undefined) return;
    this.judgement = undefined;
    this.spoken = "";
    this.since = this.clock();
    void this.updateComplete.then(() => this.firstControl()?.focus());
  }

  showHint(): void {
    const { question } = this;
    if (question === undefined || this.hintsShown >= question.hints.length) return;
    this.hintsShown += 1;
    this.send<TesseraHint>("tessera-hint", { question: question.slug, hint: this.hintsShown });
  }

  /**
   * Puts movable parts in a given order by moving their nodes; parts that are fixed keep their places.
   *
   * @param ids - the parts that `arrangeable` names, in the order wanted; missing and unknown ones are left out
   */
  arrange(ids: readonly string[]): void {
    const movable = this.question === undefined ? [] : this.interaction.arrangeable(this.question.spec);
    const wanted = ids.filter((id) => movable.includes(id)).flatMap((id) => this.partOf(id) ?? []);
    const places = wanted.map((part) => {
      const place = document.createComment("");
      part.replaceWith(place);
      return place;
    });
    places.sort((a, b) => (a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1));
    places.forEach((place, index) => place.replaceWith(wanted[index] as HTMLElement));
  }

  /** The right answer for a part, in words, shown beside a wrong one when answers are revealed. */
  protected solution(_part: string): string | undefined {
    return undefined;
  }

  /** Marks each part where it stands; undefined takes all marks away. */
  protected showMarks(judgement: Judgement | undefined, revealed: boolean): void {
    const feedback =
      judgement === undefined || this.question === undefined
        ? []
        : this.interaction.feedback(this.question.spec, this.readAnswer());
    for (const part of this.allParts()) {
      const id = part.dataset["part"] ?? "";
      const found = judgement?.marks[id];
      const mark = found === "missed" && !revealed ? undefined : found;
      showMark(part, {
        mark,
        prefix: this.id,
        strings: this.strings,
        feedback: feedback.find((item) => item.part === id)?.html,
        solution: revealed && mark !== undefined && mark !== "right" ? this.solution(id) : undefined,
      });
    }
  }

  protected say(key: StringKey, values?: Readonly<Record<string, string | number>>): string {
    return phrase(this.strings, key, values);
  }

  protected send<Detail>(name: string, detail: Detail): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }

  /** Tells the page that the learner changed something. */
  protected changed(): void {
    this.complete = this.canCheck();
    if (this.complete && this.asked) {
      this.asked = false;
      this.spoken = "";
    }
    const { question, complete } = this;
    if (question === undefined) return;
    this.send<TesseraInput>("tessera-input", {
      question: question.slug,
      answer: this.readAnswer(),
      complete,
    });
  }

  private canCheck(): boolean {
    return this.question !== undefined && this.interaction.isComplete(this.question.spec, this.readAnswer());
  }

  protected override createRenderRoot(): HTMLElement {
    const foot = this.querySelector<HTMLElement>(":scope > .question-foot") ?? document.createElement("div");
    foot.className = "question-foot";
    return foot;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.addEventListener("input", this.onInput);
    this.addEventListener("change", this.onInput);
    this.addEventListener("keydown", this.onKey);
    this.watchSight();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.removeEventListener("input", this.onInput);
    this.removeEventListener("change", this.onInput);
    this.removeEventListener("keydown", this.onKey);
    this.watcher?.disconnect();
  }

  /** The time to answer begins when the question first comes into sight. */
  private watchSight(): void {
    if (this.since !== undefined) return;
    this.watcher = whenSeen(this, () => (this.since ??= this.clock()));
  }

  // Radio buttons and selects send both events, text only `input` while typing: one of each is enough.
  private readonly onInput = (event: Event): void => {
    const { target } = event;
    if (!(target instanceof HTMLElement) || target.closest(".question-foot") !== null) return;
    if (isTyped(target) !== (event.type === "input")) return;
    this.since ??= this.clock();
    this.controlChanged(target);
    this.changed();
  };

  /** A kind may put things in order after a change, before the answer is read. */
  protected controlChanged(_control: HTMLElement): void {}

  private readonly onKey = (event: KeyboardEvent): void => {
    const { target } = event;
    if (event.key !== "Enter" || event.isComposing || event.repeat) return;
    if (!(target instanceof HTMLInputElement) || target.type !== "text") return;
    event.preventDefault();
    this.commit();
  };

  protected override willUpdate(changed: PropertyValues): void {
    this.hadFocus = this.contains(document.activeElement);
    // Behind the static form, which a streaming parser may add after the element itself.
    if (this.renderRoot.parentNode !== this) this.append(this.renderRoot);
    if (changed.has("question") && this.question !== undefined) this.complete = this.canCheck();
  }

  protected override updated(changed: PropertyValues): void {
    const has = (...names: readonly string[]) => names.some((name) => changed.has(name));
    const { judgement, done } = this;
    if (has("question", "strings")) this.adopt();
    this.dataset["phase"] = judgement === undefined ? "open" : done ? "done" : "checked";
    this.setLocked(this.locked || judgement !== undefined || this.triesLeft === 0);
    if (has("judgement", "question", "reveal", "withhold", "strings", "attempt")) {
      const revealed = this.reveal === "always" || (this.reveal === "done" && done);
      this.showMarks(this.withhold ? undefined : judgement, revealed);
    }
    if (this.hadFocus && !this.contains(document.activeElement)) this.findFocus();
  }

  /** What had the focus is gone: the learner goes on at what has come instead. */
  private findFocus(): void {
    const next = this.querySelector<HTMLElement>(".question-verdict, .question-hint:last-child");
    (next ?? this.firstControl())?.focus();
  }

  /** A kind may add to the static form what only makes sense with script. Called again when the words change. */
  protected adopt(): void {}

  protected override render(): TemplateResult | typeof nothing {
    if (this.question === undefined) return nothing;
    return html`
      ${renderHints(this.question.hints.slice(0, this.hintsShown), this.question.hints.length, this.strings)}
      <div class="question-feedback" role="status">
        ${
          this.judgement === undefined || this.withhold
            ? html`<span class="question-spoken">${this.spoken}</span>`
            : renderVerdict(this, this.question, this.judgement, this.verdictWords(verdictOf(this.judgement)))
        }
      </div>
      ${this.renderMore()} ${this.renderActions(this.question)}
    `;
  }

  /** The verdict in words. A kind that leaves answers unjudged has some of its own for `noted`. */
  protected verdictWords(verdict: Verdict): string {
    return this.say(`question.${verdict}` as StringKey);
  }

  /** What a kind shows between the verdict and the buttons. */
  protected renderMore(): TemplateResult | typeof nothing {
    return nothing;
  }

  private renderActions(question: QuestionData): TemplateResult | typeof nothing {
    if (this.locked) {
      return this.judgement === undefined
        ? html`<p class="question-why">${this.say("question.why-locked")}</p>`
        : nothing;
    }
    if (this.done) return nothing;
    const left = question.attempts !== undefined && this.attempt > 0 ? this.triesLeft : undefined;
    return html`<div class="question-actions">
      ${this.withhold ? nothing : this.renderCheck()} ${this.renderHintButton(question)}
      ${left === undefined ? nothing : html`<span class="question-tries">${this.say("question.tries", { count: left })}</span>`}
      ${this.renderWhy()}
    </div>`;
  }

  /** The same button checks and opens again: the focus stays where it was. */
  private renderCheck(): TemplateResult {
    const open = this.judgement === undefined;
    const idle = open && !this.complete;
    return html`<button
      type="button"
      class=${this.judgement?.unjudged ? "question-button question-quiet" : "question-button"}
      aria-disabled=${String(idle)}
      aria-describedby=${idle ? `${this.id}-why` : nothing}
      @click=${this.onAct}
    >
      ${this.say(this.act[open ? "check" : "again"])}
    </button>`;
  }

  private renderHintButton({ hints }: QuestionData): TemplateResult | typeof nothing {
    if (this.judgement !== undefined || this.hintsShown >= hints.length) return nothing;
    return html`<button type="button" class="question-button question-quiet" @click=${() => this.showHint()}>
      ${this.say(this.hintsShown === 0 ? "question.hint" : "question.next-hint")}
    </button>`;
  }

  private renderWhy(): TemplateResult | typeof nothing {
    if (this.judgement !== undefined || this.complete || this.withhold) return nothing;
    return html`<p class="question-why" id=${`${this.id}-why`} ?data-asked=${this.asked}>
      ${this.missing()}
    </p>`;
  }

  // A double click on "Check" must not be the click on "Try again" that takes its place.
  private readonly onAct = (event: MouseEvent): void => {
    if (event.detail > 1) return;
    if (this.judgement !== undefined) this.again();
    else this.commit();
  };
}

/** Registers a kind's element once; loading the same script twice is harmless. */
export function defineQuestion(kind: string, element: CustomElementConstructor): void {
  const tag = `tessera-${kind}`;
  if (customElements.get(tag) === undefined) customElements.define(tag, element);
}
