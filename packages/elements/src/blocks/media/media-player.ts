import type { UnitEvent } from "@tessera/session";
import { Limit } from "./limit.ts";
import { MediaLog } from "./media-log.ts";
import { readPlace, writePlace } from "./place.ts";
import { Speed } from "./speed.ts";
import { watchStops } from "./stops.ts";
import type { StopPorts } from "./stops.ts";

/** The page's player, as far as a film needs it. */
export interface MediaPort extends StopPorts {
  /** Milliseconds of a clock that never jumps. */
  now(): number;
  /** What earlier sessions kept, by key; never resolves where nothing keeps anything. */
  kept(): Promise<Readonly<Record<string, string>>>;
  keep(key: string, value: string): void;
  tell(event: UnitEvent): void;
  /** The speed that was chosen last in this tab; empty for none. */
  speed(): string;
  keepSpeed(speed: string): void;
}

/** Seconds before the end from which there is nothing worth coming back to. */
const END = 3;
/** Seconds of a film between two writes of its place, while it is playing. */
const STEP = 10;

/** What the browser's own controls lack: the speed, the place where one left, statements, silence once the page is turned. */
export function watchMedia(root: Document, port: MediaPort): void {
  const limit = new Limit(() => port.now());
  const speed = new Speed(port);
  const kept = port.kept();
  for (const figure of root.querySelectorAll<HTMLElement>("[data-block=media]")) {
    const media = figure.querySelector<HTMLMediaElement>("video, audio");
    if (!media) continue;
    speed.add(figure, media);
    const film = new Film(figure, media, { port, limit });
    watchStops(root, media, film.key, port);
    void kept.then((all) => film.recall(all[film.key]));
    // A page that was turned takes no room.
    new ResizeObserver(() => {
      if (!media.checkVisibility()) media.pause();
    }).observe(media);
  }
  void kept.then((all) => speed.recall(all["-speed"]));
}

/** One film, joined to its log: what the element says, and where it was left. */
class Film {
  /** The author's id of it, or its file. */
  readonly key: string;
  readonly #media: HTMLMediaElement;
  readonly #port: MediaPort;
  readonly #log: MediaLog;
  /** Where an earlier session left it; until it is there. */
  #place = 0;
  #written = 0;

  constructor(
    figure: HTMLElement,
    media: HTMLMediaElement,
    { port, limit }: { readonly port: MediaPort; readonly limit: Limit },
  ) {
    this.#media = media;
    this.#port = port;
    this.key = figure.dataset["id"] ?? "";
    const medium = media.localName as "video" | "audio";
    const activity = { id: figure.dataset["activity"] ?? "", name: media.getAttribute("aria-label") ?? "" };
    const log = new MediaLog({
      limit,
      now: () => port.now(),
      tell: (told) => port.tell({ ...told, medium, media: activity }),
    });
    this.#log = log;
    const on = (event: string, act: () => void) => media.addEventListener(event, act);
    on("loadedmetadata", () => this.#goThere());
    on("durationchange", () => log.setLength(media.duration));
    on("playing", () => log.play(media.currentTime));
    on("timeupdate", () => {
      if (!media.paused && !media.seeking) log.time(media.currentTime);
      if (Math.abs(media.currentTime - this.#written) >= STEP) this.#write();
    });
    on("seeking", () => log.seeking());
    on("seeked", () => log.seeked(media.currentTime));
    on("pause", () => {
      log.pause(media.currentTime);
      this.#write();
    });
    on("ended", () => this.#write());
    // Before the page's player sends what it has.
    addEventListener("pagehide", () => this.#end(), { capture: true });
  }

  recall(text: string | undefined): void {
    const place = readPlace(text);
    this.#log.recall(place);
    this.#place = place.time;
    this.#goThere();
  }

  #goThere(): void {
    const { duration, currentTime, readyState } = this.#media;
    // 1: its length is known (HAVE_METADATA).
    if (readyState < 1 || this.#place === 0) return;
    // Whoever went somewhere else meanwhile stays there.
    if (currentTime < 1 && this.#place < duration - END) {
      this.#log.put();
      this.#media.currentTime = this.#place;
    }
    this.#place = 0;
  }

  #end(): void {
    if (this.#media.readyState < 1) return;
    this.#log.end();
    this.#write();
  }

  #write(): void {
    const { currentTime, ended } = this.#media;
    this.#written = currentTime;
    const { played, watched } = this.#log;
    this.#port.keep(this.key, writePlace({ time: ended ? 0 : currentTime, played, watched }));
  }
}
