import type { Block, Course, Unit } from "@tessera/course";
import type { Outcome } from "@tessera/diagnostics";
import type { Cmi5Code, FindingDetails } from "../codes.ts";
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

/** Reads a `tessera.json`. Refuses a newer format and anything that is not of ours; never throws. */
export function readDescription(text: string): Outcome<PackageDescription> {
  const data = parseJson(text);
  const format = isRecord(data) ? data.format : undefined;
  if (typeof format === "number" && Number.isInteger(format) && format > PACKAGE_FORMAT) {
    return refuse("cmi5/description-too-new", {
      message: `\`${DESCRIPTION_FILE}\` has format ${format}, this version of Tessera reads up to ${PACKAGE_FORMAT}`,
      help: "update Tessera",
      params: { format, known: PACKAGE_FORMAT },
    });
  }
  if (isDescription(data)) return { value: data, diagnostics: [] };
  return refuse("cmi5/description-unreadable", {
    message: `\`${DESCRIPTION_FILE}\` is not a description made by Tessera, expected an object with \`format\` ${PACKAGE_FORMAT}`,
  });
}

function refuse(code: Cmi5Code, details: FindingDetails): Outcome<PackageDescription> {
  const span = { file: DESCRIPTION_FILE, start: 0, end: 0 };
  return { diagnostics: [finding(code, { span, ...details })] };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function hasTexts(value: Readonly<Record<string, unknown>>, names: readonly string[]): boolean {
  return names.every((name) => typeof value[name] === "string");
}

/** Deeper than any course; what is deeper was not made by us. */
const DEPTH_LIMIT = 100;

function isDescribedChild(value: unknown, depth: number): boolean {
  if (!isRecord(value) || depth > DEPTH_LIMIT || !hasTexts(value, ["id", "title"])) return false;
  if (value.type === "block") return isListOf(value.children, (child) => isDescribedChild(child, depth + 1));
  if (value.type !== "unit" || !hasTexts(value, ["purpose", "moveOn"])) return false;
  return [value.pages, value.assessments, value.questions].every((list) => isListOf(list, isRecord));
}

function isListOf(value: unknown, isItem: (item: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(isItem);
}

function isDescription(value: unknown): value is PackageDescription {
  if (!isRecord(value) || value.format !== PACKAGE_FORMAT || !isRecord(value.course)) return false;
  return (
    hasTexts(value.course, ["id", "title", "version", "language"]) &&
    isListOf(value.objectives, isRecord) &&
    isListOf(value.children, (child) => isDescribedChild(child, 0)) &&
    isListOf(value.files, isRecord)
  );
}

function describeChild(child: Unit | Block): DescribedUnit | DescribedBlock {
  if (child.type === "block") {
    return { type: "block", id: child.id, title: child.title, children: child.children.map(describeChild) };
  }
  const flow = child.pages.flatMap((page) => page.flow);
  const quizzes = flow.filter((part) => part.type === "quiz");
  const questions = flow.flatMap((part) => {
    if (part.type === "question") return [part.question];
    if (part.type === "observation") return part.questions;
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
