import type { Html } from "@tessera/interactions";
import { blockWord } from "../blocks/block-words.ts";
import { termSlug } from "../glossary.ts";
import type { CourseDesk } from "../course-desk.ts";

/**
 * The terms of one page: where each use leads to, and the list of those that no glossary on the page itself explains.
 * The list lies on the page because only the LMS can open the unit that may hold the glossary.
 */
export class PageTerms {
  readonly #page: string;
  readonly #glossary: CourseDesk["map"]["glossary"];
  readonly #used = new Set<string>();
  readonly #explained = new Set<string>();

  /** @param page - slug, for ids that no other page of the unit has */
  constructor(page: string, glossary: CourseDesk["map"]["glossary"]) {
    this.#page = page;
    this.#glossary = glossary;
  }

  /** The address of its explanation on this page. */
  use(key: string): string {
    this.#used.add(key);
    return `#${this.#id(key)}`;
  }

  /** @returns the id of its explanation, which stands in a glossary of this page */
  explain(key: string, meaning: Html): string {
    this.#explained.add(key);
    this.#glossary.explain(key, meaning);
    return this.#id(key);
  }

  /** The list at the end of the page, in order of first use; empty when there is nothing to explain. */
  section(language: string): Html {
    const keys = [...this.#used].filter((key) => !this.#explained.has(key));
    if (keys.length === 0) return "";
    const word = (what: "term" | "meaning", key: string) => this.#glossary.placeholder(what, key);
    const items = keys.map(
      (key) =>
        `<dt id="${this.#id(key)}"><dfn>${word("term", key)}</dfn></dt><dd>${word("meaning", key)}</dd>`,
    );
    // Without a name of its own it is no landmark: every page may have one.
    const close = blockWord("close", language);
    return `<section class="terms"><h2>${blockWord("terms", language)}</h2><dl data-close="${close}">${items.join("")}</dl></section>`;
  }

  // No heading's id holds a double hyphen behind the page's.
  #id(key: string): string {
    return `${this.#page}--term--${termSlug(key)}`;
  }
}
