import { html } from "../html.ts";
import type { Interaction, MarkupContext } from "../interaction.ts";
import { phrase } from "../strings/phrase.ts";
import type { LongFillInAnswer, LongFillInSpec } from "./long-fill-in-spec.ts";
import { isLongEnough, scoreLongFillIn } from "./long-fill-in.score.ts";
import { longFillInResponse, parseLongFillIn } from "./long-fill-in.xapi.ts";
import { wordsAsked } from "./words-asked.ts";

/** Text in the learner's own words, marked by the learner against key points, by a supervisor, or by nobody. */
export const longFillIn = {
  kind: "long-fill-in",
  interactionType: "long-fill-in",
  blank: () => ({ text: "" }),
  isComplete: isLongEnough,
  score: scoreLongFillIn,
  feedback: () => [],
  response: longFillInResponse,
  parse: parseLongFillIn,
  // §2.4.4.1: what is right cannot be listed to the end, and then no list is better.
  correct: () => [],
  describe: () => ({}),
  judgedBy: (spec) => (spec.markedBy === "self" ? "learner" : "nobody"),
  lookedFor: ({ keyPoints, model }) => ({
    points: keyPoints.map(({ html }) => html),
    ...(model && { model: model.html }),
  }),
  typed: () => true,
  arrangeable: () => [],
  markup: (spec, context) => field(spec, context).raw,
} as const satisfies Interaction<"long-fill-in", LongFillInSpec, LongFillInAnswer>;

/** Room for what is asked, at about twelve words in a line. */
function rowsFor({ words }: LongFillInSpec): number {
  return Math.min(Math.max(Math.ceil((words?.max ?? words?.min ?? 60) / 12), 4), 14);
}

function field(spec: LongFillInSpec, { prefix, strings }: MarkupContext) {
  const id = `${prefix}-text`;
  const asked = wordsAsked(spec, strings);
  const described = asked === "" ? undefined : html` aria-describedby="${prefix}-words"`;
  return html`<div class="question-long" data-part="text">
    <textarea
      name="${id}"
      id="${id}"
      rows="${rowsFor(spec)}"
      maxlength="10000"
      aria-label="${phrase(strings, "long-fill-in.label")}"
      ${described}
    ></textarea>
    <p class="question-words" id="${prefix}-words">${asked}</p>
  </div>`;
}
