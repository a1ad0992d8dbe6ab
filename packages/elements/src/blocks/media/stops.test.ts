import { beforeEach, expect, test } from "vitest";
import { watchStops } from "./stops.ts";

let film: HTMLVideoElement;
let answered: Set<string>;
let paused: boolean;
let time: number;

const stop = (seconds: number, question: string, name = "isolate") =>
  `<details class="t-at" data-film="${name}" data-seconds="${seconds}" open><summary>At ${seconds}</summary><div data-question="${question}"></div><button data-act="go-on" hidden>Go on</button></details>`;

/** A film of which three questions are asked, and one of another film. */
beforeEach(() => {
  document.body.innerHTML = `<video tabindex="0"></video>${stop(5, "one")}${stop(9, "two")}${stop(20, "three")}${stop(6, "else", "other")}`;
  film = document.querySelector("video") as HTMLVideoElement;
  answered = new Set();
  time = 0;
  paused = true;
  Object.defineProperties(film, {
    paused: { get: () => paused },
    currentTime: { get: () => time },
    pause: { value: () => (paused = true) },
    play: { value: () => void (paused = false) },
  });
  watchStops(document, film, "isolate", { answered: (question) => answered.has(question) });
  void film.play();
});

/** Plays on until `to`, or until it is stopped. */
function run(to: number): void {
  while (time < to && !paused) {
    time += 0.25;
    film.dispatchEvent(new Event("timeupdate"));
  }
}

function seek(to: number): void {
  film.dispatchEvent(new Event("seeking"));
  time = to;
  film.dispatchEvent(new Event("timeupdate"));
  film.dispatchEvent(new Event("seeked"));
}

const places = () => [...document.querySelectorAll("details")];
const open = () => places().map((place) => place.open);

test("its questions are shut until the film comes to them; those of other films are left alone", () => {
  expect(open()).toEqual([false, false, false, true]);
});

test("the film stops at the time, the question opens with the focus, and a button goes on", () => {
  run(30);
  expect(time).toBe(5);
  expect(open()).toEqual([true, false, false, true]);
  expect(document.activeElement).toBe(places()[0]?.querySelector("summary"));
  const button = places()[0]?.querySelector("button") as HTMLButtonElement;
  expect(button.hidden).toBe(false);
  button.click();
  expect(button.hidden).toBe(true);
  expect(document.activeElement).toBe(film);
  expect(paused).toBe(false);
  // What is open stays open: the answer can be read again.
  run(30);
  expect(time).toBe(9);
  expect(open()).toEqual([true, true, false, true]);
});

test("who goes past a question in the film is not held, and comes to the next one", () => {
  run(1);
  seek(12);
  run(30);
  expect(time).toBe(20);
  expect(open()).toEqual([false, false, true, true]);
});

test("it stops once for each question, and not at all for one that has been answered", () => {
  answered.add("two");
  run(30);
  void film.play();
  run(10);
  expect(time).toBe(10);
  seek(1);
  run(15);
  expect(time).toBe(15);
});
