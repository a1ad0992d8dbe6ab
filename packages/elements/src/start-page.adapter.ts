import { KindRegistry, type KindDoor } from "./shell/kind-registry.ts";
import { takeOverUnit, type TakeOverPorts } from "./shell/take-over.ts";
import { UnitElement } from "./shell/unit.element.ts";
import { QuizElement } from "./quiz/quiz.element.ts";

const registry = new KindRegistry();

/** Called by each kind's script. */
export function register(door: KindDoor): void {
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
      seed: String(Math.random()),
    });
}
