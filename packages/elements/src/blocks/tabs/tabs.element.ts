/**
 * `<tessera-tabs>`: lays the sections that it holds one behind the other, with a row of tabs above them (WAI-ARIA
 * Authoring Practices, "Tabs", with automatic activation). Without this script they stand one below the other; on paper
 * they do so again.
 *
 * Sets `data-ready` once it has taken over.
 */
export class TabsElement extends HTMLElement {
  #tabs: HTMLButtonElement[] = [];
  #panels: HTMLElement[] = [];

  connectedCallback(): void {
    addEventListener("hashchange", this.#follow);
    // Moved, not made.
    if (this.dataset["ready"] !== undefined) return;
    this.#panels = [...this.querySelectorAll<HTMLElement>(":scope > section")];
    if (this.#panels.length === 0) return;
    const list = document.createElement("div");
    list.setAttribute("role", "tablist");
    list.className = "tabs-list";
    this.#tabs = this.#panels.map((panel, index) => this.#tabFor(panel, index));
    list.append(...this.#tabs);
    list.addEventListener("keydown", (event) => this.#move(event));
    this.prepend(list);
    this.dataset["ready"] = "";
    this.#show(0);
    this.#follow();
  }

  disconnectedCallback(): void {
    removeEventListener("hashchange", this.#follow);
  }

  #tabFor(panel: HTMLElement, index: number): HTMLButtonElement {
    const tab = document.createElement("button");
    const heading = panel.querySelector(":scope > :is(h2, h3, h4, h5, h6)");
    tab.type = "button";
    tab.setAttribute("role", "tab");
    // Ids of the page's own parts start with `_`.
    tab.id = `_tab-${panel.id || `${document.querySelectorAll("[role=tab]").length}-${index}`}`;
    tab.textContent = heading?.textContent ?? "";
    // Still a heading for who goes from one to the next, and for those below it.
    heading?.classList.add("t-hidden");
    panel.id ||= `${tab.id}-panel`;
    tab.setAttribute("aria-controls", panel.id);
    tab.addEventListener("click", () => this.#show(index));
    panel.setAttribute("role", "tabpanel");
    panel.setAttribute("aria-labelledby", tab.id);
    // The browser's own search finds what is behind, and asks for it to be shown.
    panel.addEventListener("beforematch", () => this.#show(index));
    return tab;
  }

  #show(shown: number): void {
    for (const [index, tab] of this.#tabs.entries()) {
      const open = index === shown;
      tab.setAttribute("aria-selected", String(open));
      tab.tabIndex = open ? 0 : -1;
      const panel = this.#panels[index] as HTMLElement;
      // What is hidden until it is found could still have the focus.
      panel.tabIndex = open ? 0 : -1;
      if (open) panel.removeAttribute("hidden");
      else panel.setAttribute("hidden", "onbeforematch" in panel ? "until-found" : "");
    }
  }

  #move(event: KeyboardEvent): void {
    const now = this.#tabs.indexOf(event.target as HTMLButtonElement);
    const last = this.#tabs.length - 1;
    const forward = getComputedStyle(this).direction === "rtl" ? -1 : 1;
    const steps: Readonly<Record<string, number>> = {
      ArrowRight: now + forward,
      ArrowLeft: now - forward,
      Home: 0,
      End: last,
    };
    const to = steps[event.key];
    if (now === -1 || to === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    const next = to < 0 ? last : to > last ? 0 : to;
    this.#show(next);
    this.#tabs[next]?.focus();
  }

  /** A link leads into one of the sections. */
  readonly #follow = (): void => {
    let id = location.hash.slice(1);
    try {
      id = decodeURIComponent(id);
    } catch {
      // An address that is not well formed leads nowhere.
    }
    const target = id === "" ? null : document.getElementById(id);
    const index = this.#panels.findIndex((panel) => panel.contains(target));
    if (target && index !== -1) this.#show(index);
  };
}
