/** What the page of a question offers for carrying. */
export interface Carried {
  /** Whether something may be moved now. */
  free(): boolean;
  /** The place that was pointed at; undefined where there is none. */
  placeAt(event: MouseEvent): string | undefined;
  put(card: HTMLElement, place: string): void;
  /** Says what is in hand; undefined when nothing is any more. */
  held(card: HTMLElement | undefined): void;
  /** Shows where what is dragged would come to lie. */
  over(place: string | undefined): void;
}

/** Pixels: a finger that taps is never quite still. */
const STILL = 6;

/**
 * Cards (`[data-part]`) are put into places in two ways beside the controls that each has: a tap picks a card up and the
 * next one puts it down, or its handle is dragged (WCAG 2.2, 2.5.7). Escape lets go.
 */
export class Carry {
  private card: HTMLElement | undefined;
  private dragged = false;
  private readonly body: HTMLElement;
  private readonly page: Carried;

  constructor(body: HTMLElement, page: Carried) {
    this.body = body;
    this.page = page;
    body.addEventListener("click", (event) => this.tap(event));
    body.addEventListener("keydown", ({ key }) => {
      if (key === "Escape") this.take(undefined);
    });
    body.addEventListener("pointerdown", () => (this.dragged = false), { capture: true });
  }

  /** Gives a card what it is dragged by. */
  equip(card: HTMLElement): void {
    if (card.querySelector(".question-grip") !== null) return;
    const grip = document.createElement("span");
    grip.className = "question-grip";
    grip.setAttribute("aria-hidden", "true");
    grip.addEventListener("pointerdown", (event) => this.drag(card, grip, event));
    card.prepend(grip);
  }

  /** Lets go of what is in hand. */
  drop(): void {
    if (this.card !== undefined) this.take(undefined);
  }

  private tap(event: MouseEvent): void {
    const target = event.target as Element;
    if (this.dragged || !this.page.free() || target.closest("select") !== null) return;
    const card = target.closest<HTMLElement>("[data-part]") ?? undefined;
    const { card: held } = this;
    const place = held === undefined || card === held ? undefined : this.page.placeAt(event);
    if (held !== undefined && place !== undefined) this.put(held, place);
    else this.take(card === held ? undefined : card);
  }

  private put(card: HTMLElement, place: string): void {
    this.take(undefined);
    this.page.put(card, place);
  }

  private take(card: HTMLElement | undefined): void {
    this.card?.removeAttribute("data-held");
    card?.setAttribute("data-held", "");
    this.card = card;
    this.body.toggleAttribute("data-carrying", card !== undefined);
    this.page.held(card);
  }

  private drag(card: HTMLElement, grip: HTMLElement, start: PointerEvent): void {
    if (!this.page.free()) return;
    start.preventDefault();
    grip.setPointerCapture?.(start.pointerId);
    const move = (event: PointerEvent) => {
      const [x, y] = [event.clientX - start.clientX, event.clientY - start.clientY];
      if (!this.dragged) {
        if (Math.hypot(x, y) < STILL) return;
        this.dragged = true;
        card.dataset["dragged"] = "";
        this.take(card);
      }
      card.style.translate = `${x}px ${y}px`;
      this.page.over(this.page.placeAt(event));
    };
    const end = (event: PointerEvent) => {
      grip.removeEventListener("pointermove", move);
      grip.removeEventListener("pointerup", end);
      grip.removeEventListener("pointercancel", end);
      card.style.translate = "";
      if (!this.dragged) return;
      const place = event.type === "pointerup" ? this.page.placeAt(event) : undefined;
      delete card.dataset["dragged"];
      this.page.over(undefined);
      if (place === undefined) this.take(undefined);
      else this.put(card, place);
    };
    grip.addEventListener("pointermove", move);
    grip.addEventListener("pointerup", end);
    grip.addEventListener("pointercancel", end);
  }
}
