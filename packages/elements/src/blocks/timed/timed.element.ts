/** What the element asks of the page. */
export interface TimedPorts {
  /** Milliseconds since 1970. */
  now(): number;
  /** What was kept for this question in an earlier session; see `readPlace`. */
  kept(): string;
  keep(text: string): void;
  /** How many times the author's time the launch grants; undefined where it says nothing. */
  factor(): number | undefined;
  /** Calls again and again, at least once a second. @returns ends it */
  tick(again: () => void): () => void;
  /** Words for the page's live region. */
  say(text: string): void;
}

/** As much of a question's element as is asked here. */
export interface TimedQuestion extends HTMLElement {
  readonly judgement?: object | undefined;
  readonly locked?: boolean;
  commit(anyway?: boolean): boolean;
}

/** What a learner may choose; 0 is no limit. Ten times is what WCAG 2.2.1 asks for. */
const FACTORS = [1, 1.5, 2, 3, 10, 0] as const;
const MINUTE = 60_000;
/** Said aloud with half of the time left, and with this much, in ms. */
const SOON = 10_000;

/**
 * `<tessera-timed>` above a question that takes a limited time (WCAG 2.2.1): the question is shown when the learner starts,
 * and what is there when the time is up is checked. The end is a time of day in the record, so that it holds over a
 * reload. Without this script the question is one without a limit.
 */
export class TimedElement extends HTMLElement {
  #ports: TimedPorts | undefined;
  #question: TimedQuestion | undefined;
  #stop = (): void => {};
  #factor = 1;
  /** End of the open try, ms since 1970; 0 while none is open, Infinity without a limit. */
  #until = 0;
  #tried = false;
  #out = false;
  #heard = 0;
  /** Undefined: what the compiler wrote still stands here. */
  #drawn: string | undefined;

  /** Hides the question until its time begins. @param question - absent where only the element is looked at */
  cover(question: TimedQuestion | undefined): void {
    this.#question = question;
    if (question && question.judgement === undefined) question.hidden = true;
  }

  /** Begins, once the record of earlier sessions can be read. */
  begin(ports: TimedPorts): void {
    if (this.#ports) return;
    this.#ports = ports;
    const { factor, until } = readPlace(ports.kept());
    this.#factor = factor;
    this.#until = until;
    this.#question?.addEventListener("tessera-answer", () => this.#look());
    this.#stop = ports.tick(() => this.#look());
    this.#look();
  }

  disconnectedCallback(): void {
    this.#stop();
  }

  get #judged(): boolean {
    return this.#question?.judgement !== undefined;
  }

  #look(): void {
    const question = this.#question;
    const ports = this.#ports as TimedPorts;
    if (this.#judged || question?.locked) {
      this.#tried = true;
      if (this.#until) this.#set(0);
      return this.#out ? this.#showOut() : this.#show("");
    }
    // The next try has the same time from the moment it is opened.
    if (this.#until === 0 && this.#tried) return this.#start();
    if (this.#until === 0) return this.#show("before", () => this.#before());
    const left = this.#until - ports.now();
    if (left <= 0) {
      this.#out = true;
      // A launch that only shows the question changes nothing.
      if (question?.commit(true) === false) return this.#show("");
      ports.say(this.#word("timed-out"));
      return question ? undefined : this.#showOut();
    }
    if (left === Infinity) return this.#show("");
    const words = this.#word("timed-left", timeLeft(left, this));
    this.#announce(left, words);
    this.#show(words, () => [this.#clock(words)]);
  }

  #announce(left: number, words: string): void {
    const passed = [this.#ms / 2, SOON].filter((mark) => left <= mark).length;
    if (passed > this.#heard) this.#ports?.say(words);
    this.#heard = Math.max(this.#heard, passed);
  }

  /** Milliseconds of a try; 0 without a limit. */
  get #ms(): number {
    const factor = this.#ports?.factor() ?? (this.dataset["more"] === undefined ? 1 : this.#factor);
    return Number(this.dataset["limit"]) * 1000 * factor;
  }

  #start(): void {
    const ms = this.#ms;
    this.#out = false;
    this.#heard = 0;
    this.#set(ms ? (this.#ports as TimedPorts).now() + ms : Infinity);
    this.#look();
  }

  #set(until: number): void {
    this.#until = until;
    this.#ports?.keep(writePlace({ factor: this.#factor, until }));
  }

  #showOut(): void {
    this.#show("out", () => [this.#text(this.#word("timed-out"))]);
  }

