import { sampleArea, samplePicture } from "../regions/sample-picture.ts";
import { type KindSamples, LONG, sampleQuestion } from "../sample-question.ts";
import type { LabelAnswer, LabelSpec } from "./label-spec.ts";

const tag = (id: string, text: string, target: string) => ({ id, html: text, text, target });
const place = (id: string, box: readonly [number, number, number, number], title?: string) => ({
  id,
  text: title ?? id,
  area: sampleArea(...box),
  ...(title === undefined ? {} : { title }),
});
const PLACES = [
  place("at-150-200", [90, 130, 120, 140], "where the outside air comes in"),
  place("at-400-200", [345, 145, 110, 110]),
  place("at-645-200", [560, 110, 170, 180]),
];

export const labelSamples: KindSamples<LabelSpec, LabelAnswer> = {
  question: sampleQuestion("label", "Name the parts of the air handling unit.", {
    picture: samplePicture("A duct from left to right with three parts in it and a drain below"),
    source: [
      tag("filter", "Filter", "at-150-200"),
      { ...tag("fan", "Fan", "at-400-200"), feedback: "<p>The fan stands between filter and coil.</p>" },
      tag("coil", "Cooling coil", "at-645-200"),
    ],
    target: PLACES,
  }),
  right: { filter: "at-150-200", fan: "at-400-200", coil: "at-645-200" },
  partly: { filter: "at-150-200", fan: "at-645-200", coil: "at-645-200" },
  wrong: { filter: "at-400-200", fan: "at-645-200", coil: "at-150-200" },
  long: sampleQuestion("label", LONG, {
    picture: samplePicture(LONG),
    source: [tag("a", LONG, "x"), tag("b", `${LONG} ${LONG}`, "y")],
    target: [place("x", [90, 130, 120, 140], LONG), place("y", [560, 110, 170, 180], LONG)],
  }),
  many: sampleQuestion("label", "Name the fields of the panel.", {
    picture: samplePicture("A panel with three rows of six fields"),
    source: Array.from({ length: 18 }, (_, index) => tag(`tag-${index}`, `Field ${index}`, `field-${index}`)),
    target: Array.from({ length: 18 }, (_, index) =>
      place(`field-${index}`, [20 + (index % 6) * 130, 20 + Math.floor(index / 6) * 190, 110, 150]),
    ),
  }),
  rtl: sampleQuestion("label", "سمِّ أجزاء وحدة مناولة الهواء.", {
    picture: samplePicture("مجرى هواء فيه ثلاثة أجزاء"),
    source: [tag("filter", "المرشح", "at-150-200"), tag("fan", "المروحة", "at-400-200")],
    target: [place("at-150-200", [90, 130, 120, 140]), place("at-400-200", [345, 145, 110, 110], "في الوسط")],
  }),
};
