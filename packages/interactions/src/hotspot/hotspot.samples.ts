import { sampleArea, samplePicture } from "../regions/sample-picture.ts";
import { type KindSamples, LONG, sampleQuestion } from "../sample-question.ts";
import type { HotspotAnswer, HotspotSpec } from "./hotspot-spec.ts";

type Box = readonly [left: number, top: number, width: number, height: number];
const FILTER: Box = [90, 130, 120, 140];
const PUMP: Box = [345, 145, 110, 110];
const COOLER: Box = [560, 110, 170, 180];
const DRAIN: Box = [385, 505, 30, 30];

const region = (id: string, text: string, box: Box, right = false) => ({
  id,
  html: text,
  text,
  right,
  area: sampleArea(...box),
});

export const hotspotSamples: KindSamples<HotspotSpec, HotspotAnswer> = {
  question: sampleQuestion("hotspot", "Where does the air lose its dust and its heat?", {
    multiple: true,
    picture: samplePicture("A duct from left to right with three parts in it and a drain below"),
    options: [
      region("filter", "The filter", FILTER, true),
      region("cooler", "The cooling coil", COOLER, true),
      {
        ...region("fan", "The fan", PUMP),
        feedback: "<p>The fan moves the air and warms it a little.</p>",
      },
      region("drain", "The drain", DRAIN),
    ],
  }),
  right: ["filter", "cooler"],
  partly: ["filter"],
  wrong: ["fan"],
  long: sampleQuestion("hotspot", `${LONG}: where?`, {
    multiple: false,
    picture: samplePicture(LONG),
    options: [region("a", LONG, FILTER, true), region("b", `${LONG} ${LONG}`, COOLER)],
  }),
  many: sampleQuestion("hotspot", "Which field of the panel is the bypass?", {
    multiple: false,
    picture: samplePicture("A panel with four rows of six fields"),
    options: Array.from({ length: 24 }, (_, index) =>
      region(
        `field-${index}`,
        `Field ${index + 1}`,
        [20 + (index % 6) * 130, 20 + Math.floor(index / 6) * 145, 110, 120],
        index === 8,
      ),
    ),
  }),
  rtl: sampleQuestion("hotspot", "أين يفقد الهواء غباره؟", {
    multiple: false,
    picture: samplePicture("مجرى هواء فيه ثلاثة أجزاء"),
    options: [region("filter", "المرشح", FILTER, true), region("fan", "المروحة", PUMP)],
  }),
};
