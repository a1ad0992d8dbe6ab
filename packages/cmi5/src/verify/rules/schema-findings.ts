import type { Diagnostic } from "@tessera/diagnostics";
import type { Cmi5Code } from "../../codes.ts";
import { finding } from "../../codes.ts";
import type { SchemaFault } from "../../schema/validate-schema.ts";
import { COURSE_STRUCTURE_NAMESPACE } from "../../structure/course-structure.ts";
import type { XmlElement } from "../../xml/xml-document.ts";
import { attributeSpan, textOf } from "../../xml/xml-document.ts";
import type { StructureParts, Subject } from "../subject.ts";

/** The official schema's faults that belong to one requirement, as findings. */
export function schemaFindings(subject: Subject, requirement: string): readonly Diagnostic[] {
  const { parts, schemaFaults } = subject;
  if (!parts || !schemaFaults) return [];
  return schemaFaults
    .filter((fault) => requirementOf(fault, parts) === requirement)
    .map((fault) => toFinding(fault, { parts, requirement }));
}

const CODES: Readonly<Record<SchemaFault["kind"], Cmi5Code>> = {
  missing: "cmi5/missing-part",
  unexpected: "cmi5/unexpected-element",
  value: "cmi5/bad-value",
  "unknown-attribute": "cmi5/unknown-attribute",
};

function toFinding(
  fault: SchemaFault,
  { parts, requirement }: { parts: StructureParts; requirement: string },
): Diagnostic {
  const { element, attribute, kind, message } = fault;
  return finding(CODES[kind], {
    message: `the official schema says: ${message}`,
    span: attribute === undefined ? element.span : attributeSpan(parts.document, element, attribute),
    requirement,
    params: { element: element.local, ...(attribute !== undefined && { attribute }) },
  });
}

const isEmpty = (element: XmlElement): boolean => textOf(element).trim() === "";

const ATTRIBUTES: Readonly<Record<string, string>> = {
  moveOn: "+13.1.4-3",
  launchMethod: "+13.1.4-4",
  masteryScore: "+13.1.4-2",
  lang: "+13.1.1-2",
};

const OWNERS: Readonly<Record<string, string>> = {
  course: "+13.1.1-1",
  block: "+13.1.2-1",
  objective: "+13.1.3-1",
  au: "+13.1.4-1",
};

/** Which requirement a fault of the schema breaks; what belongs to none of them is the schema's own. */
export function requirementOf({ element, attribute, kind }: SchemaFault, parts: StructureParts): string {
  if (kind === "unknown-attribute") return "4.4.0.0-2";
  if (kind === "value" && attribute !== undefined) return ATTRIBUTES[attribute] ?? "13.2.0.0-1";
  if (kind === "value" && element.local === "url") return isEmpty(element) ? "+13.1.4-1" : "13.1.4.0-2";
  if (element.namespace !== COURSE_STRUCTURE_NAMESPACE) return "13.1.5.0-2";
  const owner = kind === "unexpected" ? element.parent : element;
  for (let at: XmlElement | undefined = owner; at; at = at.parent) {
    const requirement = OWNERS[at.local];
    if (requirement !== undefined && !parts.references.includes(at)) return requirement;
  }
  return "13.2.0.0-1";
}
