import { matchingSample } from "../matching/matching.testing.ts";
import type { Sample } from "../contract.testing.ts";
import { sampleArea, samplePicture } from "../regions/sample-picture.ts";
import type { LabelAnswer, LabelSpec } from "./label-spec.ts";

export const labelSample: Sample<LabelSpec, LabelAnswer> = {
  specs: matchingSample.specs.map(({ source, target }) => ({
    picture: samplePicture("Plant room"),
    source: source.map((row, index) =>
      index % 2 === 0 ? row : { ...row, feedback: "<p>only after the answer</p>" },
    ),
    target: target.map((place, index) => ({
      ...place,
      area: sampleArea(index * 120, 40, 100, 80),
      ...(index % 2 === 0 ? {} : { title: place.text }),
    })),
  })),
  answers: (spec) => matchingSample.answers(asMatching(spec)),
  right: (spec) => matchingSample.right(asMatching(spec)),
  expected: (spec, answer, scoring) => matchingSample.expected(asMatching(spec), answer, scoring),
  rekeyed: (spec) => ({
    ...spec,
    source: spec.source.map((row) => ({ ...row, target: spec.target[0]?.id as string })),
  }),
};

const asMatching = ({ source, target }: LabelSpec) => ({
  headings: { source: "", target: "" },
  source,
  target,
});
