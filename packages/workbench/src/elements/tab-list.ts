import { html, nothing } from "lit";
import type { TemplateResult } from "lit";

interface Tab {
  readonly id: string;
  readonly title: string;
  /** Shown after the title, e.g. how many. */
  readonly count?: string;
  /** The count is about something broken. */
  readonly alert?: boolean;
}

export interface TabListOptions {
  readonly label: string;
  readonly tabs: readonly Tab[];
  readonly selected: string;
  readonly select: (id: string) => void;
}

/** Tabs whose panels have the ids `panel-ID`; arrow keys, Home and End move, as ARIA's authoring practices have it. */
export function tabList({ label, tabs, selected, select }: TabListOptions): TemplateResult {
  const move = (event: KeyboardEvent): void => {
    const at = tabs.findIndex(({ id }) => id === selected);
    const rtl = getComputedStyle(event.currentTarget as Element).direction === "rtl";
    const step = rtl ? -1 : 1;
    const to = {
      ArrowRight: at + step,
      ArrowLeft: at - step,
      Home: 0,
      End: tabs.length - 1,
    }[event.key];
    const tab = to === undefined ? undefined : tabs[(to + tabs.length) % tabs.length];
    if (tab === undefined) return;
    event.preventDefault();
    select(tab.id);
    (event.currentTarget as Element).querySelector<HTMLElement>(`#tab-${tab.id}`)?.focus();
  };
  return html`<div class="wb-tabs" role="tablist" aria-label=${label} @keydown=${move}>
    ${tabs.map(
      (tab) =>
        html`<button
          type="button"
          class="wb-tab"
          role="tab"
          id="tab-${tab.id}"
          aria-controls="panel-${tab.id}"
          aria-selected=${tab.id === selected ? "true" : "false"}
          tabindex=${tab.id === selected ? 0 : -1}
          @click=${() => select(tab.id)}
        >
          ${tab.title}${
            tab.count === undefined
              ? nothing
              : html` <span class="wb-count" ?data-alert=${tab.alert}>${tab.count}</span>`
          }
        </button>`,
    )}
  </div>`;
}
