import { optionRows } from "../choice/choice.markup.ts";
import { chosenOptions } from "../choice/choice.score.ts";
import type { Interaction } from "../interaction.ts";
import { pictureWithAreas } from "../regions/picture.markup.ts";
import type { HotspotAnswer, HotspotSpec } from "./hotspot-spec.ts";
import { hotspotFeedback, scoreHotspot } from "./hotspot.score.ts";
import { describeHotspot, hotspotPatterns, hotspotResponse, parseHotspot } from "./hotspot.xapi.ts";

/** One or several regions of a picture. */
export const hotspot = {
  kind: "hotspot",
  interactionType: "choice",
  blank: () => [],
  isComplete: (spec, answer) => chosenOptions(spec, answer).length > 0,
  score: scoreHotspot,
  feedback: hotspotFeedback,
  response: hotspotResponse,
  parse: parseHotspot,
  correct: hotspotPatterns,
  describe: describeHotspot,
  judgedBy: () => "key",
  typed: () => false,
  arrangeable: ({ options }) => options.flatMap(({ id, fixed }) => (fixed === true ? [] : [id])),
  markup: ({ picture, options, multiple }, { prefix }) =>
    pictureWithAreas(picture, options).raw +
    optionRows(options, { prefix, type: multiple ? "checkbox" : "radio" }).raw,
} as const satisfies Interaction<"hotspot", HotspotSpec, HotspotAnswer>;