  /** What stands above the question, by its name: drawn again only when it is something else. */
  #show(what: string, content: () => readonly HTMLElement[] = () => []): void {
    if (this.#question) this.#question.hidden = what === "before";
    if (this.#drawn === what) return;
    this.#drawn = what;
    this.replaceChildren(...content());
  }

  #before(): HTMLElement[] {
    const ms = this.#ms;
    const text = this.#text(ms ? this.#word("timed-says", timeOf(ms, this)) : this.#word("timed-free"));
    const start = document.createElement("button");
    start.type = "button";
    start.className = "t-button";
    start.dataset["act"] = "timed-start";
    start.textContent = this.#word("timed-start");
    start.addEventListener("click", () => {
      this.#start();
      this.#question?.querySelector<HTMLElement>("input, select, textarea, button, a[href]")?.focus();
    });
    const chooses = this.dataset["more"] !== undefined && this.#ports?.factor() === undefined;
    return [text, ...(chooses ? [this.#choices()] : []), start];
  }

  #choices(): HTMLElement {
    const set = document.createElement("fieldset");
    set.className = "t-choices";
    const legend = document.createElement("legend");
    legend.textContent = this.#word("timed-choose");
    const seconds = Number(this.dataset["limit"]);
    set.append(
      legend,
      ...FACTORS.map((factor) => {
        const label = document.createElement("label");
        const input = document.createElement("input");
        input.type = "radio";
        input.name = `_timed-${this.dataset["for"] ?? ""}`;
        input.checked = factor === this.#factor;
        input.addEventListener("change", () => {
          this.#factor = factor;
          this.#set(0);
          const says = this.querySelector("p");
          const ms = this.#ms;
          if (says)
            says.textContent = ms ? this.#word("timed-says", timeOf(ms, this)) : this.#word("timed-free");
        });
        label.append(input, ` ${factor ? timeOf(seconds * 1000 * factor, this) : this.#word("timed-none")}`);
        return label;
      }),
    );
    return set;
  }

  #clock(words: string): HTMLElement {
    const clock = this.#text(words);
    clock.className = "timed-clock";
    clock.setAttribute("role", "timer");
    return clock;
  }

  #text(words: string): HTMLElement {
    const text = document.createElement("p");
    text.textContent = words;
    return text;
  }

  #word(word: string, time = ""): string {
    const all = JSON.parse(this.dataset["words"] ?? "{}") as Readonly<Record<string, string>>;
    return (all[word] ?? word).replace("{time}", time);
  }
}

/** A time as it is set: whole or half minutes from two on, else seconds. */
function timeOf(ms: number, node: Element): string {
  return ms >= 2 * MINUTE && ms % (MINUTE / 2) === 0
    ? inWords(ms / MINUTE, "minute", node)
    : inWords(ms / 1000, "second", node);
}

/**
 * What is left of it, rounded up to minutes, or to ten seconds below two minutes: a number that changes all the time is
 * all that one would look at.
 */
function timeLeft(ms: number, node: Element): string {
  return ms >= 2 * MINUTE
    ? inWords(Math.ceil(ms / MINUTE), "minute", node)
    : inWords(Math.ceil(ms / SOON) * (SOON / 1000), "second", node);
}

function inWords(count: number, unit: string, place: Element): string {
  const language = place.closest<HTMLElement>("[lang]")?.lang || "en";
  return new Intl.NumberFormat(language, { style: "unit", unit, unitDisplay: "long" }).format(count);
}

interface Place {
  readonly factor: number;
  readonly until: number;
}

/** `1.5 1790000000000`: the learner's choice, and the end of the open try, 0 for none. */
export function writePlace({ factor, until }: Place): string {
  return `${factor} ${until}`;
}

/** What cannot be read counts as nothing: some LMSs give back documents that they changed. */
export function readPlace(text: string): Place {
  const [first = "", second = ""] = text.split(" ");
  const until = second === "Infinity" ? Infinity : Number(second);
  return {
    factor: FACTORS.find((each) => String(each) === first) ?? 1,
    until: until > 0 ? until : 0,
  };
}
