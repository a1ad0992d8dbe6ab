import { KindRegistry, type KindDoor } from "./shell/kind-registry.ts";
import type { ExtraDoor } from "./quiz/extra.ts";
import { takeOverUnit, type TakeOverPorts } from "./shell/take-over.ts";
import { UnitElement } from "./shell/unit.element.ts";
import { QuizElement } from "./quiz/quiz.element.ts";

const registry = new KindRegistry();

/** Called by each script of a kind or of an extra. */
export function register(door: KindDoor | ExtraDoor): void {
  registry.add(door);
}

/** Takes the page over, once; `openSession` decides where work goes: to an LRS, a SCORM LMS or this browser. */
export function startPage(openSession: TakeOverPorts["openSession"]): void {
  if (customElements.get("tessera-unit")) return;
  customElements.define("tessera-quiz", QuizElement);
  customElements.define("tessera-unit", UnitElement);
  const unit = document.querySelector<UnitElement>("tessera-unit");
  // Deferred scripts run before this event, whether they load or not.
  const scriptsDone = new Promise((resolve) => addEventListener("DOMContentLoaded", resolve, { once: true }));
  if (unit)
    void takeOverUnit(unit, {
      registry,
      openSession,
      scriptsDone,
      elapsed: () => performance.now(),
      now: () => Date.now(),
      seed: String(Math.random()),
    });
}
