import type { XmlDocument, XmlElement } from "../xml/xml-document.ts";
import { elementAt, serializeForSchema } from "./serialize-for-schema.ts";

/** One fault that the official schema finds. */
export interface SchemaFault {
  /** The element at fault, or the parent of what is missing. */
  readonly element: XmlElement;
  /** The attribute at fault, without namespace. */
  readonly attribute?: string;
  readonly kind: "missing" | "unexpected" | "value" | "unknown-attribute";
  /** As the validator says it, without namespaces: `Element 'au': …`. */
  readonly message: string;
}

/**
 * Validates against the official `CourseStructure.xsd` (13.2.0.0-1). The validator (libxml2 as WebAssembly, about
 * 1 MB) is loaded at the first call.
 *
 * @returns undefined where the validator could not be loaded or gave up
 */
export async function validateSchema(document: XmlDocument): Promise<readonly SchemaFault[] | undefined> {
  try {
    validator ??= loadValidator();
    const validate = await validator;
    const details = validate(serializeForSchema(document.root)).slice(0, FAULT_LIMIT);
    return details.flatMap(({ message, xpath }) =>
      readFault(message, elementAt(document.root, xpath ?? "/*") ?? document.root),
    );
  } catch {
    // Not the author's fault and not a verdict: WebAssembly may be forbidden or out of memory.
    return undefined;
  }
}

/** More help nobody, and each takes a walk through the document. */
const FAULT_LIMIT = 1000;

interface Detail {
  readonly message: string;
  readonly xpath?: string;
}

let validator: Promise<(xml: string) => readonly Detail[]> | undefined;

async function loadValidator(): Promise<(xml: string) => readonly Detail[]> {
  const [{ ParseOption, XmlDocument: Document, XmlValidateError, XsdValidator }, { COURSE_STRUCTURE_XSD }] =
    await Promise.all([import("libxml2-wasm"), import("./course-structure-xsd.ts")]);
  const xsd = Document.fromString(COURSE_STRUCTURE_XSD);
  const schema = XsdValidator.fromDoc(xsd);
  xsd.dispose();
  // Limits are ours, set when the document was read; libxml2's own would refuse long descriptions.
  const option = ParseOption.XML_PARSE_NONET | ParseOption.XML_PARSE_HUGE;
  return (xml) => {
    const document = Document.fromString(xml, { option });
    try {
      schema.validate(document);
      return [];
    } catch (error) {
      if (error instanceof XmlValidateError) return error.details;
      throw error;
    } finally {
      document.dispose();
    }
  };
}

function readFault(text: string, element: XmlElement): readonly SchemaFault[] {
  const message = text
    .trim()
    .replace(/\.$/, "")
    .replace(/\{[^{}]*\}/g, "");
  const attribute = /^Element '[^']*', attribute '([^']*)'/.exec(message)?.[1];
  const required = /The attribute '([^']*)' is required but missing/.exec(message)?.[1];
  if (required !== undefined) return [{ element, attribute: required, kind: "missing", message }];
  if (message.endsWith("is not allowed") && attribute !== undefined) {
    return [{ element, attribute, kind: "unknown-attribute", message }];
  }
  if (attribute !== undefined) return [{ element, attribute, kind: "value", message }];
  if (/Missing child element/.test(message)) return [{ element, kind: "missing", message }];
  if (/not expected|not allowed|No matching global/.test(message))
    return [{ element, kind: "unexpected", message }];
  return [{ element, kind: "value", message }];
}
