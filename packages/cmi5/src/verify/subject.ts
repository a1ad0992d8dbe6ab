import type { Diagnostic } from "@tessera/diagnostics";
import type { PackageParts } from "../read-package.ts";
import type { SchemaFault } from "../schema/validate-schema.ts";
import { COURSE_STRUCTURE_NAMESPACE } from "../structure/course-structure.ts";
import type { PackageDescription } from "../write/describe-package.ts";
import type { XmlDocument, XmlElement } from "../xml/xml-document.ts";
import { childElements, elementsUnder, textOf } from "../xml/xml-document.ts";

/** What the rules judge: the package as far as it could be read, gathered once. */
export interface Subject extends Omit<PackageParts, "structureDiagnostics"> {
  /** Faults of the container, its packed data included. */
  readonly zipFaults: readonly Diagnostic[];
  /** Undefined where the schema could not be asked. */
  readonly schemaFaults: readonly SchemaFault[] | undefined;
  /** Names of the files in the zip, without folders. */
  readonly files: readonly string[];
  /** Present where the zip was made by Tessera. */
  readonly description: PackageDescription | undefined;
  readonly parts: StructureParts | undefined;
}

/** Elements of the cmi5 namespace by what they are, in document order, whether or not they are valid. */
export interface StructureParts {
  readonly document: XmlDocument;
  readonly course: XmlElement | undefined;
  readonly objectives: readonly XmlElement[];
  /** `objective` elements that refer to one. */
  readonly references: readonly XmlElement[];
  readonly blocks: readonly XmlElement[];
  readonly units: readonly XmlElement[];
  /** `title` and `description` of all of the above. */
  readonly texts: readonly XmlElement[];
  /** Outermost elements of other namespaces. */
  readonly extensions: readonly XmlElement[];
}

export function gatherParts(document: XmlDocument): StructureParts {
  const all = [...elementsUnder(document.root)];
  const named = (local: string): readonly XmlElement[] =>
    all.filter((element) => isOurs(element) && element.local === local);
  const objectives = named("objective");
  const declares = (element: XmlElement): boolean => element.parent?.parent === document.root;
  return {
    document,
    course: ourChildren(document.root, "course")[0],
    objectives: objectives.filter(declares),
    references: objectives.filter((element) => !declares(element)),
    blocks: named("block"),
    units: named("au"),
    texts: [...named("title"), ...named("description")].filter(
      (element) => element.parent && isOurs(element.parent),
    ),
    extensions: all.filter((element) => !isOurs(element) && element.parent && isOurs(element.parent)),
  };
}

/** True for elements of cmi5 that do not stand inside of a vendor's. */
function isOurs(element: XmlElement): boolean {
  for (let at: XmlElement | undefined = element; at; at = at.parent) {
    if (at.namespace !== COURSE_STRUCTURE_NAMESPACE) return false;
  }
  return true;
}

export function ourChildren(element: XmlElement, local: string): readonly XmlElement[] {
  return childElements(element).filter(
    (child) => child.local === local && child.namespace === COURSE_STRUCTURE_NAMESPACE,
  );
}

/** The launch URL of a unit, trimmed as an LMS does, with the element it stands in. */
export interface LaunchUrl {
  readonly unit: XmlElement;
  readonly element: XmlElement;
  /** Untrimmed. */
  readonly raw: string;
  readonly url: string;
  /** It has a scheme. */
  readonly absolute: boolean;
}

export function launchUrls(parts: StructureParts): readonly LaunchUrl[] {
  return parts.units.flatMap((unit) => {
    const element = ourChildren(unit, "url")[0];
    if (!element) return [];
    const raw = textOf(element);
    const url = raw.trim();
    return url === "" ? [] : [{ unit, element, raw, url, absolute: /^[A-Za-z][A-Za-z0-9+.-]*:/.test(url) }];
  });
}

/** The file that a relative url means, when the zip's root is the base; undefined where it leaves the zip. */
export function launchPath(url: string): string | undefined {
  const path = (url.split(/[?#]/)[0] ?? "").replace(/^\/+/, "");
  const parts: string[] = [];
  for (const part of path.split("/")) {
    if (part === "..") {
      if (parts.pop() === undefined) return undefined;
    } else if (part !== "." && part !== "") parts.push(part);
  }
  const clean = parts.join("/");
  try {
    return decodeURIComponent(clean);
  } catch {
    return clean;
  }
}
