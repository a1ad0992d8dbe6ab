import { beforeEach, expect, test } from "vitest";
import type { TextChange } from "@tessera/lms";
import { mendText } from "./mend-text.ts";

const piece = (html: string): string => `<div class="t-prose">${html}</div>`;
const FIRST = piece("<p>One.</p><p>Two.</p><p>Three.</p>");
const SECOND = piece('<div data-block="tabs"><p>In a tab.</p></div><p>Last.</p>');

beforeEach(() => {
  document.body.innerHTML = `<main><section class="t-page"><h1>A</h1>${FIRST}<form>?</form>${SECOND}</section></main>`;
});

const texts = () => [...document.querySelectorAll("main p")].map(({ textContent }) => textContent);
const mendAll = (changes: readonly TextChange[]) => mendText(document, { of: 2, changes });
const change = (at: number, before: string, after: string) => ({ at, before, after });

test("what differs is replaced, and what is the same stays the same node", () => {
  const [first, , third] = document.querySelectorAll("p");
  const after = piece("<p>One.</p><p>2a.</p><p>2b.</p><p>Three.</p>");
  expect(mendAll([change(0, FIRST, after)])).toBe(true);
  expect(texts()).toEqual(["One.", "2a.", "2b.", "Three.", "In a tab.", "Last."]);
  expect([...document.querySelectorAll("p")].includes(first as HTMLParagraphElement)).toBe(true);
  expect(document.querySelectorAll("p")[3]).toBe(third);
});

test("text is added to the end, and taken from it", () => {
  const longer = piece("<p>One.</p><p>Two.</p><p>Three.</p><p>Three.</p>");
  expect(mendAll([change(0, FIRST, longer)])).toBe(true);
  expect(texts().slice(0, 4)).toEqual(["One.", "Two.", "Three.", "Three."]);
  expect(mendAll([change(0, longer, FIRST)])).toBe(true);
  expect(texts().slice(0, 4)).toEqual(["One.", "Two.", "Three.", "In a tab."]);
});

test("beside what a script took over text is mended, in it the page has to be loaded again", () => {
  const beside = SECOND.replace("Last.", "The last.");
  expect(mendAll([change(1, SECOND, beside)])).toBe(true);
  const within = SECOND.replace("In a tab.", "In the tab.");
  expect(mendAll([change(1, beside, within)])).toBe(false);
  const code = piece("<pre>code</pre>");
  expect(mendAll([change(0, FIRST, code)])).toBe(false);
  const table = piece('<div class="table-scroll"><table></table></div>');
  expect(mendAll([change(0, FIRST, table)])).toBe(false);
});

test("where one change cannot be made, none is", () => {
  const first = change(0, FIRST, FIRST.replace("One.", "1."));
  expect(mendAll([first, change(2, FIRST, SECOND)])).toBe(false);
  expect(mendAll([first, change(1, FIRST, SECOND)])).toBe(false);
  expect(texts()[0]).toBe("One.");
});

test("a page that has another number of texts than was built is loaded again", () => {
  const changes = [change(0, FIRST, FIRST.replace("One.", "1."))];
  expect(mendText(document, { of: 3, changes })).toBe(false);
  expect(texts()[0]).toBe("One.");
});
