/** Activities and their definitions: Data §2.4.4.1. */
import type { InteractionType } from "../statement.ts";
import { child, fault, found, quote, type Faults } from "./fault.ts";
import { checkObjectType } from "./actor.ts";
import {
  checkArray,
  checkEach,
  checkExtensions,
  checkIri,
  checkLanguageMap,
  checkObject,
  checkString,
  present,
  property,
  type JsonObject,
} from "./shape.ts";

const SECTION = "2.4.4.1";
const LISTS = ["choices", "scale", "source", "target", "steps"] as const;
const ACTIVITY = {
  what: "an Activity",
  section: SECTION,
  known: ["objectType", "id", "definition"],
  required: ["id"],
};
const DEFINITION = {
  what: "an activity definition",
  section: SECTION,
  known: [
    "name",
    "description",
    "type",
    "moreInfo",
    "extensions",
    "interactionType",
    "correctResponsesPattern",
    ...LISTS,
  ],
};
const COMPONENT = {
  what: "an interaction component",
  section: SECTION,
  known: ["id", "description"],
  required: ["id"],
};

/** The component lists that each interaction type supports. */
const SUPPORTED: Readonly<Record<InteractionType, readonly (typeof LISTS)[number][]>> = {
  "true-false": [],
  choice: ["choices"],
  "fill-in": [],
  "long-fill-in": [],
  matching: ["source", "target"],
  performance: ["steps"],
  sequencing: ["choices"],
  likert: ["scale"],
  numeric: [],
  other: [],
};

export function checkActivity(faults: Faults, path: string, value: unknown): void {
  const activity = checkObject(faults, path, value, ACTIVITY);
  if (!activity) return;
  checkObjectType(faults, path, activity, "Activity", SECTION);
  checkEach(faults, path, activity, { id: checkIri, definition: checkDefinition });
}

export function checkDefinition(faults: Faults, path: string, value: unknown): void {
  const definition = checkObject(faults, path, value, DEFINITION);
  if (!definition) return;
  checkEach(faults, path, definition, {
    name: checkLanguageMap,
    description: checkLanguageMap,
    type: checkIri,
    moreInfo: checkIri,
    extensions: checkExtensions,
  });
  checkInteraction(faults, path, definition);
}

function checkInteraction(faults: Faults, path: string, definition: JsonObject): void {
  const given = [...LISTS, "correctResponsesPattern"].filter((key) => present(definition, key));
  const type = property(definition, "interactionType");
  if (type === undefined) {
    if (given.length === 0) return;
    fault(faults, path, `found ${given.join(", ")} without "interactionType", expected one`, SECTION);
  } else if (typeof type !== "string" || !Object.hasOwn(SUPPORTED, type)) {
    const types = Object.keys(SUPPORTED).join(", ");
    fault(faults, `${path}.interactionType`, `found ${found(type)}, expected one of ${types}`, SECTION);
  } else {
    checkSupported(faults, path, definition, type as InteractionType);
  }
  checkEach(faults, path, definition, Object.fromEntries(LISTS.map((list) => [list, checkComponents])));
  if (!present(definition, "correctResponsesPattern")) return;
  const at = `${path}.correctResponsesPattern`;
  const patterns = checkArray(faults, at, definition["correctResponsesPattern"], {
    what: "strings",
    section: SECTION,
  });
  patterns.forEach((pattern, index) => {
    if (typeof pattern !== "string") checkString(faults, `${at}[${index}]`, pattern, SECTION);
    else checkPattern(faults, `${at}[${index}]`, pattern, type);
  });
}

function checkSupported(faults: Faults, path: string, definition: JsonObject, type: InteractionType): void {
  const supported = SUPPORTED[type];
  for (const list of LISTS) {
    if (!present(definition, list) || supported.includes(list)) continue;
    const expected = supported.length === 0 ? "no component list" : `only ${supported.join(" and ")}`;
    fault(
      faults,
      child(path, list),
      `found ${quote(list)} in a ${quote(type)} interaction, expected ${expected}`,
      SECTION,
    );
  }
}

function checkComponents(faults: Faults, path: string, value: unknown): void {
  const seen = new Set<unknown>();
  checkArray(faults, path, value, { what: "interaction components", section: SECTION }).forEach(
    (item, index) => {
      const at = `${path}[${index}]`;
      const component = checkObject(faults, at, item, COMPONENT);
      if (!component) return;
      checkEach(faults, at, component, {
        id: (list, place, id) => {
          checkString(list, place, id, SECTION);
        },
        description: checkLanguageMap,
      });
      const id = property(component, "id");
      if (typeof id === "string" && seen.has(id)) {
        fault(
          faults,
          `${at}.id`,
          `found the id ${quote(id)} twice, expected distinct ids in a list`,
          SECTION,
        );
      }
      seen.add(id);
    },
  );
}

const NUMBER = "-?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?";
const NUMERIC = new RegExp(`^(?:${NUMBER}|(?:${NUMBER})?\\[:\\](?:${NUMBER})?)$`);

/** Only the patterns whose form is closed; item ids and character string parameters are free text. */
function checkPattern(faults: Faults, path: string, pattern: string, type: unknown): void {
  if (type === "true-false" && pattern !== "true" && pattern !== "false") {
    fault(faults, path, `found ${quote(pattern)}, expected "true" or "false"`, SECTION);
  }
  if (type === "numeric" && !NUMERIC.test(pattern)) {
    fault(
      faults,
      path,
      `found ${quote(pattern)}, expected a number, or a minimum and a maximum around "[:]"`,
      SECTION,
    );
  }
}
