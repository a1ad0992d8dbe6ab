import { type KindSamples, LONG, sampleQuestion } from "../sample-question.ts";
import type { MatchingAnswer, MatchingSpec } from "./matching-spec.ts";

const row = (id: string, text: string, target: string) => ({ id, html: text, text, target });

export const matchingSamples: KindSamples<MatchingSpec, MatchingAnswer> = {
  question: sampleQuestion("matching", "On which network does each device belong?", {
    headings: { source: "Device", target: "Network" },
    source: [row("chiller", "Chiller controller", "control"), row("printer", "Badge printer", "office")],
    target: [
      { id: "control", text: "Control network" },
      { id: "guest", text: "Guest network" },
      { id: "office", text: "Office network" },
    ],
  }),
  right: { chiller: "control", printer: "office" },
  partly: { chiller: "control", printer: "guest" },
  wrong: { chiller: "guest", printer: "guest" },
  long: sampleQuestion("matching", LONG, {
    headings: { source: LONG, target: LONG },
    source: [row("a", LONG, "x")],
    target: [
      { id: "x", text: LONG },
      { id: "y", text: `${LONG} ${LONG}` },
    ],
  }),
  many: sampleQuestion("matching", "Which floor is each device on?", {
    headings: { source: "Device", target: "Floor" },
    source: Array.from({ length: 14 }, (_, index) =>
      row(`device-${index}`, `Device ${index}`, `floor-${index % 9}`),
    ),
    target: Array.from({ length: 9 }, (_, index) => ({ id: `floor-${index}`, text: `Floor ${index}` })),
  }),
  rtl: sampleQuestion("matching", "إلى أي شبكة ينتمي كل جهاز؟", {
    headings: { source: "الجهاز", target: "الشبكة" },
    source: [row("chiller", "متحكم المبرد", "control")],
    target: [
      { id: "control", text: "شبكة التحكم" },
      { id: "guest", text: "شبكة الضيوف" },
    ],
  }),
};
