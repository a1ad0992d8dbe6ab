import type { MediaPort } from "./media-player.ts";

const SPEEDS = [0.75, 1, 1.25, 1.5, 1.75, 2] as const;

/** One speed for all films of a unit: whoever listens fast, listens fast everywhere. */
export class Speed {
  readonly #port: Pick<MediaPort, "keep" | "speed" | "keepSpeed">;
  readonly #films: HTMLMediaElement[] = [];
  #chosen: number;

  constructor(port: Pick<MediaPort, "keep" | "speed" | "keepSpeed">) {
    this.#port = port;
    this.#chosen = readSpeed(port.speed()) ?? 1;
  }

  add(figure: HTMLElement, media: HTMLMediaElement): void {
    const label = document.createElement("label");
    label.className = "media-speed";
    const select = document.createElement("select");
    for (const speed of SPEEDS) {
      const option = document.createElement("option");
      option.value = String(speed);
      option.textContent = `${speed.toLocaleString(document.documentElement.lang || "en")} ×`;
      select.append(option);
    }
    select.addEventListener("change", () => (media.playbackRate = Number(select.value)));
    // The browser's own menu may change it, too.
    media.addEventListener("ratechange", () => {
      select.value = String(media.playbackRate);
      this.#choose(media.playbackRate);
    });
    label.append(figure.dataset["speed"] ?? "", " ", select);
    figure.querySelector("figcaption")?.after(label);
    this.#films.push(media);
    select.value = String(this.#chosen);
    setSpeed(media, this.#chosen);
  }

  /** What an earlier session chose, unless this tab has chosen since. */
  recall(text: string | undefined): void {
    const speed = readSpeed(text);
    if (speed !== undefined && this.#port.speed() === "") this.#choose(speed);
  }

  #choose(speed: number): void {
    if (speed === this.#chosen) return;
    this.#chosen = speed;
    this.#port.keep("-speed", String(speed));
    this.#port.keepSpeed(String(speed));
    for (const media of this.#films) setSpeed(media, speed);
  }
}

function setSpeed(media: HTMLMediaElement, speed: number): void {
  // The first also holds when another file is loaded.
  media.defaultPlaybackRate = speed;
  if (media.playbackRate !== speed) media.playbackRate = speed;
}

function readSpeed(text = ""): number | undefined {
  return SPEEDS.find((speed) => String(speed) === text);
}
