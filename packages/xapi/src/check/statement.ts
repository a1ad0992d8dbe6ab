/** Statements and SubStatements: Data §2.4. */
import { VERBS } from "../vocabulary.ts";
import { checkActivity } from "./activity.ts";
import { checkActor, checkAgent, checkAuthority, checkGroup } from "./actor.ts";
import { checkAttachments } from "./attachment.ts";
import { checkContext } from "./context.ts";
import { fault, found, type Faults, type StatementFault } from "./fault.ts";
import { checkResult } from "./result.ts";
import { checkStatementRef } from "./statement-ref.ts";
import {
  checkEach,
  checkFormat,
  checkIri,
  checkLanguageMap,
  checkObject,
  checkTimestamp,
  checkUuid,
  isJsonObject,
  property,
  type JsonObject,
} from "./shape.ts";

const SHARED = ["actor", "verb", "object", "result", "context", "timestamp", "attachments"];
const STATEMENT = {
  what: "a statement",
  section: "2.4",
  known: ["id", ...SHARED, "stored", "authority", "version"],
  required: ["actor", "verb", "object"],
};
const SUB_STATEMENT = {
  what: "a SubStatement",
  section: "2.4.4.3",
  known: ["objectType", ...SHARED],
  required: ["objectType", "actor", "verb", "object"],
};
const VERB = { what: "a verb", section: "2.4.3", known: ["id", "display"], required: ["id"] };
/**
 * Every requirement of xAPI 1.0.3 Part Two that can be seen in one statement, as an LRS has to enforce it.
 * Total: takes whatever `JSON.parse` returns, never throws, looks only at own properties.
 *
 * @returns the first 100 faults, in the order of the statement's properties; none when it may be stored
 * @see xAPI 1.0.3, Data §2.2 and §2.4
 */
export function checkStatement(value: unknown): readonly StatementFault[] {
  const faults: Faults = [];
  const statement = checkObject(faults, "$", value, STATEMENT);
  if (!statement) return faults;
  checkEach(faults, "$", statement, { id: checkUuid });
  checkParts(faults, "$", statement, checkStatementObject);
  checkEach(faults, "$", statement, {
    stored: checkTimestamp,
    authority: checkAuthority,
    version: checkVersion,
  });
  return faults;
}

type CheckPart = (faults: Faults, path: string, value: unknown) => void;

function checkParts(faults: Faults, path: string, statement: JsonObject, checkTarget: CheckPart): void {
  checkEach(faults, path, statement, {
    actor: checkActor,
    verb: checkVerb,
    object: checkTarget,
    result: checkResult,
  });
  const object = property(statement, "object");
  checkEach(faults, path, statement, {
    context: (list, at, context) => {
      checkContext(list, at, context, { objectIsActivity: isActivity(object) });
    },
    timestamp: checkTimestamp,
    attachments: checkAttachments,
  });
  checkVoiding(faults, path, statement);
}

function checkVerb(faults: Faults, path: string, value: unknown): void {
  const verb = checkObject(faults, path, value, VERB);
  if (verb) checkEach(faults, path, verb, { id: checkIri, display: checkLanguageMap });
}

const TARGETS: Readonly<Record<string, CheckPart>> = {
  Activity: checkActivity,
  Agent: checkAgent,
  Group: checkGroup,
  StatementRef: checkStatementRef,
};

function checkStatementObject(faults: Faults, path: string, value: unknown): void {
  if (isJsonObject(value) && property(value, "objectType") === "SubStatement") {
    checkSubStatement(faults, path, value);
  } else checkTarget(faults, path, value, [...Object.keys(TARGETS), "SubStatement"]);
}

function checkTarget(faults: Faults, path: string, value: unknown, types: readonly string[]): void {
  const type = isJsonObject(value) ? (property(value, "objectType") ?? "Activity") : "Activity";
  const check = typeof type === "string" && Object.hasOwn(TARGETS, type) ? TARGETS[type] : undefined;
  if (check) check(faults, path, value);
  else {
    fault(faults, `${path}.objectType`, `found ${found(type)}, expected one of ${types.join(", ")}`, "2.4.4");
  }
}

function checkSubStatement(faults: Faults, path: string, value: unknown): void {
  const statement = checkObject(faults, path, value, SUB_STATEMENT);
  if (!statement) return;
  checkParts(faults, path, statement, (list, at, object) => {
    if (isJsonObject(object) && property(object, "objectType") === "SubStatement") {
      fault(
        list,
        at,
        "found a SubStatement in a SubStatement, expected an Activity, Agent, Group or StatementRef",
        "2.4.4.3",
      );
    } else checkTarget(list, at, object, Object.keys(TARGETS));
  });
}

/** §2.3.2: what is voided is named by a StatementRef. */
function checkVoiding(faults: Faults, path: string, statement: JsonObject): void {
  const verb = property(statement, "verb");
  if (!isJsonObject(verb) || property(verb, "id") !== VERBS.voided.id) return;
  const object = property(statement, "object");
  if (isJsonObject(object) && property(object, "objectType") === "StatementRef") return;
  fault(
    faults,
    `${path}.object`,
    `found a voiding statement whose object is no StatementRef, expected "objectType": "StatementRef"`,
    "2.3.2",
  );
}

function checkVersion(faults: Faults, path: string, value: unknown): void {
  checkFormat(faults, path, value, {
    what: "a version that starts with 1.0.",
    section: "2.4.10",
    holds: (text) => /^1\.0\.\d+[0-9A-Za-z.+-]*$/.test(text),
  });
}

function isActivity(object: unknown): boolean {
  return isJsonObject(object) && (property(object, "objectType") ?? "Activity") === "Activity";
}
