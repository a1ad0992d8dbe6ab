/** Context: Data §2.4.6. */
import { checkActivity } from "./activity.ts";
import { checkActor, checkGroup } from "./actor.ts";
import { fault, found, type Faults } from "./fault.ts";
import {
  checkEach,
  checkExtensions,
  checkLanguageTag,
  checkObject,
  checkString,
  checkUuid,
  isJsonObject,
  present,
} from "./shape.ts";
import { checkStatementRef } from "./statement-ref.ts";

const SECTION = "2.4.6";
const CONTEXT = {
  what: "a context",
  section: SECTION,
  known: [
    "registration",
    "instructor",
    "team",
    "contextActivities",
    "revision",
    "platform",
    "language",
    "statement",
    "extensions",
  ],
};
const CONTEXT_ACTIVITIES = {
  what: "contextActivities",
  section: "2.4.6.2",
  known: ["parent", "grouping", "category", "other"],
};

export function checkContext(
  faults: Faults,
  path: string,
  value: unknown,
  { objectIsActivity }: { readonly objectIsActivity: boolean },
): void {
  const context = checkObject(faults, path, value, CONTEXT);
  if (!context) return;
  checkEach(faults, path, context, {
    registration: checkUuid,
    instructor: checkActor,
    team: checkGroup,
    contextActivities: checkContextActivities,
    revision: checkText,
    platform: checkText,
    language: checkLanguageTag,
    statement: checkStatementRef,
    extensions: checkExtensions,
  });
  if (objectIsActivity) return;
  for (const key of ["revision", "platform"]) {
    if (!present(context, key)) continue;
    fault(
      faults,
      `${path}.${key}`,
      `found "${key}" though the object is no Activity, expected it only with an Activity`,
      SECTION,
    );
  }
}

function checkText(faults: Faults, path: string, value: unknown): void {
  checkString(faults, path, value, SECTION);
}

function checkContextActivities(faults: Faults, path: string, value: unknown): void {
  const lists = checkObject(faults, path, value, CONTEXT_ACTIVITIES);
  if (!lists) return;
  checkEach(
    faults,
    path,
    lists,
    Object.fromEntries(CONTEXT_ACTIVITIES.known.map((key) => [key, checkActivities])),
  );
}

/** One Activity, or an array of them; stored as an array ({@link normaliseStatement}). */
function checkActivities(faults: Faults, path: string, value: unknown): void {
  if (Array.isArray(value)) {
    value.forEach((activity, at) => {
      checkActivity(faults, `${path}[${at}]`, activity);
    });
  } else if (isJsonObject(value)) checkActivity(faults, path, value);
  else {
    fault(faults, path, `found ${found(value)}, expected an Activity or an array of Activities`, "2.4.6.2");
  }
}
