import type { Block, Course, Unit } from "@tessera/course";
import type { Outcome } from "@tessera/diagnostics";
import { finding } from "../codes.ts";
import type { ZipFile } from "../zip/write-zip.ts";

/** Name of the description in the zip. */
export const DESCRIPTION_FILE = "tessera.json";

/** Raised when the description's form changes; a newer one is refused with a clear word. */
export const PACKAGE_FORMAT = 1;

export interface DescribedUnit {
  readonly type: "unit";
  readonly id: string;
  readonly title: string;
  readonly purpose: string;
  readonly moveOn: string;
  readonly mastery?: number;
  readonly pages: readonly { readonly id: string; readonly title: string }[];
  readonly assessments: readonly { readonly id: string; readonly title: string }[];
  readonly questions: readonly { readonly id: string; readonly version: number; readonly kind: string }[];
}

export interface DescribedBlock {
  readonly type: "block";
  readonly id: string;
  readonly title: string;
  readonly children: readonly (DescribedUnit | DescribedBlock)[];
}

/**
 * `tessera.json` in a zip of ours: which course, which version, which files. Ids, versions, titles and digests
 * only: neither answer keys nor source lines (product.md §3).
 */
export interface PackageDescription {
  readonly format: number;
  readonly course: {
    readonly id: string;
    readonly title: string;
    readonly version: string;
    readonly language: string;
  };
  readonly objectives: readonly { readonly id: string; readonly title: string }[];
  readonly children: readonly (DescribedUnit | DescribedBlock)[];
  /** Every other file, by path in code-unit order; digests are SHA-256 in hexadecimal. */
  readonly files: readonly { readonly path: string; readonly size: number; readonly sha256: string }[];
}

/** What `tessera.json` says about this course and these files; the same input gives the same description. */
export async function describePackage(
  course: Course,
  files: readonly ZipFile[],
): Promise<PackageDescription> {
  const described = files.filter((file) => file.path !== DESCRIPTION_FILE);
  const digested = await Promise.all(
    described.map(async ({ path, bytes }) => ({ path, size: bytes.length, sha256: await sha256(bytes) })),
  );
  return {
    format: PACKAGE_FORMAT,
    course: { id: course.id, title: course.title, version: course.version, language: course.language },
    objectives: course.objectives.map(({ id, title }) => ({ id, title })),
    children: course.children.map(describeChild),
    files: digested.sort((a, b) => (a.path < b.path ? -1 : 1)),
  };
}

/** Reads a `tessera.json`. Refuses a newer format; anything else in it is not our business here. */
export function readDescription(text: string): Outcome<PackageDescription> {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    data = undefined;
  }
  const format = typeof data === "object" && data !== null && "format" in data ? data.format : undefined;
  if (typeof format !== "number" || !Number.isInteger(format) || format < 1) {
    return {
      diagnostics: [
        finding("cmi5/description-unreadable", {
          message: `\`${DESCRIPTION_FILE}\` is not a description made by Tessera: it has no integer \`format\``,
          span: { file: DESCRIPTION_FILE, start: 0, end: 0 },
        }),
      ],
    };
  }
  if (format > PACKAGE_FORMAT) {
    return {
      diagnostics: [
        finding("cmi5/description-too-new", {
          message: `\`${DESCRIPTION_FILE}\` has format ${format}, this version of Tessera reads up to ${PACKAGE_FORMAT}`,
          span: { file: DESCRIPTION_FILE, start: 0, end: 0 },
          help: "update Tessera",
          params: { format, known: PACKAGE_FORMAT },
        }),
      ],
    };
  }
  return { value: data as PackageDescription, diagnostics: [] };
}

function describeChild(child: Unit | Block): DescribedUnit | DescribedBlock {
  if (child.type === "block") {
    return { type: "block", id: child.id, title: child.title, children: child.children.map(describeChild) };
  }
  const flow = child.pages.flatMap((page) => page.flow);
  const quizzes = flow.filter((part) => part.type === "quiz");
  const questions = flow.flatMap((part) => {
    if (part.type === "question") return [part.question];
    return part.type === "quiz" ? part.pools.flatMap((pool) => pool.questions) : [];
  });
  return {
    type: "unit",
    id: child.id,
    title: child.title,
    purpose: child.purpose,
    moveOn: child.moveOn,
    ...(child.mastery !== undefined && { mastery: child.mastery }),
    pages: child.pages.map(({ id, title }) => ({ id, title })),
    assessments: quizzes.map(({ id, title }) => ({ id, title })),
    questions: questions.map(({ id, version, kind }) => ({ id, version, kind })),
  };
}

async function sha256(bytes: Uint8Array): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new Uint8Array(bytes));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
