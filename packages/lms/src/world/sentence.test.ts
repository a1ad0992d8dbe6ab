import { CMI5_EXTENSIONS } from "@tessera/xapi";
import { expect, test } from "vitest";
import { sentenceOf } from "./sentence.ts";

const verb = (word: string) => ({ id: `http://adlnet.gov/expapi/verbs/${word}`, display: { en: word } });
const named = (...pairs: readonly (readonly [string, string])[]) =>
  pairs.map(([id, text]) => ({ id, description: { en: text } }));

function answered(definition: object, response: string, result: object = {}): string {
  return sentenceOf(
    {
      verb: verb("answered"),
      object: { id: "https://example.org/q", definition: { name: { en: "VLAN" }, ...definition } },
      result: { response, ...result },
    },
    "Ada",
  );
}

test.each([
  [
    "choice",
    { interactionType: "choice", choices: named(["c", "Controllers"], ["w", "The workstation"]) },
    "w[,]c",
    "“The workstation”, “Controllers”",
  ],
  [
    "sequencing",
    { interactionType: "sequencing", choices: named(["a", "Shut down"], ["b", "Lock"]) },
    "a[,]b",
    "“Shut down”, “Lock”",
  ],
  [
    "matching",
    { interactionType: "matching", source: named(["s", "Chiller"]), target: named(["t", "Plant"]) },
    "s[.]t",
    "“Chiller: Plant”",
  ],
  ["likert", { interactionType: "likert", scale: named(["0", "Not at all"]) }, "0", "“Not at all”"],
  [
    "performance",
    { interactionType: "performance", steps: named(["p", "Look at the webbing"]) },
    "p[.]yes",
    "“Look at the webbing: yes”",
  ],
  ["fill-in", { interactionType: "fill-in" }, "{case_matters=false}47808[,]who-is", "“47808”, “who-is”"],
  ["numeric", { interactionType: "numeric" }, "17[:]19", "“17 to 19”"],
  ["true-false", { interactionType: "true-false" }, "true", "“true”"],
  ["an answer of nothing", { interactionType: "choice" }, "", "nothing"],
  ["an id without words", { interactionType: "choice", choices: [{ id: "x" }, 7] }, "x[,]y", "“x”, “y”"],
  ["a definition of no kind", {}, "a[,]b", "“a[,]b”"],
])("an answer is said in the words of its options: %s", (_, definition, response, words) => {
  expect(answered(definition, response)).toBe(`Ada answered “VLAN”: ${words}`);
});

test("verdict, score and time follow the answer", () => {
  const result = { success: false, score: { scaled: 0.125 }, duration: "PT1M14S" };
  expect(answered({ interactionType: "true-false" }, "true", result)).toBe(
    "Ada answered “VLAN”: “true”. Wrong, 12.5 %, 1 min 14 s",
  );
});

test("how far and how well is said where nothing was answered", () => {
  const object = { id: "https://example.org/unit" };
  const titles = new Map([["https://example.org/unit", "Valves"]]);
  const progressed = {
    verb: verb("progressed"),
    object,
    result: { extensions: { [CMI5_EXTENSIONS.progress]: 40 } },
  };
  const passed = { verb: verb("passed"), object, result: { score: { scaled: 0.9 }, duration: "PT20S" } };
  expect(sentenceOf(progressed, "Ada", titles)).toBe("Ada progressed “Valves” to 40 %");
  expect(sentenceOf(passed, "Ada", titles)).toBe("Ada passed “Valves” with 90 % in 20 s");
});

test.each([undefined, null, 7, [], { verb: 1, object: [], result: "x" }])(
  "%j has a sentence",
  (statement) => {
    expect(sentenceOf(statement, "Ada")).toBe("Ada did something to “an unnamed object”");
  },
);
