import type { UnitEvent } from "@tessera/session";
import type { MediaPort } from "./media-player.ts";

/** What of the page's player a film talks to (`shell/unit-player.ts`); a page whose player fails has films all the same. */
interface Player {
  readonly ready: boolean;
  readonly state: {
    readonly kept?: Readonly<Record<string, string>>;
    readonly practice: Readonly<Record<string, { readonly tries: number }>>;
  };
  subscribe(listener: () => void): () => void;
  remember(key: string, value: string): void;
  tell(event: UnitEvent): void;
}

interface Unit extends Element {
  readonly taken?: Promise<void>;
  readonly player?: Player;
}

/** The speed goes on to the next unit of the tab, and lies in the unit's own record. */
const SPEED = "tessera-speed";

export function unitPort(root: Document): MediaPort {
  const unit = root.querySelector<Unit>("tessera-unit");
  return {
    now: () => performance.now(),
    async kept() {
      // Never, where there is no player.
      await (unit?.taken ?? new Promise<never>(() => {}));
      const player = unit?.player as Player;
      await new Promise<void>((resolve) => {
        const look = (): void => void (player.ready && resolve());
        player.subscribe(look);
        look();
      });
      return player.state.kept ?? {};
    },
    keep: (key, value) => unit?.player?.remember(key, value),
    tell: (event) => unit?.player?.tell(event),
    answered: (question) => (unit?.player?.state.practice[question]?.tries ?? 0) > 0,
    speed() {
      try {
        return sessionStorage.getItem(SPEED) ?? "";
      } catch {
        return "";
      }
    },
    keepSpeed(speed) {
      try {
        sessionStorage.setItem(SPEED, speed);
      } catch {
        // Forbidden: it is kept for this unit alone.
      }
    },
  };
}
