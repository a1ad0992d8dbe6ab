import { type KindSamples, LONG, sampleQuestion } from "../sample-question.ts";
import type { ChoiceAnswer, ChoiceSpec } from "./choice-spec.ts";

const option = (id: string, text: string, right = false) => ({ id, html: text, text, right });

export const choiceSamples: KindSamples<ChoiceSpec, ChoiceAnswer> = {
  question: sampleQuestion("choice", "Which devices belong on the building-automation network?", {
    multiple: true,
    options: [
      option("controllers", "BACnet/IP controllers", true),
      option("workstation", "The operator workstation", true),
      {
        ...option("guests", "Guest Wi-Fi access points"),
        feedback: "<p>Guest devices reach the internet.</p>",
      },
      { ...option("none", "None of these"), fixed: true },
    ],
  }),
  right: ["controllers", "workstation"],
  partly: ["controllers"],
  wrong: ["guests"],
  long: sampleQuestion("choice", `${LONG}: which?`, {
    multiple: false,
    options: [option("a", LONG, true), option("b", `${LONG} ${LONG}`)],
  }),
  many: sampleQuestion("choice", "Which floor?", {
    multiple: false,
    options: Array.from({ length: 24 }, (_, index) =>
      option(`floor-${index}`, `Floor ${index}`, index === 3),
    ),
  }),
  rtl: sampleQuestion("choice", "أي صمام يُغلق أولًا؟", {
    multiple: false,
    options: [option("suction", "صمام السحب", true), option("discharge", "صمام الطرد")],
  }),
};
