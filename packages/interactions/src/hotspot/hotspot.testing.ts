import fc from "fast-check";
import type { ChoiceSpec } from "../choice/choice-spec.ts";
import { choiceSample } from "../choice/choice.testing.ts";
import type { Sample } from "../contract.testing.ts";
import { sampleArea, samplePicture } from "../regions/sample-picture.ts";
import type { HotspotAnswer, HotspotSpec } from "./hotspot-spec.ts";

/** A choice laid out over the picture, its regions beside each other. */
const onPicture = (spec: ChoiceSpec, shift: number): HotspotSpec => ({
  ...spec,
  picture: samplePicture("Plant room"),
  options: spec.options.map((option, index) => ({
    ...option,
    area: sampleArea(index * 120 + shift, 40 + shift, 100, 80.5),
  })),
});

export const hotspotSample: Sample<HotspotSpec, HotspotAnswer> = {
  specs: fc
    .tuple(choiceSample.specs, fc.integer({ min: 0, max: 60 }))
    .map(([spec, shift]) => onPicture(spec, shift)),
  answers: (spec) => choiceSample.answers(spec),
  right: (spec) => choiceSample.right(spec),
  expected: (spec, answer, scoring) => choiceSample.expected(spec, answer, scoring),
  rekeyed: (spec) => {
    const { options } = choiceSample.rekeyed(spec);
    return {
      ...spec,
      options: spec.options.map((option, index) => ({ ...option, right: options[index]?.right === true })),
    };
  },
};
