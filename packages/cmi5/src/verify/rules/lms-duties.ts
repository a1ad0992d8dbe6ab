import type { Diagnostic } from "@tessera/diagnostics";
import { finding } from "../../codes.ts";
import type { XmlElement } from "../../xml/xml-document.ts";
import { attributeSpan, textOf } from "../../xml/xml-document.ts";
import type { Rule } from "../rule.ts";
import { held, onStructure } from "../rule.ts";
import type { StructureParts } from "../subject.ts";
import { launchUrls } from "../subject.ts";

/** An LMS has to take any number of units; a package that needs it should know. */
export const manyUnits: Rule = {
  id: "6.1.0.0-2",
  section: "6.1",
  level: "MUST",
  binds: "lms",
  says: "The LMS takes courses of more than 1,000 units",
  check: onStructure(({ document, units }) => {
    if (units.length <= 1000) return held(`the number of units is ${units.length}`);
    const hint = finding("cmi5/more-than-1000-units", {
      message: `the course has ${units.length} units, which every LMS has to take and few were tried with`,
      severity: "info",
      span: document.root.span,
      requirement: "6.1.0.0-2",
      params: { units: units.length },
    });
    return { ...held(`${units.length} units, which an LMS has to take`), findings: [hint] };
  }),
};

/** An LMS has to trim; a value that needs it is a risk where one does not. */
export const trimmedValues: Rule = {
  id: "13.1.0.0-1",
  section: "13.1",
  level: "MUST",
  binds: "lms",
  says: "The LMS trims every value of the course structure",
  check: onStructure((parts) => {
    const findings = untrimmed(parts);
    if (findings.length === 0) return held("no value needs trimming");
    return { ...held(`${findings.length} values need trimming, which an LMS has to do`), findings };
  }),
};

function untrimmed({ document, course, objectives, references, blocks, units, ...rest }: StructureParts) {
  const identified = [...(course ? [course] : []), ...objectives, ...references, ...blocks, ...units];
  const attributes = identified.flatMap((element) =>
    element.attributes
      .filter(({ namespace, value }) => namespace === "" && value !== value.trim())
      .map(({ name }) => hint(`${name} of \`${element.local}\``, attributeSpan(document, element, name))),
  );
  const urls = launchUrls({ document, course, objectives, references, blocks, units, ...rest })
    .filter(({ raw, url }) => raw !== url)
    .map(({ element }) => hint("a url", element.content));
  return [...attributes, ...urls];
}

function hint(what: string, span: XmlElement["span"]): Diagnostic {
  return finding("cmi5/untrimmed-value", {
    message: `${what} has white space around it, which not every LMS takes away`,
    severity: "info",
    span,
    requirement: "13.1.0.0-1",
  });
}

/** True where a title is written over several lines or with space around it. */
export function hasIndentedText({ texts }: StructureParts): boolean {
  return texts.some((text) =>
    text.children.some((child) => child.type === "element" && textOf(child) !== textOf(child).trim()),
  );
}
