import { END_MS } from "../play/pages.ts";

/** How often reading is looked at. */
export const READ_MS = 500;

/** Knows whether the end of the page that is open has been on the screen for END_MS. */
export class EndWatch {
  visible = false;
  #ticks = 0;
  readonly #mark: HTMLElement;
  readonly #reached: () => void;

  constructor(main: HTMLElement, reached: () => void) {
    this.#reached = reached;
    this.#mark = main.ownerDocument.createElement("div");
    this.#mark.className = "t-mark";
    new IntersectionObserver((entries) => {
      this.visible = entries.at(-1)?.isIntersecting ?? false;
      this.#ticks = 0;
    }).observe(this.#mark);
  }

  /** The page that is open; nothing when something else is. */
  watch(page: HTMLElement | null): void {
    this.visible = false;
    this.#ticks = 0;
    if (page) page.append(this.#mark);
    else this.#mark.remove();
  }

  /** To be called every READ_MS. */
  tick(): void {
    if (!this.visible || this.#mark.ownerDocument.visibilityState !== "visible") return;
    this.#ticks += 1;
    if (this.#ticks * READ_MS >= END_MS) this.#reached();
  }
}
