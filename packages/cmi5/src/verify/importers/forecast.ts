import type { Subject } from "../subject.ts";
import { IMPORTERS } from "./known-importers.ts";
import type { Feature } from "./package-features.ts";
import { featuresOf } from "./package-features.ts";

/** What one known LMS will do with this package. */
export interface Forecast {
  readonly lms: string;
  readonly outcome: "as it is" | "with losses" | "refused";
  /** What it refuses, drops, changes or ignores, one sentence each. */
  readonly notes: readonly string[];
}

/** A feature of a package and what the LMS makes of it. */
export interface Reaction {
  readonly on: Feature;
  readonly effect: "refuses" | "loses";
  readonly note: string;
}

export interface KnownImporter {
  readonly lms: string;
  /** What was tried, and how (importers.md §0). */
  readonly tried: string;
  readonly reactions: readonly Reaction[];
}

/** What each known importer takes, drops and refuses of this package; nothing is promised for other versions. */
export function forecast(subject: Subject): readonly Forecast[] {
  const features = featuresOf(subject);
  return IMPORTERS.map(({ lms, reactions }) => {
    const met = reactions.filter((reaction) => features.has(reaction.on));
    const refusals = met.filter((reaction) => reaction.effect === "refuses");
    const outcome = refusals.length > 0 ? "refused" : met.length > 0 ? "with losses" : "as it is";
    return { lms, outcome, notes: (refusals.length > 0 ? refusals : met).map((reaction) => reaction.note) };
  });
}
