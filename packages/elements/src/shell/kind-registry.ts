import type { Interaction } from "@tessera/interactions";
import type { ExtraDoor, QuizExtra } from "../quiz/extra.ts";

/** What the script of a kind brings (door `@tessera/interactions/kinds/KIND`). */
export interface KindDoor {
  readonly interaction: Interaction;
}

/** The kinds, and the extras of quizzes, whose scripts have run. */
export class KindRegistry {
  readonly #interactions = new Map<string, Interaction>();
  readonly extras: QuizExtra[] = [];
  #changed: () => void = () => {};

  add(door: KindDoor | ExtraDoor): void {
    if ("extra" in door) this.extras.push(door.extra);
    else this.#interactions.set(door.interaction.kind, door.interaction);
    this.#changed();
  }

  /** @throws Error for a kind that was not waited for */
  readonly interactionOf = (kind: string): Interaction => {
    const interaction = this.#interactions.get(kind);
    if (!interaction) throw new Error(`the script of the kind "${kind}" has not run`);
    return interaction;
  };

  /**
   * Resolves when all are there: kinds by their names, extras as `+NAME`.
   * @param last - resolves when no further script will run; a kind that is missing then is an error
   */
  async all(kinds: readonly string[], last: Promise<unknown>): Promise<void> {
    const missing = () =>
      kinds.filter(
        (kind) => !this.#interactions.has(kind) && !this.extras.some(({ name }) => `+${name}` === kind),
      );
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
