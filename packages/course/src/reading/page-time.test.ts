import { expect, test } from "vitest";
import type { Page } from "../course.ts";
import { timeOf } from "./page-time.ts";

const question = { slug: "q", objectives: [] };
const page = (...flow: readonly unknown[]): Page => ({ slug: "p", title: "P", flow }) as unknown as Page;
const words = (count: number) => `<p>${"word ".repeat(count)}</p>`;

test("words, questions and films take their time", () => {
  const found = timeOf(
    page(
      {
        type: "prose",
        html: `${words(400)}<p><img src="a"><img src="b"></p><figure><video controls src="tessera-asset:media/how%20to.mp4"></video></figure>`,
      },
      { type: "question", question },
      {
        type: "quiz",
        intro: words(200),
        pools: [{ draw: 2, questions: [question, question, question] }, { questions: [question] }],
      },
    ),
    { assets: [{ path: "media/how to.mp4", mediaType: "video/mp4", size: 1, seconds: 90 }] },
  );
  expect(found).toEqual({ minutes: 9, words: 600, questions: 4, media: 1.5, complete: true });
});

test("what is done on the job takes as long as it takes", () => {
  const observation = { type: "observation", html: words(200), questions: [question] };
  expect(timeOf(page(observation), { assets: [] })).toMatchObject({
    minutes: 1,
    questions: 0,
    complete: false,
  });
});

test("a recording of unknown length leaves the estimate open", () => {
  const found = timeOf(
    page({ type: "prose", html: `${words(200)}<audio src="tessera-asset:a.mp3"></audio>` }),
    { assets: [{ path: "a.mp3", mediaType: "audio/mpeg", size: 1 }] },
  );
  expect(found).toMatchObject({ minutes: 1, complete: false });
});
