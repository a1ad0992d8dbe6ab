import fc from "fast-check";
import { feedback, ids, plain, type Sample, texts } from "../contract.testing.ts";
import { escapeHtml } from "../html.ts";
import type { PerformanceAnswer, PerformanceSpec } from "./performance-spec.ts";

const CRITERION = "<p>how to tell</p>";

export const performanceSample: Sample<PerformanceSpec, PerformanceAnswer> = {
  specs: ids({ minLength: 1, maxLength: 6 }).chain((all) =>
    fc
      .array(
        fc.record({
          text: texts,
          critical: fc.boolean(),
          limit: fc.option(fc.integer({ min: 1, max: 9_000 }), { nil: undefined }),
          criterion: feedback,
        }),
        { minLength: all.length, maxLength: all.length },
      )
      .map((parts) =>
        plain({
          steps: all.map((id, index) => {
            const { text, critical, limit, criterion } = parts[index] as (typeof parts)[number];
            return {
              id,
              html: escapeHtml(text),
              text,
              critical: critical ? true : undefined,
              limit,
              criterion: criterion === undefined ? undefined : CRITERION,
            };
          }),
        } as PerformanceSpec),
      ),
  ),
  answers: (spec) =>
    fc.array(
      fc.oneof(
        { weight: 9, arbitrary: fc.constantFrom(...spec.steps.map(({ id }) => id)) },
        { weight: 1, arbitrary: fc.string() },
      ),
    ),
  right: ({ steps }) => steps.map(({ id }) => id),
  expected({ steps }, answer, scoring) {
    const open = steps.filter(({ id }) => !answer.includes(id));
    if (scoring !== "all-or-nothing") return 1 - open.length / steps.length;
    const matters = steps.some(({ critical }) => critical) ? open.filter(({ critical }) => critical) : open;
    return matters.length === 0 ? 1 : 0;
  },
  // What matters is no secret here: the page says it.
  rekeyed: (spec) => spec,
};
