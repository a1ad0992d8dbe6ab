import fc from "fast-check";
import { feedback, ids, plain, type Sample, texts } from "../contract.testing.ts";
import { escapeHtml } from "../html.ts";
import { bestPaths } from "./scenario-graph.ts";
import type { ScenarioAnswer, ScenarioChoice, ScenarioScene, ScenarioSpec } from "./scenario-spec.ts";

/** Scenes in a row, so that a pass can be reached, with further choices across and back. */
export const scenes: fc.Arbitrary<readonly ScenarioScene[]> = ids({ minLength: 2, maxLength: 6 }).chain(
  (all) => {
    const index = fc.integer({ min: 0, max: all.length - 1 });
    const extra = fc.record({
      text: texts,
      to: index,
      right: fc.option(fc.boolean()),
      points: points(),
      feedback,
    });
    const first = fc.record({ text: texts, right: fc.constantFrom(true, null), points: points(), feedback });
    const one = fc.record({ title: texts, first, more: fc.array(extra, { maxLength: 2 }) });
    return fc.array(one, { minLength: all.length, maxLength: all.length }).map((parts) =>
      parts.map(({ title, first: onward, more }, at): ScenarioScene => {
        const id = all[at] as string;
        const told = { id, title, html: at % 2 === 0 ? "" : "<p>told</p>" };
        if (at === all.length - 1)
          return { ...told, choices: [], end: { html: "<p>the end</p>", pass: true, points: 1 } };
        const choices = [{ ...onward, to: at + 1 }, ...more].map(
          ({ text, to, right, points: given, feedback: said }, way) =>
            plain({
              id: `${id}-${way}`,
              html: escapeHtml(text),
              text,
              to: all[to] as string,
              right: right ?? undefined,
              points: given,
              feedback: said,
            } as ScenarioChoice),
        );
        return { ...told, choices };
      }),
    );
  },
);

function points() {
  return fc.integer({ min: 1, max: 3 });
}

export const scenarioSample: Sample<ScenarioSpec, ScenarioAnswer> = {
  specs: scenes.map((all) => {
    const found = bestPaths(all);
    if (typeof found === "string") throw new Error(found);
    return { scenes: all, ...found };
  }),
  answers: (spec) =>
    fc.oneof(
      // Choose by number from where one is, so that paths come to an end.
      fc.array(fc.nat(3), { maxLength: 12 }).map((numbers) => {
        const path: string[] = [];
        let here = spec.scenes[0];
        for (const number of numbers) {
          const choice = here?.choices[number % Math.max(here.choices.length, 1)];
          if (choice === undefined) break;
          path.push(choice.id);
          here = spec.scenes.find(({ id }) => id === choice.to);
        }
        return path;
      }),
      fc.array(fc.string()),
    ),
  right: ({ best }) => best[0] as readonly string[],
  expected({ scenes: all, most }, answer, scoring) {
    let here = all[0] as ScenarioScene;
    const met = new Map<string, ScenarioChoice>();
    for (const id of answer) {
      const choice = here.choices.find((each) => each.id === id);
      if (choice === undefined) break;
      met.set(id, choice);
      here = all.find((each) => each.id === choice.to) as ScenarioScene;
    }
    const sum = (right: boolean) =>
      [...met.values()].reduce((total, each) => total + (each.right === right ? each.points : 0), 0);
    const won = sum(true) + (here.end?.pass ? here.end.points : 0);
    if (here.end?.pass && won === most && sum(false) === 0) return 1;
    if (scoring === "all-or-nothing") return 0;
    const share = (won - (scoring === "negative" ? sum(false) : 0)) / most;
    return Math.min(Math.max(share, scoring === "negative" ? -1 : 0), 0.999999);
  },
  rekeyed: (spec) => ({
    ...spec,
    scenes: spec.scenes.map((scene) => ({
      ...scene,
      choices: scene.choices.map(({ right, ...choice }) => ({ ...choice, right: right !== true, points: 7 })),
      ...(scene.end && { end: { ...scene.end, pass: !scene.end.pass } }),
    })),
  }),
};
