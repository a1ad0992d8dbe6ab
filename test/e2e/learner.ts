import type { Frame, Page } from "playwright-core";

/** What a learner does in `test/data/first-steps`: two pages, a quiz of one question. */
export const RIGHT = /call m. okafor, then the supervisor/i;
export const WRONG = /cut the lock/i;

/** The page of a unit, in a window or in a frame. */
export type Place = Page | Frame;

/** Scrolls to the end of the page that is open, and stays until the outline marks it as read. */
export async function read(place: Place, slug: string): Promise<void> {
  await place.evaluate(() => document.scrollingElement?.scrollTo(0, document.scrollingElement.scrollHeight));
  await place.locator(`a[href="#${slug}"][data-seen]`).waitFor({ state: "attached" });
}

export async function toQuiz(place: Place): Promise<void> {
  await read(place, "what-the-tag-says");
  await place.getByRole("button", { name: "Next" }).click();
}

export async function takeQuiz(place: Place, answer: RegExp): Promise<void> {
  await place.getByRole("button", { name: /start the quiz|try again/i }).click();
  await place.getByRole("radio", { name: answer }).check();
  await place.getByRole("button", { name: "Hand in my answers" }).click();
  await place
    .getByText(answer === RIGHT ? /^Passed/ : /^Not passed/)
    .first()
    .waitFor();
}

export async function leave(place: Place): Promise<void> {
  await place
    .getByRole("button", { name: /^(Send and leave|Leave)$/ })
    .first()
    .click();
  await place.getByText("The unit has ended").waitFor();
}

/** Everything from the first page to the end. */
export async function passAll(place: Place): Promise<void> {
  await toQuiz(place);
  await read(place, "whose-lock-is-it");
  await takeQuiz(place, RIGHT);
  await leave(place);
}

/**
 * Keeps what a browser complains about. A document that is not there yet is answered 404 (cmi5 §10, §11), which
 * Chromium lists as a failed load; that alone is left out.
 */
export function troublesOf(page: Page): string[] {
  const troubles: string[] = [];
  page.on("pageerror", (error) => troubles.push(error.message));
  page.on("console", (message) => {
    const absent = /404/.test(message.text()) && /\/xapi\//.test(message.location().url);
    if (message.type() === "error" && !absent) troubles.push(message.text());
  });
  return troubles;
}
