import type { Html } from "@tessera/interactions";
import type { FootnoteDefinition } from "mdast";
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
  section(render: (definition: FootnoteDefinition) => Html): Html {
    const items: string[] = [];
    // The map grows while notes refer to notes; a Map's iterator sees what is added.
    for (const note of this.#notes.values()) {
      const content = render(note.definition);
      const back = `<a href="#${this.#referenceId(note, 1)}" class="footnote-back" aria-label="\u2191 ${note.number}">\u21A9\uFE0E</a>`;
      const body = content.endsWith("</p>") ? `${content.slice(0, -4)} ${back}</p>` : `${content} ${back}`;
      items.push(`<li id="${this.#noteId(note)}">${body}</li>`);
    }
    return items.length === 0 ? "" : `<section class="footnotes"><ol>\n${items.join("\n")}\n</ol></section>`;
  }

  #noteId(note: Note): string {
    return `${this.#page}--note-${note.number}`;
  }

  #referenceId(note: Note, count: number): string {
    return `${this.#page}--note-${note.number}-ref${count === 1 ? "" : `-${count}`}`;
  }
}
