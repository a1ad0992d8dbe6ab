import type { Diagnostic } from "@tessera/diagnostics";
import { finding } from "../../codes.ts";
import type { DescribedBlock, DescribedUnit, PackageDescription } from "../../write/describe-package.ts";
import { attributeOf, attributeSpan } from "../../xml/xml-document.ts";
import type { Rule } from "../rule.ts";
import { cannotTell, held, judge, notApplicable, onStructure } from "../rule.ts";
import type { StructureParts } from "../subject.ts";
import { namedParts } from "./course-parts.ts";
import { schemaFindings } from "./schema-findings.ts";

export const unitMetadata: Rule = {
  id: "+13.1.4-1",
  section: "13.1.4",
  level: "MUST",
  binds: "package",
  says: "An AU has id, title, description and url, in the schema's order",
  check: onStructure((parts, subject) =>
    namedParts(subject, { elements: parts.units, requirement: "+13.1.4-1", what: "every unit" }),
  ),
};

export const masteryScores: Rule = {
  id: "+13.1.4-2",
  section: "13.1.4",
  level: "MUST",
  binds: "package",
  says: "masteryScore is a decimal from 0 to 1 with at most four decimals",
  check: onStructure((parts, subject) => {
    const scored = parts.units.filter((unit) => attributeOf(unit, "masteryScore") !== undefined);
    if (scored.length === 0) return notApplicable("no unit has a masteryScore");
    const fromSchema = schemaFindings(subject, "+13.1.4-2");
    const judged = new Set(fromSchema.map((fault) => fault.span?.start));
    const own = scored.flatMap((unit): readonly Diagnostic[] => {
      const value = attributeOf(unit, "masteryScore")?.trim() ?? "";
      const span = attributeSpan(parts.document, unit, "masteryScore");
      if (judged.has(span.start) || /^\+?(0*\.\d{1,4}0*|0+(\.\d{0,4}0*)?|0*1(\.0*)?)$/.test(value)) return [];
      return [
        finding("cmi5/mastery-precision", {
          message: `masteryScore is ${JSON.stringify(value)}, expected a decimal from 0 to 1 with at most four decimals`,
          span,
          requirement: "+13.1.4-2",
          params: { value },
        }),
      ];
    });
    return judge([...fromSchema, ...own], "all mastery scores are from 0 to 1");
  }),
};

export const moveOnValues: Rule = {
  id: "+13.1.4-3",
  section: "13.1.4",
  level: "MUST",
  binds: "package",
  says: "moveOn is one of the five values",
  check: onStructure((parts, subject) => {
    if (!subject.schemaFaults) return cannotTell("the official schema could not be asked");
    const idle = parts.units.filter(
      (unit) => (attributeOf(unit, "moveOn") ?? "NotApplicable").trim() === "NotApplicable",
    );
    const hints = idle.map((unit) =>
      finding("cmi5/move-on-not-applicable", {
        message: "the unit counts as satisfied before anyone opens it, as its moveOn is NotApplicable",
        severity: "info",
        span: attributeSpan(parts.document, unit, "moveOn"),
        help: 'write moveOn="Completed" or stricter where the unit should count',
        requirement: "+13.1.4-3",
      }),
    );
    return judge(
      [...schemaFindings(subject, "+13.1.4-3"), ...hints],
      "every moveOn is one of the five values",
    );
  }),
};

export const launchMethods: Rule = {
  id: "+13.1.4-4",
  section: "13.1.4",
  level: "MUST",
  binds: "package",
  says: "launchMethod is AnyWindow or OwnWindow",
  check: onStructure((_, subject) => {
    if (!subject.schemaFaults) return cannotTell("the official schema could not be asked");
    return judge(schemaFindings(subject, "+13.1.4-4"), "every launchMethod is AnyWindow or OwnWindow");
  }),
};

export const reachableMoveOn: Rule = {
  id: "+13.1.4-6",
  section: "13.1.4",
  level: "SHOULD",
  binds: "package",
  says: "A unit can send what its moveOn waits for",
  check: onStructure((parts, { description }) => {
    const waiting = parts.units.filter(
      (unit) => (attributeOf(unit, "moveOn") ?? "NotApplicable").trim() !== "NotApplicable",
    );
    if (waiting.length === 0) return held("no unit waits for a statement");
    if (!description) return cannotTell("only running the units shows what they send");
    const findings = waiting.flatMap((unit) => checkReachable(parts, { unit, description }));
    return judge(findings, "every unit that has to be passed has something to pass");
  }),
};

function checkReachable(
  parts: StructureParts,
  { unit, description }: { unit: StructureParts["units"][number]; description: PackageDescription },
): readonly Diagnostic[] {
  const moveOn = attributeOf(unit, "moveOn")?.trim() ?? "";
  if (moveOn !== "Passed" && moveOn !== "CompletedAndPassed") return [];
  const described = describedUnits(description.children).get(attributeOf(unit, "id")?.trim() ?? "");
  // An observation is passed by the observer's word, without an assessment of its own.
  if (!described || described.purpose === "apply" || described.assessments.length > 0) return [];
  return [
    finding("cmi5/move-on-unreachable", {
      message: `moveOn is ${moveOn}, but the unit has no assessment that could be passed`,
      severity: "warning",
      span: attributeSpan(parts.document, unit, "moveOn"),
      help: "add a quiz, or write moveOn: Completed",
      requirement: "+13.1.4-6",
      params: { moveOn },
    }),
  ];
}

function describedUnits(children: PackageDescription["children"]): ReadonlyMap<string, DescribedUnit> {
  const flat = (child: DescribedUnit | DescribedBlock): readonly DescribedUnit[] =>
    child.type === "unit" ? [child] : child.children.flatMap(flat);
  return new Map(children.flatMap(flat).map((unit) => [unit.id, unit]));
}
