import { KNOWN_LMS } from "../../known-lms/registry.ts";
import type { Impossibility } from "../../known-lms/known-lms.ts";
import { BEHAVIOURS } from "../../known-lms/behaviours.ts";
import type { BehaviourName, RunTimeBehaviour } from "../../known-lms/behaviours.ts";
import type { Subject } from "../subject.ts";
import { featuresOf } from "./package-features.ts";
import type { Feature } from "./package-features.ts";

/** What one known LMS will do with this package. */
export interface Forecast {
  /** What `tessera launch --lms` takes, to see it happen. */
  readonly name: string;
  readonly lms: string;
  /** Of the import. */
  readonly outcome: "as it is" | "with losses" | "refused";
  /** What it refuses, drops, changes or ignores at import, one sentence each. */
  readonly notes: readonly string[];
  /** What it drops, ignores, refuses or changes while a unit runs; empty where the package is refused. */
  readonly runTime: readonly RunTimeForecast[];
  /** What cannot be had there, however a unit is written; empty where the package is refused. */
  readonly impossible: readonly Impossibility[];
}

/** What of it matters to a package with these features. */
function runTimeOf(
  names: readonly BehaviourName[],
  features: ReadonlySet<Feature>,
): readonly RunTimeForecast[] {
  return names
    .map((name): RunTimeBehaviour => BEHAVIOURS[name])
    .filter(({ on }) => on === undefined || features.has(on))
    .map(({ effect, says }) => ({ effect, note: says }));
}

export interface RunTimeForecast {
  readonly effect: "drops" | "ignores" | "refuses" | "changes";
  readonly note: string;
}

/** What each known LMS takes, drops and refuses of this package; nothing is promised for other versions. */
export function forecast(subject: Subject): readonly Forecast[] {
  const features = featuresOf(subject);
  return KNOWN_LMS.map(({ name, title, reactions, runTime, impossible }) => {
    const met = reactions.filter((reaction) => features.has(reaction.on));
    const refusals = met.filter((reaction) => reaction.effect === "refuses");
    const outcome = refusals.length > 0 ? "refused" : met.length > 0 ? "with losses" : "as it is";
    const isTaken = outcome !== "refused";
    return {
      name,
      lms: title,
      outcome,
      notes: (refusals.length > 0 ? refusals : met).map((reaction) => reaction.note),
      runTime: isTaken ? runTimeOf(runTime, features) : [],
      impossible: isTaken ? impossible : [],
    };
  });
}
