import { hasErrors } from "@tessera/diagnostics";
import type { Diagnostic, Outcome } from "@tessera/diagnostics";
import type { World } from "../world/world.ts";
import { courseOf } from "./lms-course.ts";
import type { LmsCourse } from "./lms-course.ts";
import type { ImportedPackage } from "./package-reader.ts";

export interface ImportResult {
  /** Absent when an error refused the package. */
  readonly course?: LmsCourse;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Imports a zip or a bare `cmi5.xml`. The same course (by publisher id) again takes the place of the old one:
 * registrations, ids and progress stay, so a course can be rebuilt while someone tries it.
 */
export async function importCourse(world: World, bytes: Uint8Array, name: string): Promise<ImportResult> {
  return takeCourse(world, await world.ports.readPackage(bytes, { name }));
}

/** The same for a package that was read already. */
export function takeCourse(world: World, { value, diagnostics }: Outcome<ImportedPackage>): ImportResult {
  if (value === undefined || hasErrors(diagnostics)) return { diagnostics };
  const known = [...world.courses.values()].find((course) => course.publisherId === value.structure.id);
  const course = courseOf(value, {
    key: known?.key ?? `course-${world.courses.size + 1}`,
    importedAt: world.ports.now(),
    diagnostics,
  });
  world.courses.set(course.key, course);
  world.hub.emit({
    type: "course",
    course: course.key,
    publisherId: course.publisherId,
    again: known !== undefined,
  });
  return { course, diagnostics };
}
