import { assembleCourse, unitsIn } from "@tessera/bundle";
import { packageCourse } from "@tessera/cmi5";

import { hasErrors } from "@tessera/diagnostics";
import type { Diagnostic, SourceText } from "@tessera/diagnostics";
import { statementContract } from "@tessera/session";
import { compileFolder, keepLock } from "./compile-folder.adapter.ts";
import { InputError } from "./exit.ts";
import { folderHost } from "./folder.adapter.ts";

export interface BuiltCourse {
  readonly root: string;
  readonly diagnostics: readonly Diagnostic[];
  readonly sources: ReadonlyMap<string, SourceText>;
  readonly lockWritten: boolean;
  /** Absent when there was an error. */
  readonly parts?: {
    /** File name without extension. */
    readonly name: string;
    readonly units: number;
    readonly zip: Uint8Array;
    /** `NAME.tessera.json`. */
    readonly course: string;
    /** `NAME.profile.jsonld`. */
    readonly profile: string;
  };
}

/** The parts of a build, in their order. */
export const BUILD_PHASES = ["reading", "assembling", "packaging"] as const;
export type BuildPhase = (typeof BUILD_PHASES)[number];

/**
 * The main path: folder → course → unit files → zip, judged by our own `verify` before it is handed out.
 * Writes nothing but the lock file.
 *
 * @throws InputError when `folder` is no course
 */
export async function buildCourse(
  folder: string,
  options: {
    readonly profile?: "standard" | "portable";
    readonly frozen?: boolean;
    /** Told what begins now; a large course takes seconds in each. */
    readonly onPhase?: (phase: BuildPhase) => void;
  },
): Promise<BuiltCourse> {
  options.onPhase?.("reading");
  const compiled = await compileFolder(folder, options);
  const { course, diagnostics, sources, root } = compiled;
  if (course === undefined || hasErrors(diagnostics))
    return { root, diagnostics, sources, lockWritten: false };
  options.onPhase?.("assembling");
  const host = folderHost(root);
  const assembled = await assembleCourse(course, {
    readAsset: async (path) => {
      const bytes = await host.readBytes(path);
      if (bytes === undefined)
        throw new InputError(`\`${path}\` was there when the course was read, and is gone now`);
      return bytes;
    },
  });
  options.onPhase?.("packaging");
  const packaged = await packageCourse(course, assembled.files, {
    urls: assembled.urls,
    profile: options.profile ?? "standard",
  });
  const all = [...diagnostics, ...packaged.diagnostics];
  if (packaged.value === undefined) return { root, diagnostics: all, sources, lockWritten: false };
  return {
    root,
    diagnostics: all,
    sources,
    lockWritten: keepLock(compiled),
    parts: {
      name: fileName(course.slug),
      units: unitsIn(course).length,
      zip: packaged.value.zip,
      course: `${JSON.stringify(course, null, 1)}\n`,
      profile: `${JSON.stringify(statementContract(course), null, 1)}\n`,
    },
  };
}

/** Windows keeps these names for its devices, whatever extension follows. */
function fileName(slug: string): string {
  return /^(?:con|prn|aux|nul|com\d|lpt\d)$/.test(slug) ? `${slug}-course` : slug;
}
