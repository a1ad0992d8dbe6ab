/** Canonical descriptions of activities and verbs, grown from what statements say (Data §2.4.4.1, §2.4.3). */
import type { ActivityDefinition, LanguageMap, Statement } from "@tessera/xapi";
import { activitiesIn } from "./statement-terms.ts";
import type { Definition } from "./store.ts";

/** @returns the descriptions that a statement brings along, each as JSON */
export function definitionsIn(statement: Statement): readonly Definition[] {
  const found: Definition[] = [];
  for (const { id, definition } of activitiesIn(statement)) {
    if (definition) found.push({ kind: "activity", iri: id, json: JSON.stringify(definition) });
  }
  const { id, display } = statement.verb;
  if (display) found.push({ kind: "verb", iri: id, json: JSON.stringify(display) });
  return found;
}

/**
 * What is canonical after `added` came in. Texts follow the newest statement language by language, since a renamed
 * page is the usual reason; what decides right and wrong (interaction type, correct responses, component ids) stays
 * as it was first said, because later statements must not change the meaning of earlier ones.
 *
 * @param held - JSON, `undefined` when nothing is known yet
 */
export function mergeDefinition(kind: Definition["kind"], held: string | undefined, added: string): string {
  if (held === undefined || held === added) return added;
  if (kind === "verb") {
    return JSON.stringify({ ...(JSON.parse(held) as LanguageMap), ...(JSON.parse(added) as LanguageMap) });
  }
  const old = JSON.parse(held) as ActivityDefinition;
  const fresh = JSON.parse(added) as ActivityDefinition;
  const interaction = old.interactionType === undefined ? {} : interactionOf(old);
  return JSON.stringify({
    ...old,
    ...fresh,
    ...mergedMap("name", old, fresh),
    ...mergedMap("description", old, fresh),
    ...mergedMap("extensions", old, fresh),
    ...interaction,
  });
}

const INTERACTION = [
  "interactionType",
  "correctResponsesPattern",
  "choices",
  "scale",
  "source",
  "target",
  "steps",
] as const satisfies readonly (keyof ActivityDefinition)[];

function interactionOf(definition: ActivityDefinition): Partial<ActivityDefinition> {
  return Object.fromEntries(
    INTERACTION.filter((key) => definition[key] !== undefined).map((key) => [key, definition[key]]),
  );
}

function mergedMap(
  key: "name" | "description" | "extensions",
  old: ActivityDefinition,
  fresh: ActivityDefinition,
): Partial<ActivityDefinition> {
  return old[key] || fresh[key] ? { [key]: { ...old[key], ...fresh[key] } } : {};
}
