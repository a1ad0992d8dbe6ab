import { beforeEach, expect, test } from "vitest";
import { readPlace, TimedElement, writePlace } from "./timed.element.ts";
import type { TimedPorts, TimedQuestion } from "./timed.element.ts";

customElements.define("tessera-timed", TimedElement);

const WORDS = {
  "timed-says": "You have {time}",
  "timed-free": "No time limit",
  "timed-start": "Start",
  "timed-left": "{time} left",
  "timed-out": "Time is up",
  "timed-choose": "How much time?",
  "timed-none": "No limit",
};

let now: number;
let kept: string;
let factor: number | undefined;
let said: string[];
let again: () => void;
let timed: TimedElement;
let question: TimedQuestion & { judgement: object | undefined; locked: boolean; anyway: boolean[] };

const ports: TimedPorts = {
  now: () => now,
  kept: () => kept,
  keep: (text) => (kept = text),
  factor: () => factor,
  tick(look) {
    again = look;
    return () => {};
  },
  say: (text) => said.push(text),
};

/** A page as the learner's browser has it: 90 seconds for the question `q`. */
function page(attributes = "", limit = 90): void {
  const words = JSON.stringify(WORDS).replaceAll('"', "&quot;");
  document.body.innerHTML = `<tessera-timed data-for="q" data-limit="${limit}" ${attributes} data-words="${words}"><p>You have 90 seconds</p></tessera-timed><div id="q"><input></div>`;
  timed = document.querySelector("tessera-timed") as TimedElement;
  const element = document.getElementById("q") as unknown as typeof question;
  question = Object.assign(element, {
    judgement: undefined,
    locked: false,
    anyway: [] as boolean[],
    commit(anyway = false) {
      question.anyway.push(anyway);
      judge();
      return true;
    },
  });
}

function judge(): void {
  question.judgement = {};
  question.dispatchEvent(new Event("tessera-answer", { bubbles: true }));
}

function open(): void {
  timed.cover(question);
  timed.begin(ports);
}

const press = (act: string) => timed.querySelector<HTMLElement>(`[data-act="${act}"]`)?.click();
const text = () => [...timed.children].map((child) => child.textContent.trim()).join(" ");
function pass(seconds: number): void {
  now += seconds * 1000;
  again();
}

beforeEach(() => {
  now = 1_790_000_000_000;
  kept = "";
  factor = undefined;
  said = [];
  page();
});

test("the question is not seen until its time begins, and then has the focus", () => {
  open();
  expect(question.hidden).toBe(true);
  expect(text()).toBe("You have 90 seconds Start");
  press("timed-start");
  expect(question.hidden).toBe(false);
  expect(document.activeElement?.tagName).toBe("INPUT");
  expect(timed.querySelector("[role=timer]")?.textContent).toBe("90 seconds left");
});

test("what is there when the time is up is checked, and that is said", () => {
  open();
  press("timed-start");
  pass(89);
  expect(question.anyway).toEqual([]);
  pass(1);
  expect(question.anyway).toEqual([true]);
  expect(text()).toBe("Time is up");
  expect(said.at(-1)).toBe("Time is up");
});

test("the time left is said aloud twice, and its number moves in steps", () => {
  open();
  press("timed-start");
  for (let second = 0; second < 89; second += 1) pass(1);
  expect(said).toEqual(["50 seconds left", "10 seconds left"]);
  expect(text()).toBe("10 seconds left");
});

test("an answer in time ends the clock; another try begins it anew", () => {
  open();
  press("timed-start");
  pass(30);
  judge();
  expect(text()).toBe("");
  pass(600);
  expect(question.anyway).toEqual([]);
  question.judgement = undefined;
  pass(1);
  expect(text()).toBe("90 seconds left");
});

test("the time runs on while the page is closed", () => {
  open();
  press("timed-start");
  now += 60_000;
  page();
  open();
  expect(question.hidden).toBe(false);
  expect(text()).toBe("30 seconds left");
  now += 60_000;
  page();
  open();
  expect(question.anyway).toEqual([true]);
});

test("the launch's factor makes the time longer, and leaves nothing to choose", () => {
  factor = 2;
  page("data-more");
  open();
  expect(text()).toBe("You have 3 minutes Start");
  press("timed-start");
  pass(120);
  expect(question.anyway).toEqual([]);
  pass(60);
  expect(question.anyway).toEqual([true]);
});

test("where the author allows it the learner chooses more time, or none at all", () => {
  page("data-more");
  open();
  const choices = [...timed.querySelectorAll("label")].map((label) => label.textContent.trim());
  expect(choices).toEqual([
    "90 seconds",
    "135 seconds",
    "3 minutes",
    "4.5 minutes",
    "15 minutes",
    "No limit",
  ]);
  timed.querySelectorAll("input")[5]?.dispatchEvent(new Event("change"));
  expect(text()).toContain("No time limit");
  press("timed-start");
  pass(100_000);
  expect(question.anyway).toEqual([]);
  page("data-more");
  open();
  expect(question.hidden).toBe(false);
});

test("a question that was answered before, or is only shown, has no clock", () => {
  question.judgement = {};
  open();
  expect([question.hidden, text()]).toEqual([false, ""]);
  page();
  question.locked = true;
  open();
  expect([question.hidden, text()]).toEqual([false, ""]);
});

test("of what the record gives back, only what fits is taken", () => {
  for (const place of [
    { factor: 1.5, until: 1_790_000_000_000 },
    { factor: 0, until: Infinity },
  ])
    expect(readPlace(writePlace(place))).toEqual(place);
  for (const odd of ["", "7 -5", "x y", "1"]) expect(readPlace(odd)).toEqual({ factor: 1, until: 0 });
});
