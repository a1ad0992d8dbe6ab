import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { unitDataOf, unitsIn } from "@tessera/bundle";
import type { Course, UnitData } from "@tessera/course";
import { compileCourse, objectHost } from "@tessera/markdown";

const root = fileURLToPath(new URL("../..", import.meta.url));
const courses = join(root, "courses");

export const SAMPLE_COURSES = readdirSync(courses).filter((name) =>
  statSync(join(courses, name)).isDirectory(),
);

export interface SampleCourse {
  readonly course: Course;
  /** As the packager makes them. */
  readonly units: readonly UnitData[];
}

/** @param files - by path */
export async function compiled(files: Readonly<Record<string, string | Uint8Array>>): Promise<SampleCourse> {
  const { course, diagnostics } = await compileCourse(objectHost(files));
  if (course === undefined) throw new Error(`does not compile: ${JSON.stringify(diagnostics)}`);
  return { course, units: unitsIn(course).map((unit) => unitDataOf(course, unit)) };
}

/** @param folder - from the root of the repository */
export function filesIn(folder: string): Readonly<Record<string, Uint8Array>> {
  const paths = readdirSync(join(root, folder), { recursive: true, encoding: "utf8" }).filter((path) =>
    statSync(join(root, folder, path)).isFile(),
  );
  return Object.fromEntries(
    paths.map((path) => [path.replaceAll("\\", "/"), readFileSync(join(root, folder, path))] as const),
  );
}

const known = new Map<string, Promise<SampleCourse>>();

/** A course of `courses/`. */
export function sampleCourse(name: string): Promise<SampleCourse> {
  const found = known.get(name) ?? compiled(filesIn(join("courses", name)));
  known.set(name, found);
  return found;
}
