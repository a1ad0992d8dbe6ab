/** What a response and a pattern say, read by a parser of its own, is what the learner did and the author meant. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { choiceSample } from "./choice/choice.testing.ts";
import type { Sample } from "./contract.testing.ts";
import { dragSample } from "./drag/drag.testing.ts";
import { hotspotSample } from "./hotspot/hotspot.testing.ts";
import type { Interaction } from "./interaction.ts";
import { type Kind, kinds } from "./kinds.ts";
import { labelSample } from "./label/label.testing.ts";
import { likertSample } from "./likert/likert.testing.ts";
import { longFillInSample } from "./long-fill-in/long-fill-in.testing.ts";
import { matchingSample } from "./matching/matching.testing.ts";
import { performanceSample } from "./performance/performance.testing.ts";
import { readBack, type ReadBack } from "./read-back.testing.ts";
import { scenarioSample } from "./scenario/scenario.testing.ts";
import { sequencingSample } from "./sequencing/sequencing.testing.ts";

interface Reading<Spec, Answer> {
  readonly sample: Sample<Spec, Answer>;
  /** What the answer is, said plainly; undefined where nothing was answered. */
  answered(spec: Spec, answer: Answer): ReadBack | undefined;
  /** What is right, said plainly; absent where no pattern says it, several where more than one answer is. */
  right?(spec: Spec): ReadBack | readonly ReadBack[];
}
const reading = <Spec, Answer>(of: Reading<Spec, Answer>) => of as unknown as Reading<unknown, unknown>;
const some = (items: readonly string[]) => (items.length === 0 ? undefined : { items });

const readings: Partial<Record<Kind, Reading<unknown, unknown>>> = {
  choice: reading({
    sample: choiceSample,
    answered({ options, multiple }, answer) {
      const chosen = options.map(({ id }) => id).filter((id) => answer.includes(id));
      return some(multiple ? chosen : chosen.slice(0, 1));
    },
    right: ({ options }) => ({ items: options.flatMap(({ id, right }) => (right ? [id] : [])) }),
  }),
  hotspot: reading({
    sample: hotspotSample,
    answered({ options, multiple }, answer) {
      const chosen = options.map(({ id }) => id).filter((id) => answer.includes(id));
      return some(multiple ? chosen : chosen.slice(0, 1));
    },
    right: ({ options }) => ({ items: options.flatMap(({ id, right }) => (right ? [id] : [])) }),
  }),
  sequencing: reading({
    sample: sequencingSample,
    answered({ steps }, answer) {
      const whole =
        answer.length === steps.length &&
        steps.every(({ id }) => answer.filter((each) => each === id).length === 1);
      return whole ? { items: answer } : undefined;
    },
    right: ({ steps }) => ({ items: steps.map(({ id }) => id) }),
  }),
  matching: reading({
    sample: matchingSample,
    answered({ source, target }, answer) {
      const given = new Map(Object.entries(answer));
      const pairs = source.flatMap(({ id }) => {
        const to = given.get(id);
        return to !== undefined && target.some((each) => each.id === to) ? [[id, to] as const] : [];
      });
      return pairs.length === 0 ? undefined : { pairs };
    },
    right: ({ source }) => ({ pairs: source.map(({ id, target }) => [id, target] as const) }),
  }),
  label: reading({
    sample: labelSample,
    answered({ source, target }, answer) {
      const given = new Map(Object.entries(answer));
      const pairs = source.flatMap(({ id }) => {
        const to = given.get(id);
        return to !== undefined && target.some((each) => each.id === to) ? [[id, to] as const] : [];
      });
      return pairs.length === 0 ? undefined : { pairs };
    },
    right: ({ source }) => ({ pairs: source.map(({ id, target }) => [id, target] as const) }),
  }),
  drag: reading({
    sample: dragSample,
    answered({ source, target }, answer) {
      const given = new Map(Object.entries(answer));
      const pairs = source.flatMap(({ id }) => {
        const to = given.get(id);
        return to !== undefined && target.some((each) => each.id === to) ? [[id, to] as const] : [];
      });
      return pairs.length === 0 ? undefined : { pairs };
    },
    right: ({ source }) => ({ pairs: source.map(({ id, target }) => [id, target] as const) }),
  }),
  scenario: reading({
    sample: scenarioSample,
    answered({ scenes }, answer) {
      const path: string[] = [];
      let here = scenes[0];
      for (const id of answer) {
        const to = here?.choices.find((each) => each.id === id)?.to;
        if (to === undefined) break;
        path.push(id);
        here = scenes.find((scene) => scene.id === to);
      }
      return some(path);
    },
    right: ({ best }) => best.map((items) => ({ items })),
  }),
  likert: reading({
    sample: likertSample,
    answered: ({ scale }, answer) =>
      answer !== null && scale.some(({ id }) => id === answer) ? { item: answer } : undefined,
  }),
  performance: reading({
    sample: performanceSample,
    answered({ steps }, answer) {
      const pairs = steps.map(({ id }) => [id, answer.includes(id) ? "true" : "false"] as const);
      return pairs.every(([, done]) => done === "false") ? undefined : { pairs };
    },
    right({ steps }) {
      const must = steps.some(({ critical }) => critical) ? steps.filter(({ critical }) => critical) : steps;
      return { pairs: must.map(({ id }) => [id, "true"] as const) };
    },
  }),
  "long-fill-in": reading({
    sample: longFillInSample,
    // Words and lines are the learner's; delimiters and parameters are none of them.
    answered(_, { text }) {
      let plain = text.normalize("NFC");
      for (let before = ""; before !== plain;) {
        before = plain;
        plain = plain
          .replaceAll("[,]", ",")
          .replace(/(^|[\r\n])[^\S\r\n]*\{(case_matters|order_matters|lang)=[^{}]*\}/g, "$1");
      }
      const lines = plain.split(/\r\n|\r|\n/).map((line) => line.replace(/\s+/g, " ").trim());
      const whole = lines.join("\n").trim();
      return whole === "" ? undefined : { text: whole };
    },
  }),
};

for (const [kind, { sample, answered, right }] of Object.entries(readings)) {
  const interaction = kinds[kind as Kind] as Interaction;
  const given = sample.specs.chain((spec) => fc.tuple(fc.constant(spec), sample.answers(spec)));

  test(`${kind}: a response says what was answered`, () => {
    fc.assert(
      fc.property(given, ([spec, answer]) => {
        const response = interaction.response(spec, answer);
        const meant = answered(spec, answer);
        if (meant === undefined) expect(response).toBe("");
        else expect(readBack(interaction.interactionType, response)).toEqual(meant);
      }),
    );
  });

  test(`${kind}: its pattern says what is right, or there is none`, () => {
    fc.assert(
      fc.property(sample.specs, (spec) => {
        const patterns = interaction.correct(spec).map((each) => readBack(interaction.interactionType, each));
        expect(patterns).toEqual(right === undefined ? [] : [right(spec)].flat());
      }),
    );
  });
}
