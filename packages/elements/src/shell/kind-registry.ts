import type { Interaction } from "@tessera/interactions";

/** What the script of a kind brings (door `@tessera/interactions/kinds/KIND`). */
export interface KindDoor {
  readonly interaction: Interaction;
}

/** The kinds whose scripts have run. */
export class KindRegistry {
  readonly #interactions = new Map<string, Interaction>();
  #changed: () => void = () => {};

  add({ interaction }: KindDoor): void {
    this.#interactions.set(interaction.kind, interaction);
    this.#changed();
  }

  /** @throws Error for a kind that was not waited for */
  readonly interactionOf = (kind: string): Interaction => {
    const interaction = this.#interactions.get(kind);
    if (!interaction) throw new Error(`the script of the kind "${kind}" has not run`);
    return interaction;
  };

  /**
   * Resolves when all `kinds` are there.
   * @param last - resolves when no further script will run; a kind that is missing then is an error
   */
  async all(kinds: readonly string[], last: Promise<unknown>): Promise<void> {
    const missing = () => kinds.filter((kind) => !this.#interactions.has(kind));
    const there = new Promise<void>((resolve) => {
      this.#changed = () => {
        if (!missing()[0]) resolve();
      };
    });
    this.#changed();
    await Promise.race([there, last]);
    if (missing()[0]) throw new Error(`scripts did not run: ${missing()}`);
  }
}
