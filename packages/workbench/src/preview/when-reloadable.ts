/** What this script knows of the page's own player. */
export interface PlayingUnit {
  /** True once earlier work was taken up: from then on a reload takes all of it up again. */
  readonly ready: boolean;
  subscribe(listener: () => void): () => void;
}

/**
 * Runs `reload` as soon as the page can be loaded again without harm. While a session starts, its token may be on the
 * way, and an LMS gives it once: a page that was loaded again already has it.
 *
 * @param player - undefined where no player took over
 */
export function whenReloadable(
  player: PlayingUnit | undefined,
  { isReloaded, reload }: { readonly isReloaded: boolean; readonly reload: () => void },
): void {
  if (player === undefined || player.ready || isReloaded) return reload();
  const stop = player.subscribe(() => {
    if (!player.ready) return;
    stop();
    reload();
  });
}
