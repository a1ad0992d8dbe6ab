import { expect, test } from "vitest";
import { afterAnswer, dueNow, nextDue, readCard, writeCard } from "./card-box.ts";

const DAY = 86_400_000;

test("a card that is known comes again after ever more days, and never after more than 35", () => {
  let card = afterAnswer(undefined, true, 0);
  const days = [card.due / DAY];
  for (let round = 0; round < 6; round += 1) {
    card = afterAnswer(card, true, 0);
    days.push(card.due / DAY);
  }
  expect(days).toEqual([1, 3, 7, 16, 35, 35, 35]);
});

test("a card that is not known is asked at once, and begins anew", () => {
  expect(afterAnswer({ box: 4, due: 5 }, false, 100)).toEqual({ box: 0, due: 100 });
});

test("what has been due longest is asked first, new cards last and in the order of the text", () => {
  const cards = { a: { box: 1, due: 50 }, b: { box: 2, due: 10 }, c: { box: 3, due: 200 } };
  expect(dueNow(["new-1", "a", "c", "b", "new-2"], cards, 100)).toEqual(["b", "a", "new-1", "new-2"]);
});

test("the next day is told only while something is still to come", () => {
  const cards = { a: { box: 1, due: 300 }, b: { box: 2, due: 200 } };
  expect(nextDue(["a", "b", "c"], cards, 100)).toBe(200);
  expect(nextDue(["a"], cards, 400)).toBeUndefined();
});

test("a card is read back as it was written, to the second", () => {
  for (const card of [
    { box: 2, due: 1_790_000_000_000 },
    { box: 0, due: 0 },
  ])
    expect(readCard(writeCard(card))).toEqual(card);
  expect(writeCard({ box: 2, due: 1_790_000_000_999 })).toMatch(/^2 [a-z0-9]{6}$/);
});

test("of what the record gives back, only what fits is taken", () => {
  for (const text of ["", "null", "9 5", "1", "1 ?", "0.5 1", "-1 5", " 5", "1 123456789"])
    expect(readCard(text)).toBeUndefined();
});
