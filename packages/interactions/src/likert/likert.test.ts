import { expect, test } from "vitest";
import { type Interaction, SCORINGS } from "../interaction.ts";
import { readOne, readPage } from "../reading/sample-context.testing.ts";
import { likert as kind } from "./likert.ts";
import type { LikertAnswer, LikertSpec } from "./likert-spec.ts";

const likert: Interaction<string, LikertSpec, LikertAnswer> = kind;

const SOURCE = `:::likert{#sure objective=isolate}
How sure are you that you could isolate this pump **alone**?

- Not at all
  > Ask to go along the next time.
- A little
- Quite
- Completely :set{#fully}

::feedback[Thank you.]
:::`;
const spec = () => readOne<LikertSpec>(SOURCE).spec;

test("bullets are the points of the scale, from one end to the other", () => {
  expect(spec()).toEqual({
    scale: [
      {
        id: "not-at-all",
        html: "Not at all",
        text: "Not at all",
        feedback: "<p>Ask to go along the next time.</p>",
      },
      { id: "a-little", html: "A little", text: "A little" },
      { id: "quite", html: "Quite", text: "Quite" },
      { id: "fully", html: "Completely", text: "Completely" },
    ],
  });
});

test("no answer is right or wrong, whatever the scoring", () => {
  for (const answer of ["not-at-all", "fully", null, "elsewhere"])
    for (const scoring of SCORINGS)
      expect(likert.score(spec(), answer, scoring)).toEqual({
        scaled: 0,
        success: false,
        unjudged: true,
        marks: {},
      });
  expect(likert.correct(spec())).toEqual([]);
});

test("the response is the id of the point, the definition its scale", () => {
  expect(likert.response(spec(), "quite")).toBe("quite");
  expect(likert.response(spec(), "elsewhere")).toBe("");
  expect(likert.describe(spec(), "en").scale?.map(({ id }) => id)).toEqual([
    "not-at-all",
    "a-little",
    "quite",
    "fully",
  ]);
});

test("a point may have feedback for whoever chose it", () => {
  expect(likert.feedback(spec(), "not-at-all")).toEqual([
    { part: "not-at-all", html: "<p>Ask to go along the next time.</p>" },
  ]);
  expect(likert.feedback(spec(), "quite")).toEqual([]);
});

test("what belongs to a question that counts is told at the word", () => {
  const { questions, diagnostics } = readPage(
    SOURCE.replace("{#sure", "{#sure points=2 scoring=negative").replace("::feedback", "::correct"),
  );
  expect(questions).toHaveLength(1);
  expect(diagnostics.map(({ code, params }) => [code, params?.["name"]])).toEqual([
    ["question/never-counts", "points"],
    ["question/never-counts", "scoring"],
    ["question/never-judged", "correct"],
  ]);
});
