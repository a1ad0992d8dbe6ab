import { afterAnswer, dueNow, nextDue, type Cards } from "./card-box.ts";

/** Where cards are kept, and what time it is. */
export interface CardPorts {
  read(): Cards;
  write(cards: Cards): void;
  /** Milliseconds since 1970. */
  now(): number;
}

/**
 * `<tessera-cards>`: asks the rows of a list one by one. The list stays what it was, and is there for who wants to read:
 * without this script, on paper, and at a press.
 */
export class CardsElement extends HTMLElement {
  /** Set before the first press. */
  ports: CardPorts | undefined;
  #panel: HTMLElement | undefined;
  /** Names that this round still asks; the first is on the table. */
  #round: string[] = [];
  #asked = 0;

  connectedCallback(): void {
    if (this.#panel) return;
    this.#panel = document.createElement("div");
    this.#panel.className = "cards-panel";
    this.#panel.tabIndex = -1;
    this.append(this.#panel);
    this.#showStart();
  }

  get #list(): HTMLElement {
    return this.querySelector("dl") as HTMLElement;
  }

  get #names(): string[] {
    return [...this.#list.querySelectorAll<HTMLElement>("dt")].map((card) => card.dataset["card"] ?? "");
  }

  #say(word: string, words: Readonly<Record<string, string | number>> = {}): string {
    const all = JSON.parse(this.dataset["words"] ?? "{}") as Readonly<Record<string, string>>;
    return (all[word] ?? word).replace(/\{(\w+)\}/g, (_, name: string) => String(words[name] ?? ""));
  }

  #showStart(): void {
    this.#list.hidden = false;
    this.#draw([this.#button("cards-start", () => this.#start(false))]);
  }

  #start(all: boolean): void {
    const { ports } = this;
    if (!ports) return;
    this.#round = all ? this.#names : [...dueNow(this.#names, ports.read(), ports.now())];
    this.#asked = 0;
    this.#list.hidden = true;
    this.#ask();
  }

  #ask(): void {
    const [name] = this.#round;
    if (name === undefined) return this.#showDone();
    const front = this.#part(name, "dt");
    const turn = this.#button("cards-turn", () => this.#turn(name));
    this.#draw([this.#place(), this.#side(front, "cards-front"), turn]);
  }

  #turn(name: string): void {
    const again = this.#button("cards-again", () => this.#answer(name, false));
    const known = this.#button("cards-known", () => this.#answer(name, true));
    const back = this.#side(this.#part(name, "dd"), "cards-back");
    this.#draw([this.#place(), this.#side(this.#part(name, "dt"), "cards-front"), back, again, known], back);
  }

  #answer(name: string, known: boolean): void {
    const { ports } = this;
    if (!ports) return;
    const cards = ports.read();
    ports.write({ ...cards, [name]: afterAnswer(cards[name], known, ports.now()) });
    this.#round.shift();
    if (known) this.#asked += 1;
    else this.#round.push(name);
    this.#ask();
  }

  #showDone(): void {
    const { ports } = this;
    const due = ports && nextDue(this.#names, ports.read(), ports.now());
    const date =
      due === undefined
        ? ""
        : new Intl.DateTimeFormat(document.documentElement.lang || "en", { dateStyle: "long" }).format(due);
    const text = document.createElement("p");
    text.textContent = this.#say("cards-done", { date });
    this.#draw([
      text,
      this.#button("cards-all", () => this.#start(true)),
      this.#button("cards-list", () => {
        this.#showStart();
        this.#panel?.querySelector("button")?.focus();
      }),
    ]);
  }

  /** "2 of 5": those that are known by now, and the one on the table. */
  #place(): HTMLElement {
    const place = document.createElement("p");
    place.className = "cards-place";
    const words = { n: this.#asked + 1, of: this.#asked + this.#round.length };
    place.textContent = this.#say("cards", words);
    return place;
  }

  #part(name: string, tag: "dt" | "dd"): Element | undefined {
    const front = [...this.#list.querySelectorAll<HTMLElement>("dt")].find(
      (card) => card.dataset["card"] === name,
    );
    return tag === "dt" ? front : (front?.nextElementSibling ?? undefined);
  }

  #side(part: Element | undefined, className: string): HTMLElement {
    const side = document.createElement("div");
    side.className = className;
    const copy = part?.cloneNode(true) as Element | undefined;
    // A second element of the same id would lead links astray.
    for (const each of copy?.querySelectorAll("[id]") ?? []) each.removeAttribute("id");
    side.append(...(copy?.childNodes ?? []));
    return side;
  }

  #button(word: string, press: () => void): HTMLButtonElement {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "t-button";
    button.dataset["act"] = word;
    button.textContent = this.#say(word);
    button.addEventListener("click", press);
    return button;
  }

  /** @param read - what a screen reader goes on from; the panel itself when absent */
  #draw(content: readonly HTMLElement[], read?: HTMLElement): void {
    const panel = this.#panel as HTMLElement;
    const had = panel.contains(document.activeElement);
    panel.replaceChildren(...content);
    if (!had) return;
    const target = read ?? panel;
    target.tabIndex = -1;
    target.focus({ preventScroll: true });
  }
}
