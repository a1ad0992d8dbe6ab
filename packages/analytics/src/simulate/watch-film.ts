import type { MediaActivity } from "@tessera/course";
import { MediaLog, readPlace, writePlace } from "@tessera/elements/play";
import type { MediaLimit, UnitPlayer } from "@tessera/elements/play";
import type { Chance } from "./chance.ts";
import type { Watch } from "./watch.ts";

export interface Film extends MediaActivity {
  /** Seconds. */
  readonly length: number;
}

export interface Screening {
  readonly player: UnitPlayer;
  readonly watch: Watch;
  readonly chance: Chance;
  /** Of all films of the session. */
  readonly limit: MediaLimit;
}

/** Seconds between two looks at where the film is. */
const STEP = 5;
/** So near to its end nobody takes a film up again. */
const OVER = 3;
const UNSEEN = 0.15;

/** From where it was left to its end, with stops and leaps; or not at all. What is told of it the page's own log decides. */
export function watchFilm(film: Film, { player, watch, chance, limit }: Screening): void {
  const key = film.id.split("/").at(-1) ?? "";
  const before = readPlace(player.state.kept?.[key]);
  if (chance.happens(before.watched ? 1 - UNSEEN : UNSEEN)) return;
  const { id, name, type: medium, length } = film;
  const log = new MediaLog({
    limit,
    now: () => watch.at,
    tell: (told) => player.tell({ ...told, medium, media: { id, name } }),
  });
  log.recall(before);
  log.setLength(length);
  let place = before.time < length - OVER ? before.time : 0;
  if (place > 0) leap(log, { to: place, isPut: true });
  for (let part = 0; part < 4 && place < length; part++) {
    const until = chance.happens(0.3) ? chance.between(place, length) : length;
    log.play(place);
    while (place < until) {
      const step = Math.min(STEP, until - place);
      watch.pass(step * 1_000);
      log.time((place += step));
    }
    if (place < length && chance.happens(0.5)) {
      leap(log, { to: (place = chance.between(0, length)) });
      continue;
    }
    log.pause(place);
    watch.pass(chance.between(1, 20) * 1_000);
    if (chance.happens(0.2)) break;
  }
  log.end();
  player.remember(
    key,
    writePlace({ time: place < length ? place : 0, played: log.played, watched: log.watched }),
  );
}

function leap(log: MediaLog, { to, isPut = false }: { readonly to: number; readonly isPut?: boolean }): void {
  if (isPut) log.put();
  log.seeking();
  log.seeked(to);
}
