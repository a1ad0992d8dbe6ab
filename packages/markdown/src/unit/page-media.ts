import type { MediaActivity } from "@tessera/course";

/** Films and recordings that a page shows: each is an activity, so that statements can be about it. */
export class PageMedia {
  readonly #unit: string;
  readonly #found = new Map<string, MediaActivity>();

  /** @param unit - its publisher id */
  constructor(unit: string) {
    this.#unit = unit;
  }

  /** In the order in which they stand; one that is shown twice comes once. */
  get all(): readonly MediaActivity[] {
    return [...this.#found.values()];
  }

  /**
   * @param own - the author's id of it, or its file: a file that moves takes its history along only with an id
   * @returns its IRI
   */
  add(own: string, { type, name }: Pick<MediaActivity, "type" | "name">): string {
    const id = `${this.#unit}/media/${encodeURI(own.replace(/^media\//, "")).replace(/[?#]/g, encodeURIComponent)}`;
    if (!this.#found.has(id)) this.#found.set(id, { id, type, name });
    return id;
  }
}
