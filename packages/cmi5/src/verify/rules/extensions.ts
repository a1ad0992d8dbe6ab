import type { Diagnostic } from "@tessera/diagnostics";
import { finding } from "../../codes.ts";
import { decodeXml } from "../../xml/decode-xml.ts";
import { parseXml } from "../../xml/parse-xml.ts";
import { attributeOf, childElements } from "../../xml/xml-document.ts";
import type { Rule } from "../rule.ts";
import { cannotTell, judge, notApplicable, onStructure } from "../rule.ts";
import type { Subject } from "../subject.ts";
import { schemaFindings } from "./schema-findings.ts";

const XML_SCHEMA = "http://www.w3.org/2001/XMLSchema";
/** Enough for every vendor; what is more in a package is not looked at. */
const SCHEMA_FILES = 32;
const SCHEMA_BYTES = 1024 * 1024;

export const extensionSchemas: Rule = {
  id: "13.1.5.0-1",
  section: "13.1.5",
  level: "MUST",
  binds: "package",
  says: "Vendor elements come with an XML Schema",
  check: onStructure((parts, subject) => {
    const namespaces = [...new Set(parts.extensions.map((element) => element.namespace))].filter(
      (uri) => uri !== "",
    );
    if (namespaces.length === 0) return notApplicable("the course has no vendor elements");
    const schemas = readSchemas(subject);
    const absent = namespaces.filter(
      (namespace) => !schemas.some((schema) => schema.namespace === namespace),
    );
    const faults = parts.extensions.flatMap((element): readonly Diagnostic[] => {
      const own = schemas.filter((schema) => schema.namespace === element.namespace);
      if (own.length === 0 || own.some((schema) => schema.elements.has(element.local))) return [];
      return [
        finding("cmi5/extension-schema-fault", {
          message: `${own.map((schema) => `\`${schema.file}\``).join(", ")} declares no element \`${element.local}\``,
          span: element.span,
          requirement: "13.1.5.0-1",
          params: { namespace: element.namespace, element: element.local },
        }),
      ];
    });
    const unreadable = schemas.flatMap(({ fault }) => fault ?? []);
    if (faults.length + unreadable.length > 0) return judge([...faults, ...unreadable], "");
    if (absent.length > 0) return elsewhere(absent, parts.extensions[0]?.span);
    return judge([], "every vendor namespace has its schema in the package");
  }),
};

/** The specification asks for a schema, not for a place to keep it. */
function elsewhere(absent: readonly string[], span: Diagnostic["span"]) {
  const findings = absent.map((namespace) =>
    finding("cmi5/extension-without-schema", {
      message: `no schema for the vendor namespace "${namespace}" is in the package`,
      severity: "warning",
      span,
      help: "put the vendor's .xsd into the zip",
      requirement: "13.1.5.0-1",
      params: { namespace },
    }),
  );
  return cannotTell("a schema may be published elsewhere, but none is in the package", findings);
}

interface VendorSchema {
  readonly file: string;
  readonly namespace: string | undefined;
  readonly elements: ReadonlySet<string>;
  readonly fault?: Diagnostic;
}

function readSchemas({ archive, files }: Subject): readonly VendorSchema[] {
  return files
    .filter((file) => file.toLowerCase().endsWith(".xsd"))
    .slice(0, SCHEMA_FILES)
    .flatMap((file) => {
      const bytes = archive?.read(file).value;
      return bytes && bytes.length <= SCHEMA_BYTES ? [readSchema(file, bytes)] : [];
    });
}

function readSchema(file: string, bytes: Uint8Array): VendorSchema {
  const text = decodeXml(bytes, file).value;
  const root = text === undefined ? undefined : parseXml(text, file).value?.root;
  if (!root || root.namespace !== XML_SCHEMA || root.local !== "schema") {
    const fault = finding("cmi5/extension-schema-fault", {
      message: `\`${file}\` is not a readable XML Schema`,
      span: { file, start: 0, end: 0 },
      requirement: "13.1.5.0-1",
    });
    return { file, namespace: undefined, elements: new Set(), fault };
  }
  const declared = childElements(root).filter(
    (child) => child.namespace === XML_SCHEMA && child.local === "element",
  );
  const elements = new Set(declared.flatMap((element) => attributeOf(element, "name")?.trim() ?? []));
  return { file, namespace: attributeOf(root, "targetNamespace")?.trim(), elements };
}

export const extensionPlaces: Rule = {
  id: "13.1.5.0-2",
  section: "13.1.5",
  level: "MUST",
  binds: "package",
  says: "Vendor elements stand only where the official schema lets them",
  check: onStructure((parts, subject) => {
    if (!subject.schemaFaults) return cannotTell("the official schema could not be asked");
    if (parts.extensions.length === 0) return notApplicable("the course has no vendor elements");
    return judge(
      schemaFindings(subject, "13.1.5.0-2"),
      "the schema takes every vendor element where it stands",
    );
  }),
};
