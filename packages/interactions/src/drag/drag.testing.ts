import type { Sample } from "../contract.testing.ts";
import { escapeHtml } from "../html.ts";
import { matchingSample } from "../matching/matching.testing.ts";
import type { DragAnswer, DragSpec } from "./drag-spec.ts";

export const dragSample: Sample<DragSpec, DragAnswer> = {
  specs: matchingSample.specs.map(({ source, target }) => ({
    source: source.map((card, index) =>
      index % 2 === 0 ? card : { ...card, feedback: "<p>only after the answer</p>" },
    ),
    target: target.map((group) => ({ ...group, html: escapeHtml(group.text) })),
  })),
  answers: (spec) => matchingSample.answers(asMatching(spec)),
  right: (spec) => matchingSample.right(asMatching(spec)),
  expected: (spec, answer, scoring) => matchingSample.expected(asMatching(spec), answer, scoring),
  rekeyed: (spec) => ({
    ...spec,
    source: spec.source.map((card) => ({ ...card, target: spec.target[0]?.id as string })),
  }),
};

const asMatching = ({ source, target }: DragSpec) => ({
  headings: { source: "", target: "" },
  source,
  target,
});
