/**
 * The script of the page that holds a whole course. In a SCORM package it begins the one session with the LMS, opens
 * units in a frame over the list, and ends the session when the learner leaves. On the web the units are pages of their
 * own, and this one says how far each is.
 */
import { pageLifecycle } from "@tessera/session/browser";
import type { CoursePageData } from "../course-page-data.ts";
import type { Sco } from "../sco.ts";
import { wordsFor } from "../unit-words.ts";
import { readWebUnit } from "../web-lms.ts";
import type { KeptUnit } from "../suspend/suspend-data.ts";
import { openSco, webStore } from "./open-session.adapter.ts";

function show(data: CoursePageData): void {
  const { target, course, units } = data;
  if (target === "web") return showWeb(data);
  const sco = openSco(target, { course, units });
  const refusal = sco?.open();
  const page = new CourseView(data, sco, (id) => sco?.unit(id) ?? {});
  if (refusal) page.over(refusal);
  sco?.subscribe(() => page.render());
  page.render();
  const ending = new Set<() => void>();
  globalThis.TesseraCourse = { sco, ending, leave: () => page.close() };
  page.openUnits();
  const end = (leaving: boolean) => {
    for (const last of ending) last();
    sco?.finish(leaving);
    page.over("exited");
  };
  document.querySelector("[data-act=exit]")?.addEventListener("click", () => {
    end(true);
    // Only a window that a script opened may be closed; elsewhere nothing happens and the page says so.
    window.close();
  });
  pageLifecycle().subscribe((event) => {
    if (event === "leave" && sco?.isOpen) end(false);
    else if (event === "hidden" || event === "online" || event === "reload") sco?.commit();
    else if (event === "return") page.over("returned-after-end");
  });
}

function showWeb(data: CoursePageData): void {
  const store = webStore();
  const page = new CourseView(data, undefined, (id) => (store ? readWebUnit(store, data.course, id) : {}));
  page.render();
  // What was done in a unit is in storage, not in the memory of a page that the back button brings again.
  addEventListener("pageshow", () => page.render());
}

class CourseView {
  readonly #data: CoursePageData;
  readonly #sco: Sco | undefined;
  readonly #unit: (id: string) => KeptUnit;
  #frame: HTMLIFrameElement | undefined;
  #opener: HTMLElement | undefined;

  constructor(data: CoursePageData, sco: Sco | undefined, unit: (id: string) => KeptUnit) {
    this.#data = data;
    this.#sco = sco;
    this.#unit = unit;
  }

  render(): void {
    for (const link of document.querySelectorAll<HTMLAnchorElement>("[data-unit]")) {
      const { key, n } = wordsFor(this.#unit(link.dataset["unit"] ?? ""));
      const words = link.parentElement?.querySelector("p");
      if (words) words.textContent = this.#say(key, { n });
    }
    const state = document.querySelector<HTMLElement>(".t-state");
    if (!state) return;
    const { key, detail = "" } = this.#status();
    state.textContent = this.#say(key, { detail });
    state.dataset["tone"] = key === "status.saved" || key === "status.browser" ? "calm" : "notice";
    const exit = document.querySelector<HTMLElement>("[data-act=exit]");
    if (exit) exit.hidden = !this.#sco?.isOpen;
  }

  /** Units open over the list, in a frame of this page. */
  openUnits(): void {
    this.#list.addEventListener("click", (event) => {
      const link = (event.target as Element).closest<HTMLAnchorElement>("[data-unit]");
      if (!link) return;
      event.preventDefault();
      this.#opener = link;
      const frame = document.createElement("iframe");
      frame.className = "t-frame";
      frame.title = link.textContent;
      frame.src = link.href;
      frame.addEventListener("load", () => frame.focus());
      this.#frame?.remove();
      this.#frame = frame;
      document.body.append(frame);
      this.#list.inert = true;
    });
  }

  /** The learner is done with a unit. */
  close(): void {
    this.#frame?.remove();
    this.#frame = undefined;
    this.#list.inert = false;
    this.render();
    this.#opener?.focus();
  }

  /** Nothing more is recorded; says why. */
  over(reason: string): void {
    this.close();
    const over = document.querySelector<HTMLElement>(".t-over");
    const [title, text] = over?.children ?? [];
    if (!over || !title || !text) return;
    title.textContent = this.#say(`reason.${reason}.title`);
    text.textContent = this.#say(`reason.${reason}`);
    over.hidden = false;
    const list = document.querySelector<HTMLElement>(".t-list");
    if (list) list.hidden = true;
    (title as HTMLElement).focus();
  }

  get #list(): HTMLElement {
    return document.querySelector(".t-course-page") as HTMLElement;
  }

  #status(): { readonly key: string; readonly detail?: string } {
    const sco = this.#sco;
    if (this.#data.target === "web") return { key: "status.browser" };
    if (!sco) return { key: "status.standalone" };
    if (!sco.isOpen) return { key: "status.refused" };
    if (sco.mode !== "Normal") return { key: sco.mode === "Browse" ? "status.browse" : "status.review" };
    const { error } = sco;
    if (error)
      return { key: "trouble.lms-error", detail: `${error.call} ${error.code} ${error.text}`.trim() };
    if (sco.lost) return { key: `trouble.${sco.lost}` };
    if (!sco.isSaved) return { key: "status.offline" };
    return { key: "status.saved" };
  }

  #say(key: string, words: Readonly<Record<string, string | number>> = {}): string {
    const { strings, language } = this.#data;
    return (strings[key] ?? key).replace(/\{(\w+)\}/g, (hole, name: string) => {
      const word = words[name];
      return typeof word === "number" ? new Intl.NumberFormat(language).format(word) : (word ?? hole);
    });
  }
}

// Last: a class can't be used before it has been read.
const held = document.querySelector<HTMLDataElement>("#_course");
if (held) show(JSON.parse(held.value) as CoursePageData);
