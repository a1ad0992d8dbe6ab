import type { Question } from "@tessera/course";
import { expect, test } from "vitest";
import { canDrawNothingScored } from "./read-quiz.ts";

const question = (slug: string) => ({ slug }) as unknown as Question;
const opinion = question("opinion");
const right = question("right");
const scored = ({ slug }: Question) => slug === "right";

test.each([
  ["every question is drawn, one is scored", [{ questions: [right, opinion] }], false],
  ["one is drawn, and it may be an opinion", [{ draw: 1, questions: [right, opinion] }], true],
  ["more are drawn than there are opinions", [{ draw: 2, questions: [right, right, opinion] }], false],
  ["only opinions", [{ questions: [opinion, opinion] }], true],
  [
    "opinions beside a pool that is always scored",
    [{ questions: [opinion] }, { draw: 1, questions: [right] }],
    false,
  ],
])("[+13.1.4-6] a draw that nobody could pass: %s", (_, pools, nobody) => {
  expect(canDrawNothingScored(pools, scored)).toBe(nobody);
});
