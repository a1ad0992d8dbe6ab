import type { Unit } from "@tessera/course";

/** A page as it was made, and what was asked for on the way. */
export interface MadePage {
  /** Digest or text of all that the page is made of beside its unit. */
  readonly inputs: string;
  /** Files of the course that stand in it, with the names that they had in the package. */
  readonly assets: ReadonlyMap<string, string>;
  readonly bytes: Uint8Array;
  readonly texts: readonly string[];
}

/**
 * Pages of a course that is assembled again and again in one process, by the compiled unit itself: a unit that is the
 * same object is the same unit.
 */
export class MadePages {
  readonly #pages = new WeakMap<Unit, MadePage>();
  readonly #blocks = new WeakMap<Unit, readonly string[]>();

  /**
   * @param nameOf - name of a file of the course in the package, as it is now
   * @returns undefined where the page would be another one
   */
  async find(
    unit: Unit,
    inputs: string,
    nameOf: (path: string) => Promise<string | undefined>,
  ): Promise<MadePage | undefined> {
    const made = this.#pages.get(unit);
    if (made?.inputs !== inputs) return undefined;
    // A picture may be another one of the same size.
    for (const [path, name] of made.assets) if ((await nameOf(path)) !== name) return undefined;
    return made;
  }

  keep(unit: Unit, made: MadePage): void {
    this.#pages.set(unit, made);
  }

  /** Names of the blocks in a unit, which are looked for in all of its text. */
  blocksOf(unit: Unit, look: (unit: Unit) => readonly string[]): readonly string[] {
    const known = this.#blocks.get(unit) ?? look(unit);
    this.#blocks.set(unit, known);
    return known;
  }
}
