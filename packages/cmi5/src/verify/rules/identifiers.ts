import type { Diagnostic } from "@tessera/diagnostics";
import { finding } from "../../codes.ts";
import type { XmlDocument, XmlElement } from "../../xml/xml-document.ts";
import { attributeOf, attributeSpan } from "../../xml/xml-document.ts";
import type { Rule } from "../rule.ts";
import { judge, notApplicable, onStructure } from "../rule.ts";

/** An absolute IRI: a scheme and something behind it, without what RFC 3987 §2.2 leaves out. */
export function isAbsoluteIri(text: string): boolean {
  return (
    /^[A-Za-z][A-Za-z0-9+.-]*:[^\s<>"{}|\\^`\u0000-\u0020\u007f-\u009f]+$/u.test(text) &&
    !/%(?![0-9A-Fa-f]{2})/.test(text)
  );
}

function checkIri(
  document: XmlDocument,
  element: XmlElement,
  { attribute, requirement }: { attribute: string; requirement: string },
): readonly Diagnostic[] {
  const value = attributeOf(element, attribute)?.trim();
  if (value === undefined || isAbsoluteIri(value)) return [];
  return [
    finding("cmi5/not-an-iri", {
      message: `${attribute} of \`${element.local}\` is ${JSON.stringify(value)}, expected an absolute IRI`,
      span: attributeSpan(document, element, attribute),
      help: "write an absolute IRI without spaces, e.g. https://example.org/courses/one",
      requirement,
      params: { attribute, value },
    }),
  ];
}

export const absoluteIris: Rule = {
  id: "3.0.0.0-1",
  section: "3.0",
  level: "MUST",
  binds: "package",
  says: "Every identifier is an absolute IRI",
  check: onStructure((parts) => {
    const { document, course, objectives, blocks, units, references } = parts;
    const requirement = "3.0.0.0-1";
    const identified = [...(course ? [course] : []), ...objectives, ...blocks, ...units];
    const findings = [
      ...identified.flatMap((element) => checkIri(document, element, { attribute: "id", requirement })),
      ...references.flatMap((element) => checkIri(document, element, { attribute: "idref", requirement })),
    ];
    return judge(findings, "all identifiers are absolute IRIs");
  }),
};

export const activityTypeIris: Rule = {
  id: "+13.1.4-5",
  section: "13.1.4",
  level: "MUST",
  binds: "package",
  says: "activityType is an absolute IRI",
  check: onStructure(({ document, units }) => {
    const typed = units.filter((unit) => attributeOf(unit, "activityType") !== undefined);
    if (typed.length === 0) return notApplicable("no unit has an activityType");
    const details = { attribute: "activityType", requirement: "+13.1.4-5" };
    const findings = typed.flatMap((unit) => checkIri(document, unit, details));
    return judge(findings, "all activity types are absolute IRIs");
  }),
};

/** Ids as an LMS compares them: trimmed, character by character. */
function duplicates(
  document: XmlDocument,
  elements: readonly XmlElement[],
  requirement: string,
): readonly Diagnostic[] {
  const first = new Map<string, XmlElement>();
  return elements.flatMap((element) => {
    const id = attributeOf(element, "id")?.trim();
    if (!id) return [];
    const earlier = first.get(id);
    if (!earlier) {
      first.set(id, element);
      return [];
    }
    return [
      finding("cmi5/duplicate-id", {
        message: `the id ${JSON.stringify(id)} is taken by another \`${earlier.local}\``,
        span: attributeSpan(document, element, "id"),
        labels: [{ span: attributeSpan(document, earlier, "id"), message: "first used here" }],
        help: "give every part of the course an id of its own",
        requirement,
        params: { id },
      }),
    ];
  });
}

export const uniqueBlocks: Rule = {
  id: "13.1.2.0-1",
  section: "13.1.2",
  level: "MUST",
  binds: "package",
  says: "Block ids are unique",
  check: onStructure(({ document, blocks }) => {
    if (blocks.length === 0) return notApplicable("the course has no blocks");
    return judge(duplicates(document, blocks, "13.1.2.0-1"), "block ids are unique");
  }),
};

export const uniqueObjectives: Rule = {
  id: "13.1.3.0-1",
  section: "13.1.3",
  level: "MUST",
  binds: "package",
  says: "Objective ids are unique",
  check: onStructure(({ document, objectives }) => {
    if (objectives.length === 0) return notApplicable("the course has no objectives");
    return judge(duplicates(document, objectives, "13.1.3.0-1"), "objective ids are unique");
  }),
};

export const uniqueUnits: Rule = {
  id: "13.1.4.0-1",
  section: "13.1.4",
  level: "MUST",
  binds: "package",
  says: "AU ids are unique",
  check: onStructure(({ document, units, blocks, objectives, course }) => {
    const requirement = "13.1.4.0-1";
    const taken = new Map(
      [...blocks, ...objectives].map((element) => [attributeOf(element, "id")?.trim(), element]),
    );
    // "Unique within the course structure": a block's or an objective's id is taken, too.
    const shared = units.flatMap((unit) => {
      const other = taken.get(attributeOf(unit, "id")?.trim());
      return other ? duplicates(document, [other, unit], requirement) : [];
    });
    const findings = [
      ...duplicates(document, units, requirement),
      ...shared,
      ...(course ? likeTheCourse(document, { course, units }) : []),
    ];
    return judge(findings, "unit ids are unique");
  }),
};

/** Usual in courses of one unit, and harmless in most LMSs: said, not held against the package. */
function likeTheCourse(
  document: XmlDocument,
  { course, units }: { course: XmlElement; units: readonly XmlElement[] },
): readonly Diagnostic[] {
  const id = attributeOf(course, "id")?.trim();
  return units
    .filter((unit) => id !== undefined && attributeOf(unit, "id")?.trim() === id)
    .map((unit) =>
      finding("cmi5/unit-like-course", {
        message: `the unit has the id of the course, ${JSON.stringify(id)}`,
        severity: "info",
        span: attributeSpan(document, unit, "id"),
        help: "give the unit an id of its own, or statements about the two cannot be told apart",
        requirement: "13.1.4.0-1",
      }),
    );
}
