import type { Html } from "@tessera/interactions";
import type { FootnoteDefinition } from "mdast";
import { blockWord } from "../blocks/block-words.ts";
import type { FootnotePlace } from "../prose/render-prose.ts";

interface Note {
  readonly number: number;
  readonly definition: FootnoteDefinition;
  references: number;
}

/** The notes of one page, numbered in the order in which they are first referred to. */
export class Footnotes {
  readonly #page: string;
  readonly #notes = new Map<FootnoteDefinition, Note>();

  /** @param page - slug, for ids that no other page of the unit has */
  constructor(page: string) {
    this.#page = page;
  }

  refer(definition: FootnoteDefinition): FootnotePlace {
    const note = this.#notes.get(definition) ?? { number: this.#notes.size + 1, definition, references: 0 };
    note.references += 1;
    this.#notes.set(definition, note);
    return {
      number: note.number,
      noteId: this.#noteId(note),
      referenceId: this.#referenceId(note, note.references),
    };
  }

  /**
   * The section at the end of the page; empty without notes.
   *
   * @param render - safe HTML of a note's content; may itself refer to further notes
   */
  section(render: (definition: FootnoteDefinition) => Html, language: string): Html {
    const items: { readonly note: Note; readonly content: Html }[] = [];
    // The map grows while notes refer to notes; a Map's iterator sees what is added.
    for (const note of this.#notes.values()) items.push({ note, content: render(note.definition) });
    if (items.length === 0) return "";
    // Only now every reference is counted: a note may refer to an earlier one.
    const list = items.map(({ note, content }) => {
      const back = this.#wayBack(note, language);
      const body = content.endsWith("</p>") ? `${content.slice(0, -4)} ${back}</p>` : `${content} ${back}`;
      return `<li id="${this.#noteId(note)}">${body}</li>`;
    });
    const label = blockWord("footnotes", language);
    return `<div class="footnotes" role="group" aria-label="${label}"><ol>\n${list.join("\n")}\n</ol></div>`;
  }

  /** A link back for each reference; where there are several, each says which it is. */
  #wayBack(note: Note, language: string): Html {
    const words = blockWord("footnote-back", language).replace("{n}", String(note.number));
    const links = Array.from({ length: note.references }, (_, index) => {
      // An arrow each: a figure in it would have to stand in its name just so (WCAG 2.5.3).
      const name = index === 0 ? words : `${words} (${index + 1})`;
      const href = `#${this.#referenceId(note, index + 1)}`;
      return `<a href="${href}" class="footnote-back" aria-label="${name}">\u21A9\uFE0E</a>`;
    });
    return links.join(" ");
  }

  #noteId(note: Note): string {
    return `${this.#page}--note-${note.number}`;
  }

  #referenceId(note: Note, count: number): string {
    return `${this.#page}--note-${note.number}-ref${count === 1 ? "" : `-${count}`}`;
  }
}
