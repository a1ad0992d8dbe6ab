import { readCard, writeCard } from "./card-box.ts";
import type { Cards } from "./card-box.ts";
import type { CardPorts } from "./flashcards.element.ts";

/** As much of the page's player (`shell/unit-player.ts`) as is asked here. */
export interface Keeper {
  readonly ready: boolean;
  readonly state: { readonly kept?: Readonly<Record<string, string>> };
  subscribe(listener: () => void): () => void;
  remember(key: string, value: string): void;
}

/**
 * Cards in the unit's own record, each under its name, so that they are the learner's on every device, and nobody else's
 * on this one. What is answered before the record has been read goes into it then; without a player it is known until
 * the page is left.
 */
export function cardStore(deck: string, keeper: () => Keeper | undefined): Omit<CardPorts, "now"> {
  const before = `card ${deck} `;
  /** Not in the record yet. */
  let open: Cards = {};
  const kept = (): Cards => {
    const player = keeper();
    const texts = player?.ready ? Object.entries(player.state.kept ?? {}) : [];
    return Object.fromEntries(
      texts.flatMap(([key, text]) => {
        const card = key.startsWith(before) ? readCard(text) : undefined;
        return card ? [[key.slice(before.length), card]] : [];
      }),
    );
  };
  let waits = false;
  const keep = (): void => {
    const player = keeper();
    if (player?.ready) {
      for (const [name, card] of Object.entries(open)) player.remember(before + name, writeCard(card));
      open = {};
    } else if (player && !waits) {
      waits = true;
      const stop = player.subscribe(() => {
        if (!player.ready) return;
        stop();
        keep();
      });
    }
  };
  return {
    read: () => ({ ...kept(), ...open }),
    write(cards) {
      const known = kept();
      const changed = Object.entries(cards).filter(
        ([name, card]) => !known[name] || writeCard(known[name]) !== writeCard(card),
      );
      open = Object.fromEntries(changed);
      keep();
    },
  };
}
