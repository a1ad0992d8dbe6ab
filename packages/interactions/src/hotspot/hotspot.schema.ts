import { choiceSpec, optionSettings } from "../choice/choice.schema.ts";
import { mistake } from "../mistake.ts";
import { reportDuplicates } from "../reading/answer-item.ts";
import type { KindSource } from "../reading/kind-source.ts";
import { questionMistakes } from "../reading/question-mistakes.ts";
import { readRegions, reportOverlaps } from "../regions/read-regions.ts";
import { regionMistakes } from "../regions/region-mistakes.ts";
import type { HotspotSpec } from "./hotspot-spec.ts";

const allRight = mistake("hotspot/all-right", {
  severity: "warning",
  meaning: "Every region is right, so there is nothing to tell apart.",
  message: () => "every region is right: choosing all of them needs no thought",
  help: () => "add a region that is wrong",
});

/** `:::hotspot`: a picture, and a list with boxes whose answers are links to its regions. */
export const hotspotSource = {
  kind: "hotspot",
  answers: "boxes",
  attributes: {},
  texts: { set: optionSettings },
  owns: ["regions"],
  mistakes: [...Object.values(regionMistakes), allRight],
  read(frame, context) {
    if (frame.answers === undefined) return undefined;
    const regions = readRegions(frame, context, { boxes: true, settings: optionSettings });
    if (regions === undefined) return undefined;
    const { picture, items, whole, stem, name } = regions;
    reportDuplicates(items, context);
    reportOverlaps(items, context, (one, other) => one.checked !== other.checked);
    const right = items.filter(({ checked }) => checked);
    const place = context.span(frame.answers);
    // With a region unread, "no right one" and "only one" may be its fault: it has been reported.
    if (whole && right.length === 0) context.report(questionMistakes.noRightAnswer(place, {}));
    if (whole && items.length === 1) context.report(questionMistakes.oneOption(place, {}));
    else if (whole && right.length === items.length) context.report(allRight(place, {}));
    if (right.length === 0) return undefined;
    const { multiple, options } = choiceSpec(items, { frame, context, multiple: right.length > 1 });
    const spec: HotspotSpec = {
      multiple,
      picture,
      options: options.flatMap((option, index) => {
        const area = items[index]?.area;
        return area === undefined ? [] : [{ ...option, area }];
      }),
    };
    return { spec, stem, name };
  },
} as const satisfies KindSource<"hotspot", HotspotSpec, Record<never, never>>;
