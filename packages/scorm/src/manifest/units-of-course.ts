import type { Course, Unit } from "@tessera/course";

/** All units, in the order of the course, blocks opened. */
export function unitsOfCourse(course: Pick<Course, "children">): Unit[] {
  return course.children.flatMap((child) => (child.type === "unit" ? [child] : unitsOfCourse(child)));
}
