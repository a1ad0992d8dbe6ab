import { factorOfLaunch } from "../../extras/limit/factor.ts";
import { TimedElement } from "./timed.element.ts";
import type { TimedQuestion } from "./timed.element.ts";

/** As much of the page's player (`shell/unit-player.ts`) as is asked here. */
interface Player {
  readonly ready: boolean;
  readonly state: { readonly kept?: Readonly<Record<string, string>> };
  readonly view: { readonly launchParameters?: string };
  subscribe(listener: () => void): () => void;
  remember(key: string, value: string): void;
}

interface Unit extends Element {
  readonly taken?: Promise<void>;
  readonly player?: Player;
}

/** Covers the timed questions of a page, and starts each when the record of earlier sessions has been read. */
export async function startTimed(root: Document): Promise<void> {
  const all = [...root.querySelectorAll<TimedElement>("tessera-timed")];
  const unit = root.querySelector<Unit>("tessera-unit");
  for (const timed of all)
    timed.cover(
      root.querySelector<TimedQuestion>(`[data-question="${CSS.escape(timed.dataset["for"] ?? "")}"]`) ??
        undefined,
    );
  // Without a unit at once: nothing of an earlier session could be read.
  if (unit) await unit.taken;
  const player = unit?.player;
  if (player)
    await new Promise<void>((resolve) => {
      const look = (): void => void (player.ready && resolve());
      player.subscribe(look);
      look();
    });
  for (const timed of all) {
    const key = `limit ${timed.dataset["for"] ?? ""}`;
    timed.begin({
      now: () => Date.now(),
      kept: () => player?.state.kept?.[key] ?? "",
      keep: (text) => player?.remember(key, text),
      factor: () => factorOfLaunch(player?.view.launchParameters),
      tick(again) {
        const timer = setInterval(again, 500);
        return () => clearInterval(timer);
      },
      say: (detail) => timed.dispatchEvent(new CustomEvent("tessera-say", { detail, bubbles: true })),
    });
  }
}
