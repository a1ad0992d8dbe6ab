import { type KindSamples, LONG, sampleQuestion } from "../sample-question.ts";
import type { FillInAnswer, FillInSpec, TypedBlank } from "./fill-in-spec.ts";

const typed = (id: string, ...accept: string[]): TypedBlank => ({
  id,
  type: "typed",
  accept,
  ignore: ["case"],
});
const cloze = (spec: FillInSpec) => sampleQuestion("fill-in", "", spec);

export const fillInSamples: KindSamples<FillInSpec, FillInAnswer> = {
  question: cloze({
    body: ["<p>BACnet/IP listens on UDP port ", ". The bus is ", ".</p>"],
    blanks: [
      typed("port", "47808", "0xBAC0"),
      { id: "bus", type: "chosen", options: ["RS-485", "MS/TP", "KNX"], right: ["MS/TP"] },
    ],
  }),
  right: { port: "0xbac0", bus: "MS/TP" },
  partly: { port: "47808", bus: "KNX" },
  wrong: { port: "80", bus: "KNX" },
  long: cloze({ body: [`<p>${LONG} `, ` ${LONG}</p>`], blanks: [typed("word", LONG)] }),
  many: cloze({
    body: [
      "<table><thead><tr><th>Protocol</th><th>Port</th></tr></thead><tbody><tr><td>HTTP</td><td>",
      ...Array.from({ length: 7 }, (_, index) => `</td></tr><tr><td>Protocol ${index + 2}</td><td>`),
      "</td></tr></tbody></table>",
    ],
    blanks: Array.from({ length: 8 }, (_, index) => typed(`port-${index}`, String(index))),
  }),
  rtl: cloze({ body: ["<p>يُغلق صمام ", " أولًا.</p>"], blanks: [typed("valve", "السحب")] }),
};
