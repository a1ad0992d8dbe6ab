import { beforeEach, expect, test } from "vitest";
import type { UnitEvent } from "@tessera/session";
import { watchMedia } from "./media-player.ts";

let kept: Record<string, string>;
let told: UnitEvent[];
let tab: string;
let film: HTMLVideoElement;
let place: { time: number; duration: number; ended: boolean; paused: boolean };

const ACTIVITY = "https://example.org/c/u/media/isolate";

/** A film as a browser would report it; nothing is played. */
async function shown(): Promise<void> {
  document.body.innerHTML = `<figure data-block="media" data-speed="Speed" data-id="isolate" data-activity="${ACTIVITY}"><video src="media/film-1.mp4" aria-label="Isolate the pump"></video><figcaption>Film</figcaption></figure>`;
  film = document.querySelector("video") as HTMLVideoElement;
  place = { time: 0, duration: 60, ended: false, paused: true };
  Object.defineProperties(film, {
    duration: { get: () => place.duration },
    ended: { get: () => place.ended },
    paused: { get: () => place.paused },
    seeking: { value: false },
    readyState: { value: 1 },
    currentTime: {
      get: () => place.time,
      set(to: number) {
        place.time = to;
      },
    },
  });
  watchMedia(document, {
    now: () => place.time * 1_000,
    kept: async () => kept,
    keep: (name, text) => (kept[name] = text),
    tell: (event) => told.push(event),
    answered: () => false,
    speed: () => tab,
    keepSpeed: (speed) => (tab = speed),
  });
  await Promise.resolve();
  await Promise.resolve();
}

const tell = (event: string) => film.dispatchEvent(new Event(event));

/** Plays from where it stands. */
function play(to: number): void {
  tell("durationchange");
  tell("loadedmetadata");
  place.paused = false;
  tell("playing");
  place.time = to;
  tell("timeupdate");
  place.paused = true;
  tell("pause");
}

beforeEach(() => {
  kept = {};
  told = [];
  tab = "";
});

test("a film goes on at the second where it was left, under its own id, whatever becomes of the file", async () => {
  await shown();
  play(12.8);
  expect(kept).toEqual({ isolate: "12;0-12.8" });
  await shown();
  tell("loadedmetadata");
  expect(film.currentTime).toBe(12);
});

test("earlier work that arrives late moves a film that stands at its beginning, and no other", async () => {
  await shown();
  kept = { isolate: "30;" };
  await shown();
  expect(film.currentTime).toBe(30);
  kept = { isolate: "30;" };
  const later = shown();
  place.time = 5;
  await later;
  expect(film.currentTime).toBe(5);
});

test("a film that was seen to its end, or nearly, begins at the beginning", async () => {
  await shown();
  play(60);
  place.ended = true;
  tell("ended");
  expect(kept["isolate"]).toBe("0;0-60;w");
  kept = { isolate: "58;" };
  await shown();
  tell("loadedmetadata");
  expect(film.currentTime).toBe(0);
});

test("what is told is about the film's own activity, by its name; a page that goes away ends it", async () => {
  await shown();
  tell("durationchange");
  place.paused = false;
  tell("playing");
  place.time = 4;
  tell("timeupdate");
  dispatchEvent(new Event("pagehide"));
  expect(told).toMatchObject([
    { type: "played", medium: "video", media: { id: ACTIVITY, name: "Isolate the pump" } },
    { type: "paused", result: { time: 4, "played-segments": "0[.]4" }, context: { length: 60 } },
  ]);
  expect(kept["isolate"]).toBe("4;0-4");
});

test("the learner chooses the speed, sees what the browser's own menu chose, and finds it again", async () => {
  await shown();
  const select = document.querySelector("select") as HTMLSelectElement;
  select.value = "1.5";
  select.dispatchEvent(new Event("change"));
  tell("ratechange");
  expect(film.playbackRate).toBe(1.5);
  expect(kept["-speed"]).toBe("1.5");
  expect(tab).toBe("1.5");
  film.playbackRate = 0.75;
  tell("ratechange");
  expect(select.value).toBe("0.75");
  expect(document.querySelector("label")?.textContent).toContain("Speed");
  // Another unit of the tab, then the same unit in another tab.
  kept = {};
  await shown();
  expect(film.playbackRate).toBe(0.75);
  tab = "";
  kept = { "-speed": "2" };
  await shown();
  expect(film.playbackRate).toBe(2);
});
