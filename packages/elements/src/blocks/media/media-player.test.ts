import { beforeEach, expect, test } from "vitest";
import { watchMedia } from "./media-player.ts";

let kept: Record<string, number>;
let film: HTMLVideoElement;
let paused: number;

/** A film as the browser would report it; nothing is played. */
function shown(id = ""): void {
  document.body.innerHTML = `<figure data-block="media" data-speed="Speed"${id}><video src="media/film-1.mp4"></video><figcaption>Film</figcaption></figure>`;
  film = document.querySelector("video") as HTMLVideoElement;
  paused = 0;
  let time = 0;
  Object.defineProperties(film, {
    duration: { value: 60 },
    ended: { value: false, configurable: true },
    currentTime: {
      get: () => time,
      set(to: number) {
        time = to;
      },
    },
    pause: { value: () => (paused += 1) },
  });
  watchMedia(document, {
    read: (name) => kept[name] ?? 0,
    write: (name, seconds) => (kept[name] = seconds),
  });
}

const tell = (event: string) => film.dispatchEvent(new Event(event));

beforeEach(() => (kept = {}));

test("a film goes on at the second where it was left", () => {
  shown();
  film.currentTime = 12.8;
  tell("timeupdate");
  expect(kept).toEqual({ "media/film-1.mp4": 12 });
  shown();
  tell("loadedmetadata");
  expect(film.currentTime).toBe(12);
});

test("a film that was seen to its end, or nearly, begins at the beginning", () => {
  shown();
  film.currentTime = 60;
  Object.defineProperty(film, "ended", { value: true });
  tell("ended");
  expect(kept).toEqual({ "media/film-1.mp4": 0 });
  kept = { "media/film-1.mp4": 58 };
  shown();
  tell("loadedmetadata");
  expect(film.currentTime).toBe(0);
});

test("its own id keeps the place, whatever becomes of the file", () => {
  kept = { isolate: 30 };
  shown(' data-id="isolate"');
  tell("loadedmetadata");
  expect(film.currentTime).toBe(30);
});

test("the learner chooses the speed, and sees what the browser's own menu chose", () => {
  shown();
  const select = document.querySelector("select") as HTMLSelectElement;
  select.value = "1.5";
  select.dispatchEvent(new Event("change"));
  expect(film.playbackRate).toBe(1.5);
  film.playbackRate = 0.75;
  tell("ratechange");
  expect(select.value).toBe("0.75");
  expect(document.querySelector("label")?.textContent).toContain("Speed");
});
