import { type KindSamples, LONG, sampleQuestion } from "../sample-question.ts";
import { bestPaths } from "./scenario-graph.ts";
import type { ScenarioAnswer, ScenarioChoice, ScenarioScene, ScenarioSpec } from "./scenario-spec.ts";

const choice = (
  id: string,
  text: string,
  to: string,
  more: Partial<ScenarioChoice> = {},
): ScenarioChoice => ({ id, html: text, text, to, points: 1, ...more });
const scene = (
  id: string,
  title: string,
  told: string,
  choices: readonly ScenarioChoice[],
): ScenarioScene => ({
  id,
  title,
  html: told === "" ? "" : `<p>${told}</p>`,
  choices,
});
const end = (id: string, title: string, told: string, pass: boolean): ScenarioScene => ({
  ...scene(id, title, "", []),
  end: { html: `<p>${told}</p>`, pass, points: 1 },
});
function spec(...scenes: readonly ScenarioScene[]): ScenarioSpec {
  const found = bestPaths(scenes);
  if (typeof found === "string") throw new Error(found);
  return { scenes, ...found };
}

export const scenarioSamples: KindSamples<ScenarioSpec, ScenarioAnswer> = {
  question: sampleQuestion(
    "scenario",
    "You are alone on the night shift.",
    spec(
      scene("start", "The alarm panel at 02:10", "The chiller alarm sounds.", [
        choice("silence", "Silence it and go on with the round", "ignored", { right: false }),
        choice("read", "Read the panel", "panel", {
          right: true,
          points: 2,
          feedback: "<p>Right: know before you act.</p>",
        }),
        choice("call", "Call the shift lead first", "panel"),
      ]),
      scene("panel", "High head pressure", "It has risen for twenty minutes.", [
        choice("fans", "Look at the condenser fans", "found", { right: true }),
        choice("reset", "Reset the chiller", "ignored", {
          right: false,
          feedback: "<p>It trips again, and now it is hot.</p>",
        }),
      ]),
      end("ignored", "02:40", "The chiller trips.", false),
      end("found", "A fan stands still", "Found in time.", true),
    ),
  ),
  right: ["read", "fans"],
  partly: ["call", "fans"],
  wrong: ["silence"],
  long: sampleQuestion(
    "scenario",
    LONG,
    spec(
      scene("a", LONG, LONG, [
        choice("a-on", LONG, "b", { right: true, feedback: `<p>${LONG}</p>` }),
        choice("a-off", `${LONG} ${LONG}`, "b"),
      ]),
      end("b", LONG, LONG, true),
    ),
  ),
  many: sampleQuestion(
    "scenario",
    "Walk the round.",
    spec(
      ...Array.from({ length: 12 }, (_, index) =>
        scene(
          `floor-${index}`,
          `Floor ${index}`,
          "A lamp is lit.",
          Array.from({ length: 6 }, (__, way) =>
            choice(`floor-${index}-${way}`, `Door ${way}`, index === 11 ? "roof" : `floor-${index + 1}`, {
              right: way === 0,
            }),
          ),
        ),
      ),
      end("roof", "The roof", "The round is done.", true),
    ),
  ),
  rtl: sampleQuestion(
    "scenario",
    "أنت وحدك في المناوبة الليلية.",
    spec(
      scene("start", "لوحة الإنذار", "يدق إنذار المبرد.", [
        choice("read", "اقرأ اللوحة", "found", { right: true, feedback: "<p>صحيح.</p>" }),
        choice("silence", "أسكته", "ignored", { right: false }),
      ]),
      end("found", "وُجد السبب", "في الوقت المناسب.", true),
      end("ignored", "توقف المبرد", "بعد نصف ساعة.", false),
    ),
  ),
};
