import { unitsIn as within, type Course, type Unit } from "@tessera/course";

/** All units, in the order of the course, blocks opened. */
export function unitsIn({ children }: Pick<Course, "children">): readonly Unit[] {
  return within(children);
}
