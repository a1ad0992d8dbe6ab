import type { Diagnostic } from "@tessera/diagnostics";
import type { Iri, LanguageMap, LaunchMethod, MoveOn } from "@tessera/xapi";
import type { ImportedBlock, ImportedPackage, ImportedText, ImportedUnit } from "./package-reader.ts";

/** A unit as this LMS keeps it. */
export interface LmsUnit {
  readonly type: "unit";
  readonly publisherId: Iri;
  /** Generated; the same for every registration (cmi5 §8.1.5). */
  readonly activityId: Iri;
  readonly title: LanguageMap;
  readonly description: LanguageMap;
  readonly url: string;
  readonly moveOn: MoveOn;
  readonly launchMethod: LaunchMethod;
  readonly masteryScore?: number;
  readonly activityType?: Iri;
  readonly launchParameters?: string;
  readonly entitlementKey?: string;
}

export interface LmsBlock {
  readonly type: "block";
  readonly publisherId: Iri;
  /** Generated; the object of `satisfied` (cmi5 §9.4). */
  readonly objectId: Iri;
  readonly title: LanguageMap;
  readonly children: readonly (LmsUnit | LmsBlock)[];
}

export interface LmsCourse {
  readonly type: "course";
  /** Short name in paths and requests, e.g. `course-1`. */
  readonly key: string;
  readonly publisherId: Iri;
  readonly objectId: Iri;
  readonly title: LanguageMap;
  readonly description: LanguageMap;
  readonly children: readonly (LmsUnit | LmsBlock)[];
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** What the importer found; warnings only, since errors refuse a package. */
  readonly diagnostics: readonly Diagnostic[];
  readonly importedAt: number;
}

/** Base of the ids that this LMS generates. Fixed, so that a store survives a change of port. */
const GENERATED = "https://simulated-lms.example/";

/**
 * The id this LMS gives to a part of a course: never the publisher's (cmi5 §8.1.5, §9.4), the same after every import.
 * It has a query, as ids in the field have, so that a unit which forgets to encode it is found out.
 */
export function generatedId(kind: "unit" | "block" | "course", publisherId: Iri): Iri {
  return `${GENERATED}${kind}?of=${encodeURIComponent(publisherId)}`;
}

export interface CourseFacts {
  readonly key: string;
  readonly importedAt: number;
  readonly diagnostics: readonly Diagnostic[];
}

export function courseOf({ structure, files }: ImportedPackage, facts: CourseFacts): LmsCourse {
  return {
    type: "course",
    ...facts,
    publisherId: structure.id,
    objectId: generatedId("course", structure.id),
    title: languageMap(structure.title),
    description: languageMap(structure.description),
    children: structure.children.map(nodeOf),
    files,
  };
}

function nodeOf(node: ImportedUnit | ImportedBlock): LmsUnit | LmsBlock {
  if (node.type === "block") {
    return {
      type: "block",
      publisherId: node.id,
      objectId: generatedId("block", node.id),
      title: languageMap(node.title),
      children: node.children.map(nodeOf),
    };
  }
  return {
    type: "unit",
    publisherId: node.id,
    activityId: generatedId("unit", node.id),
    title: languageMap(node.title),
    description: languageMap(node.description),
    url: node.url,
    moveOn: node.moveOn,
    launchMethod: node.launchMethod,
    ...(node.masteryScore === undefined ? {} : { masteryScore: node.masteryScore }),
    ...(node.activityType === undefined ? {} : { activityType: node.activityType }),
    ...(node.launchParameters === undefined ? {} : { launchParameters: node.launchParameters }),
    ...(node.entitlementKey === undefined ? {} : { entitlementKey: node.entitlementKey }),
  };
}

/** The first text of a language wins; a text without one is `und`, RFC 5646's word for it. */
function languageMap(texts: readonly ImportedText[]): LanguageMap {
  const map: Record<string, string> = {};
  for (const { lang = "und", text } of texts) map[lang] ??= text;
  return map;
}

export function unitsOf(node: Pick<LmsCourse, "children">): readonly LmsUnit[] {
  return node.children.flatMap((child) => (child.type === "unit" ? [child] : unitsOf(child)));
}

/** The text in the wanted language, or else the first. */
export function inLanguage(map: LanguageMap, language = "en"): string {
  return map[language] ?? Object.values(map)[0] ?? "";
}
