import { expect, test } from "vitest";
import { SCORINGS } from "../interaction.ts";
import { readOne } from "../reading/sample-context.testing.ts";
import { fillIn } from "./fill-in.ts";
import type { FillInSpec } from "./fill-in-spec.ts";

const SOURCE = `:::fill-in{#port}
BACnet/IP listens on UDP port :blank[47808]{#port or="0xBAC0; BAC0"} and devices are found with
:blank[who-is]{#who ignore="case space punctuation"}. The bus is :choose[RS-485; *MS/TP*; KNX]{#bus}.
:::`;

test("the text is kept around its blanks", () => {
  const { spec, name, stem } = readOne<FillInSpec>(SOURCE);
  expect(stem).toBe("");
  expect(name).toBe("BACnet/IP listens on UDP port ____ and devices are found with ____. The bus is ____.");
  expect(spec.body).toEqual([
    "<p>BACnet/IP listens on UDP port ",
    " and devices are found with\n",
    ". The bus is ",
    ".</p>",
  ]);
  expect(spec.blanks).toMatchObject([
    { accept: ["47808", "0xBAC0", "BAC0"], ignore: [] },
    { accept: ["who-is"], ignore: ["case", "space", "punctuation"] },
    { options: ["RS-485", "MS/TP", "KNX"], right: ["MS/TP"] },
  ]);
});

test("blanks in a table keep the order of the text", () => {
  const { spec } = readOne<FillInSpec>(
    ":::fill-in\n| a | b |\n|---|---|\n| :blank[1]{#x} | :choose[2; *3*]{#y} |\n:::",
  );
  expect(spec.blanks.map(({ id }) => id)).toEqual(["x", "y"]);
  expect(spec.body.join("_")).toContain("<td>_</td>");
});

test("a blank is known again by the words before it, never by its answer", () => {
  const { spec } = readOne<FillInSpec>(
    ":::fill-in\nThe port is :blank[47808] and the bus :blank[MSTP].\n:::",
  );
  expect(spec.blanks.map(({ id }) => id)).toEqual(["the-port-is", "the-port-is-and-the-bus"]);
});

test.each([
  [{ port: "0xBAC0", who: "Who Is", bus: "MS/TP" }, [1, 1, 1]],
  [{ port: "47808", who: "who-is", bus: "KNX" }, [0, 0.666667, 0.5]],
  [{ port: "80", who: "", bus: "KNX" }, [0, 0, -0.5]],
] as const)("the README's examples are scored as it says (%#)", (answer, expected) => {
  const { spec } = readOne<FillInSpec>(SOURCE);
  expect(SCORINGS.map((scoring) => fillIn.score(spec, answer, scoring).scaled)).toEqual(expected);
});

test("what phones write for quotes and dashes is the same; a case that counts is not", () => {
  const { spec } = readOne<FillInSpec>(`:::fill-in\n:blank[shift lead's pre-check]{#a}\n:::`);
  const right = (text: string) => fillIn.score(spec, { a: text }, "partial").success;
  expect(right(" shift  lead’s pre–check ")).toBe(true);
  expect(right("Shift lead's pre-check")).toBe(false);
});

test("each combination of right answers is a pattern; case matters where a letter's case counts", () => {
  expect(fillIn.correct(readOne<FillInSpec>(SOURCE).spec)).toEqual([
    "{case_matters=true}47808[,]who-is[,]MS/TP",
    "{case_matters=true}0xBAC0[,]who-is[,]MS/TP",
    "{case_matters=true}BAC0[,]who-is[,]MS/TP",
  ]);
  const { spec } = readOne<FillInSpec>(":::fill-in\n:blank[80] :blank[Wasser]{lang=de ignore=case}\n:::");
  expect(fillIn.correct(spec)).toEqual(["{case_matters=false}80[,]{lang=de}Wasser"]);
});

test("the right answers of different blanks are combined", () => {
  const { spec } = readOne<FillInSpec>(
    ":::fill-in\n:blank[1]{or=one ignore=case} :blank[2]{or=two ignore=case}\n:::",
  );
  expect(fillIn.correct(spec).map((pattern) => pattern.replace("{case_matters=false}", ""))).toEqual([
    "1[,]2",
    "1[,]two",
    "one[,]2",
    "one[,]two",
  ]);
});

test("too many combinations are not listed one by one, but every right answer is", () => {
  const blank = (name: string) => `:blank[${name}1]{or="${[2, 3, 4, 5].map((n) => name + n).join(";")}"}`;
  const { spec } = readOne<FillInSpec>(`:::fill-in\n${blank("a")} ${blank("b")} ${blank("c")}\n:::`);
  const patterns = fillIn.correct(spec);
  expect(patterns).toHaveLength(13);
  expect(patterns.join()).toContain("c5");
});

test("a delimiter in what the learner typed does not become one more item", () => {
  const { spec } = readOne<FillInSpec>(":::fill-in\n:blank[a]{#x} :blank[b]{#y}\n:::");
  expect(fillIn.response(spec, { x: "{lang=en}1[,]2", y: "" })).toBe("1,2[,]");
});

test("a blank in another language says so to who reads it out", () => {
  const { spec } = readOne<FillInSpec>(":::fill-in\nWater: :blank[Wasser]{#w lang=de}\n:::");
  expect(fillIn.markup(spec, { prefix: "q", strings: {} })).toMatchInlineSnapshot(
    `"<div class="question-cloze"><p>Water: <span class="question-blank" data-part="w" ><input type="text" name="q-w" id="q-w" size="12" autocomplete="off" autocapitalize="off" spellcheck="false" aria-label="Blank 1 of 1"  lang="de"></span></p></div>"`,
  );
});
