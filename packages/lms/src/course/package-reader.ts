import type { Outcome } from "@tessera/diagnostics";
import type { Iri, LaunchMethod, MoveOn } from "@tessera/xapi";

export interface ImportedText {
  readonly lang?: string;
  readonly text: string;
}

interface ImportedNode {
  readonly id: Iri;
  readonly title: readonly ImportedText[];
  readonly description: readonly ImportedText[];
}

export interface ImportedUnit extends ImportedNode {
  readonly type: "au";
  readonly url: string;
  readonly moveOn: MoveOn;
  readonly masteryScore?: number;
  readonly launchMethod: LaunchMethod;
  readonly activityType?: Iri;
  readonly launchParameters?: string;
  readonly entitlementKey?: string;
}

export interface ImportedBlock extends ImportedNode {
  readonly type: "block";
  readonly children: readonly (ImportedUnit | ImportedBlock)[];
}

/** The course structure as an importer sees it: every value trimmed (13.1.0.0-1). */
export interface ImportedStructure extends ImportedNode {
  readonly children: readonly (ImportedUnit | ImportedBlock)[];
}

/** What the LMS wants of a package: its structure, and its files by exact name. A bare `cmi5.xml` has none. */
export interface ImportedPackage {
  readonly structure: ImportedStructure;
  readonly files: ReadonlyMap<string, Uint8Array>;
}

/** Reads and verifies a zip or a bare `cmi5.xml`; errors among the diagnostics refuse the package. */
export type PackageReader = (
  bytes: Uint8Array,
  source: { readonly name: string },
) => Promise<Outcome<ImportedPackage>> | Outcome<ImportedPackage>;
