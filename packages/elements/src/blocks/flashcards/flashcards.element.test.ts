import { beforeEach, expect, test } from "vitest";
import type { Cards } from "./card-box.ts";
import { CardsElement } from "./flashcards.element.ts";

customElements.define("tessera-cards", CardsElement);

const WORDS = {
  cards: "{n} of {of}",
  "cards-start": "Practise",
  "cards-turn": "Show",
  "cards-again": "Again",
  "cards-known": "Knew it",
  "cards-done": "Until {date}",
  "cards-all": "All",
  "cards-list": "List",
};

let element: CardsElement;
let kept: Cards;
let now: number;

const button = (text: string) =>
  [...element.querySelectorAll("button")].find((each) => each.textContent === text);
const press = (text: string) => {
  if (!button(text)) throw new Error(`no button ${text} in ${element.innerHTML}`);
  button(text)?.click();
};
const front = () => element.querySelector(".cards-front")?.textContent;
const list = () => element.querySelector("dl") as HTMLElement;

beforeEach(() => {
  kept = {};
  now = 0;
  const words = JSON.stringify(WORDS).replaceAll('"', "&quot;");
  const page = document.createElement("div");
  // Made whole and then shown, as in a page whose scripts run when it has been read.
  page.innerHTML = `<tessera-cards data-words="${words}"><dl><dt data-card="a">A?</dt><dd>One <em id="x">a</em></dd><dt data-card="b">B?</dt><dd>Two</dd></dl></tessera-cards>`;
  document.body.replaceChildren(page);
  element = document.querySelector("tessera-cards") as CardsElement;
  element.ports = { read: () => kept, write: (cards) => (kept = cards), now: () => now };
});

test("the list is there until practice begins, and the back only when it is asked for", () => {
  expect(list().hidden).toBe(false);
  press("Practise");
  expect(list().hidden).toBe(true);
  expect(front()).toBe("A?");
  expect(element.querySelector(".cards-back")).toBeNull();
  press("Show");
  expect(element.querySelector(".cards-back")?.innerHTML).toBe("One <em>a</em>");
});

test("a card that was not known comes again in the same round", () => {
  press("Practise");
  const asked: (string | null | undefined)[] = [];
  for (const answer of ["Again", "Knew it", "Knew it"]) {
    asked.push(front());
    press("Show");
    press(answer);
  }
  expect(asked).toEqual(["A?", "B?", "A?"]);
  expect(front()).toBeUndefined();
  expect(element.textContent).toContain("Until January 2, 1970");
});

test("what is known rests until its day, and can be asked all the same", () => {
  press("Practise");
  for (const card of ["A?", "B?"]) {
    expect(front()).toBe(card);
    press("Show");
    press("Knew it");
  }
  press("List");
  press("Practise");
  expect(front()).toBeUndefined();
  press("All");
  expect(front()).toBe("A?");
  now = 2 * 86_400_000;
  press("Show");
  press("Again");
  expect(kept["a"]).toEqual({ box: 0, due: now });
});

test("the focus stays with the cards when a card is turned", () => {
  press("Practise");
  button("Show")?.focus();
  press("Show");
  expect((document.activeElement as HTMLElement).className).toBe("cards-back");
});
