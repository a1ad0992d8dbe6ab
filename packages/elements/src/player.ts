/**
 * Door `./player`: what runs in the learner's page. One classic script with Lit, shell, session and the base of the
 * questions; the scripts of the kinds follow and register here, then the unit is taken over.
 * @module
 */
import { openSession } from "@tessera/session/browser";
import { KindRegistry, type KindDoor } from "./shell/kind-registry.ts";
import { takeOverUnit } from "./shell/take-over.ts";
import { UnitElement } from "./shell/unit.element.ts";
import { QuizElement } from "./quiz/quiz.element.ts";

const registry = new KindRegistry();

/** Called by each kind's script. */
export function register(door: KindDoor): void {
  registry.add(door);
}

if (!customElements.get("tessera-unit")) {
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
