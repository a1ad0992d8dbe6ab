import type { Diagnostic } from "@tessera/diagnostics";
import { finding } from "../../codes.ts";
import type { XmlElement } from "../../xml/xml-document.ts";
import { attributeOf, attributeSpan, textOf } from "../../xml/xml-document.ts";
import type { Rule } from "../rule.ts";
import { cannotTell, judge, notApplicable, onStructure } from "../rule.ts";
import type { StructureParts, Subject } from "../subject.ts";
import { ourChildren } from "../subject.ts";
import { schemaFindings } from "./schema-findings.ts";

/** Langstrings that the schema takes although they say nothing. */
export function emptyTexts(elements: readonly XmlElement[], requirement: string): readonly Diagnostic[] {
  return elements.flatMap((element) =>
    ["title", "description"]
      .flatMap((name) => ourChildren(element, name))
      .flatMap((text) => ourChildren(text, "langstring"))
      .filter((langstring) => textOf(langstring).trim() === "")
      .map((langstring) =>
        finding("cmi5/empty-text", {
          message: `the ${langstring.parent?.local ?? "text"} of \`${element.local}\` is empty, expected a few words`,
          span: langstring.span,
          requirement,
        }),
      ),
  );
}

/** What every named part needs: the schema's word on it, and texts that say something. */
export function namedParts(
  subject: Subject,
  { elements, requirement, what }: { elements: readonly XmlElement[]; requirement: string; what: string },
) {
  if (!subject.schemaFaults) return cannotTell("the official schema could not be asked");
  const findings = [...schemaFindings(subject, requirement), ...emptyTexts(elements, requirement)];
  return judge(findings, `${what} has all it needs`);
}

export const courseMetadata: Rule = {
  id: "+13.1.1-1",
  section: "13.1.1",
  level: "MUST",
  binds: "package",
  says: "The course has an id, a title and a description",
  check: onStructure((parts, subject) =>
    namedParts(subject, {
      elements: parts.course ? [parts.course] : [],
      requirement: "+13.1.1-1",
      what: "the course",
    }),
  ),
};

export const languageTags: Rule = {
  id: "+13.1.1-2",
  section: "13.1",
  level: "SHOULD",
  binds: "package",
  says: "Every langstring names its language in `lang`, each language once",
  check: onStructure((parts, subject) => {
    const findings = [
      ...schemaFindings(subject, "+13.1.1-2"),
      ...parts.texts.flatMap((text) => checkLanguages(parts, text)),
    ];
    return judge(findings, "every text names its language");
  }),
};

const XML_NAMESPACE = "http://www.w3.org/XML/1998/namespace";

function checkLanguages(parts: StructureParts, text: XmlElement): readonly Diagnostic[] {
  const seen = new Set<string>();
  const requirement = "+13.1.1-2";
  return ourChildren(text, "langstring").flatMap((langstring) => {
    const lang = attributeOf(langstring, "lang")?.trim();
    if (lang === undefined) {
      const foreign = langstring.attributes.find((attribute) => attribute.namespace === XML_NAMESPACE);
      return [
        finding("cmi5/no-language", {
          message: `a ${text.local} ${foreign ? "has `xml:lang`, which LMSs do not read" : "does not name its language"}, expected \`lang\``,
          severity: "warning",
          span: langstring.span,
          help: 'write <langstring lang="en">',
          requirement,
        }),
      ];
    }
    const key = lang.toLowerCase();
    if (!seen.has(key)) {
      seen.add(key);
      return [];
    }
    return [
      finding("cmi5/duplicate-language", {
        message: `the ${text.local} has two texts in ${JSON.stringify(lang)}, expected one`,
        severity: "warning",
        span: attributeSpan(parts.document, langstring, "lang"),
        requirement,
        params: { lang },
      }),
    ];
  });
}

export const blockMetadata: Rule = {
  id: "+13.1.2-1",
  section: "13.1.2",
  level: "MUST",
  binds: "package",
  says: "A block has id, title, description and at least one AU or block",
  check: onStructure((parts, subject) => {
    if (parts.blocks.length === 0) return notApplicable("the course has no blocks");
    return namedParts(subject, { elements: parts.blocks, requirement: "+13.1.2-1", what: "every block" });
  }),
};

export const objectiveMetadata: Rule = {
  id: "+13.1.3-1",
  section: "13.1.3",
  level: "MUST",
  binds: "package",
  says: "An objective has id, title and description, and every reference finds one",
  check: onStructure((parts, subject) => {
    const { document, objectives, references } = parts;
    if (objectives.length + references.length === 0) return notApplicable("the course has no objectives");
    const judgement = namedParts(subject, {
      elements: objectives,
      requirement: "+13.1.3-1",
      what: "every objective",
    });
    const declared = new Set(objectives.map((objective) => attributeOf(objective, "id")?.trim()));
    const dangling = references.flatMap((reference) => {
      const idref = attributeOf(reference, "idref")?.trim();
      if (idref !== undefined && declared.has(idref)) return [];
      const problem =
        idref === undefined ? "has no `idref`" : `refers to ${JSON.stringify(idref)}, which no objective has`;
      return [
        finding("cmi5/dangling-objective", {
          message: `an objective of \`${reference.parent?.parent?.local ?? "au"}\` ${problem}`,
          span: idref === undefined ? reference.span : attributeSpan(document, reference, "idref"),
          help: "declare the objective under `courseStructure`, or leave the reference out",
          requirement: "+13.1.3-1",
          ...(idref !== undefined && { params: { idref } }),
        }),
      ];
    });
    if (dangling.length === 0) return judgement;
    return judge([...judgement.findings, ...dangling], "");
  }),
};
