import { type KindSamples, LONG, sampleQuestion } from "../sample-question.ts";
import type { DragAnswer, DragSpec } from "./drag-spec.ts";

const card = (id: string, text: string, target: string) => ({ id, html: text, text, target });
const group = (id: string, text: string) => ({ id, html: text, text });

export const dragSamples: KindSamples<DragSpec, DragAnswer> = {
  question: sampleQuestion("drag", "On which network does each device belong?", {
    source: [
      card("chiller", "Chiller controller", "ot"),
      { ...card("camera", "Door camera", "it"), feedback: "<p>It sends pictures to the guards' office.</p>" },
      card("printer", "Badge printer", "it"),
    ],
    target: [group("ot", "Control network"), group("it", "Office network")],
  }),
  right: { chiller: "ot", camera: "it", printer: "it" },
  partly: { chiller: "ot", camera: "ot", printer: "it" },
  wrong: { chiller: "it", camera: "ot", printer: "ot" },
  long: sampleQuestion("drag", LONG, {
    source: [card("a", LONG, "x"), card("b", `${LONG} ${LONG}`, "y")],
    target: [group("x", LONG), group("y", `${LONG} ${LONG}`)],
  }),
  many: sampleQuestion("drag", "On which floor is each device?", {
    source: Array.from({ length: 20 }, (_, index) =>
      card(`device-${index}`, `Device ${index}`, `floor-${index % 5}`),
    ),
    target: Array.from({ length: 5 }, (_, index) => group(`floor-${index}`, `Floor ${index}`)),
  }),
  rtl: sampleQuestion("drag", "إلى أي شبكة ينتمي كل جهاز؟", {
    source: [card("chiller", "متحكم المبرد", "ot"), card("printer", "طابعة الشارات", "it")],
    target: [group("ot", "شبكة التحكم"), group("it", "شبكة المكاتب")],
  }),
};
