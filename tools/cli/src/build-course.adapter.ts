import { assembleCourse, unitsIn } from "@tessera/bundle";
import type { AssembledCourse, AssembledFile } from "@tessera/bundle";
import { packageCourse, writeZip } from "@tessera/cmi5";
import type { Course } from "@tessera/course";
import { hasErrors } from "@tessera/diagnostics";
import type { Diagnostic, SourceText } from "@tessera/diagnostics";
import { packageScorm } from "@tessera/scorm";
import { statementContract } from "@tessera/session";
import { compileFolder, keepLock } from "./compile-folder.adapter.ts";
import { InputError } from "./exit.ts";
import { folderHost } from "./folder.adapter.ts";

/** What can be built. */
export const BUILD_TARGETS = ["cmi5", "scorm12", "scorm2004", "web"] as const;
export type BuildTarget = (typeof BUILD_TARGETS)[number];

/** `single`: the course is one SCO; `multi`: each unit is one. */
export type ScoLayout = "single" | "multi";

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
    /** What is in the zip; for the web, which is served as a folder. */
    readonly files: readonly AssembledFile[];
    /** `NAME.tessera.json`. */
    readonly course: string;
    /** `NAME.profile.jsonld`; absent where no statement is sent. */
    readonly profile?: string;
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
    readonly target?: BuildTarget;
    readonly profile?: "standard" | "portable";
    /** For SCORM; `single` when absent. */
    readonly sco?: ScoLayout;
    /** For SCORM: `isSafeAddress`. */
    readonly xapiTokenEndpoint?: string;
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
  const { target = "cmi5", sco = "single", xapiTokenEndpoint } = options;
  const assembled = await assembleCourse(
    course,
    {
      readAsset: async (path) => {
        const bytes = await host.readBytes(path);
        if (bytes === undefined)
          throw new InputError(`\`${path}\` was there when the course was read, and is gone now`);
        return bytes;
      },
    },
    { target, together: sco === "single", ...(xapiTokenEndpoint !== undefined && { xapiTokenEndpoint }) },
  );
  options.onPhase?.("packaging");
  const packaged = await packageFor(course, assembled, options);
  const all = [...diagnostics, ...packaged.diagnostics];
  if (packaged.zip === undefined) return { root, diagnostics: all, sources, lockWritten: false };
  return {
    root,
    diagnostics: all,
    sources,
    lockWritten: keepLock(compiled),
    parts: {
      name: `${fileName(course.slug)}${target === "cmi5" ? "" : `-${target}`}`,
      units: unitsIn(course).length,
      zip: packaged.zip,
      files: assembled.files,
      course: `${JSON.stringify(course, null, 1)}\n`,
      ...((target === "cmi5" || xapiTokenEndpoint !== undefined) && {
        profile: `${JSON.stringify(statementContract(course), null, 1)}\n`,
      }),
    },
  };
}

async function packageFor(
  course: Course,
  { files, urls, entry }: AssembledCourse,
  {
    target = "cmi5",
    profile = "standard",
  }: { readonly target?: BuildTarget; readonly profile?: "standard" | "portable" },
): Promise<{ readonly zip?: Uint8Array; readonly diagnostics: readonly Diagnostic[] }> {
  if (target === "web") return { zip: writeZip(files), diagnostics: [] };
  if (target !== "cmi5")
    return {
      zip: packageScorm(course, files, { target, urls, ...(entry !== undefined && { entry }) }).zip,
      diagnostics: [],
    };
  const { value, diagnostics } = await packageCourse(course, files, { urls, profile });
  return { ...(value && { zip: value.zip }), diagnostics };
}

/** Windows keeps these names for its devices, whatever extension follows. */
function fileName(slug: string): string {
  return /^(?:con|prn|aux|nul|com\d|lpt\d)$/.test(slug) ? `${slug}-course` : slug;
}
