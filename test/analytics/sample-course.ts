import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { unitDataOf, unitsIn } from "@tessera/bundle";
import type { Course, UnitData } from "@tessera/course";
import { compileCourse, objectHost } from "@tessera/markdown";

const courses = fileURLToPath(new URL("../../courses", import.meta.url));

export const SAMPLE_COURSES = readdirSync(courses).filter((name) =>
  statSync(join(courses, name)).isDirectory(),
);

/** A course of `courses/`, compiled, with its units as the packager makes them. */
export async function sampleCourse(
  name: string,
): Promise<{ readonly course: Course; readonly units: readonly UnitData[] }> {
  const folder = join(courses, name);
  const paths = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((path) =>
    statSync(join(folder, path)).isFile(),
  );
  const files = paths.map((path) => [path.replaceAll("\\", "/"), readFileSync(join(folder, path))] as const);
  const { course } = await compileCourse(objectHost(Object.fromEntries(files)));
  if (course === undefined) throw new Error(`${name} does not compile`);
  return { course, units: unitsIn(course).map((unit) => unitDataOf(course, unit)) };
}
