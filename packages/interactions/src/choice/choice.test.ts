import { expect, test } from "vitest";
import { readOne } from "../reading/sample-context.testing.ts";
import { SCORINGS } from "../interaction.ts";
import { choice } from "./choice.ts";
import type { ChoiceSpec } from "./choice-spec.ts";

test("one right box makes radio buttons, with feedback and fixed places", () => {
  const question = readOne<ChoiceSpec>(`
:::choice{#vlan objective="segment report" points=2 attempts=2 shuffle level=apply}
Which devices belong on the **VLAN**?

- [x] BACnet/IP controllers
- [ ] Guest Wi-Fi
  > Guests reach the internet.
- [ ] None of these :set{#none fixed}

::hint[Who needs it?]
::correct[Right.]
:::
`);
  expect(question).toMatchInlineSnapshot(`
    {
      "attempts": 2,
      "feedback": {
        "correct": "<p>Right.</p>",
      },
      "hints": [
        "<p>Who needs it?</p>",
      ],
      "kind": "choice",
      "level": "apply",
      "name": "Which devices belong on the VLAN?",
      "objectives": [
        "segment",
        "report",
      ],
      "points": 2,
      "scoring": "partial",
      "shuffle": true,
      "slug": "vlan",
      "span": {
        "end": 283,
        "file": "page.md",
        "start": 1,
      },
      "spec": {
        "multiple": false,
        "options": [
          {
            "html": "BACnet/IP controllers",
            "id": "bacnet-ip-controllers",
            "right": true,
            "text": "BACnet/IP controllers",
          },
          {
            "feedback": "<p>Guests reach the internet.</p>",
            "html": "Guest Wi-Fi",
            "id": "guest-wi-fi",
            "right": false,
            "text": "Guest Wi-Fi",
          },
          {
            "fixed": true,
            "html": "None of these",
            "id": "none",
            "right": false,
            "text": "None of these",
          },
        ],
      },
      "stem": "<p>Which devices belong on the <strong>VLAN</strong>?</p>",
    }
  `);
});

const MANY = `:::choice{#vlan}
Which?

- [x] controllers
- [x] workstation
- [ ] guests
- [ ] none

:::`;
const ONE = `:::choice{#who points=2}
Who?

- [x] person
- [ ] supervisor :set{points=1}
- [ ] whoever

:::`;

test.each([
  [MANY, ["controllers", "workstation"], [1, 1, 1]],
  [MANY, ["controllers"], [0, 0.5, 0.5]],
  [MANY, ["controllers", "guests"], [0, 0, 0]],
  [MANY, ["guests"], [0, 0, -0.5]],
  [ONE, ["person"], [1, 1, 1]],
  [ONE, ["supervisor"], [0, 0.5, 0.5]],
  [ONE, ["whoever"], [0, 0, -0.5]],
] as const)("the README's examples are scored as it says (%#)", (source, answer, expected) => {
  const { spec } = readOne<ChoiceSpec>(source);
  expect(SCORINGS.map((scoring) => choice.score(spec, answer, scoring).scaled)).toEqual(expected);
});

test("a weighty option counts for more than the others", () => {
  const { spec } = readOne<ChoiceSpec>(MANY.replace("- [x] controllers", "- [x] controllers :set{points=3}"));
  expect(choice.score(spec, ["controllers"], "partial").scaled).toBe(0.75);
});

test("a long question is named by its beginning, cut at a word", () => {
  const { name } = readOne(MANY.replace("Which?", "word ".repeat(80)));
  expect(name.length).toBeLessThanOrEqual(250);
  expect(name).toMatch(/^(word )+word…$/);
});

test("a stem may hold lists without boxes and quotes of its own", () => {
  const { stem } = readOne<ChoiceSpec>(MANY.replace("Which?", "- one\n- two\n\n> quoted\n\nWhich?"));
  expect(stem).toContain("<li>two</li>");
  expect(stem).toContain("<blockquote>");
});

test("the page holds the text of the question and a control for each option", () => {
  const question = readOne<ChoiceSpec>(ONE);
  expect(choice.markup(question.spec, { prefix: "q-who", strings: {} })).toMatchInlineSnapshot(
    `"<ul class="question-options" role="list"> <li class="question-option" data-part="person"><label class="question-label"><input type="radio" name="q-who" id="q-who-person" value="person"><span class="question-text">person</span></label></li> <li class="question-option" data-part="supervisor"><label class="question-label"><input type="radio" name="q-who" id="q-who-supervisor" value="supervisor"><span class="question-text">supervisor</span></label></li> <li class="question-option" data-part="whoever"><label class="question-label"><input type="radio" name="q-who" id="q-who-whoever" value="whoever"><span class="question-text">whoever</span></label></li></ul>"`,
  );
});
