import { REQUIREMENTS } from "../requirement.ts";
import type { RequirementId } from "../requirement.ts";

const unitRows = REQUIREMENTS.filter((row) => row.binds === "au");

/** Ids of the rows whose section begins with one of these, without `except`. */
function rowsIn(sections: readonly string[], except: RequirementId): readonly RequirementId[] {
  const inside = (section: string): boolean =>
    sections.some((wanted) => section === wanted || section.startsWith(`${wanted}.`));
  return unitRows.filter((row) => row.id !== except && inside(row.section)).map((row) => row.id);
}

const sum = (
  id: RequirementId,
  ...sections: readonly string[]
): readonly [RequirementId, readonly RequirementId[]] => [id, rowsIn(sections, id)];

/** Rows that say no more than that other sections hold; worked out after those. */
export const SUMS: readonly (readonly [RequirementId, readonly RequirementId[]])[] = [
  sum("10.2.2.0-5", "10.2.2"),
  sum("9.6.0.0-1", "9.6"),
  sum("7.0.0.0-1", "8.1", "8.2"),
  sum("7.0.0.0-3", "10.2"),
  sum("7.0.0.0-4", "11.0", "11.1", "11.2"),
  sum("7.0.0.0-5", "7.1"),
];
