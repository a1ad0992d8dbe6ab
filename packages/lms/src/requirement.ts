import { BugError } from "@tessera/diagnostics";
import { REQUIREMENT_ROWS } from "./requirement-rows.ts";

export type RequirementId = (typeof REQUIREMENT_ROWS)[number][0];
export type RequirementLevel = "MUST" | "MUST NOT" | "SHOULD" | "MAY";

/** One row of the cmi5 requirement table. */
export interface Requirement {
  readonly id: RequirementId;
  /** Section of the cmi5 specification, e.g. `9.5.4.1`. */
  readonly section: string;
  /** `au`: the unit has to hold it. `lms`: behaviour of an LMS that units rely on. */
  readonly binds: "au" | "lms";
  readonly level: RequirementLevel;
  readonly text: string;
}

/** All rows, in the order of the specification: 106 that bind a unit, then 8 that bind the LMS. */
export const REQUIREMENTS: readonly Requirement[] = REQUIREMENT_ROWS.map(
  ([id, section, binds, level, text]) => ({
    id,
    section,
    binds,
    level,
    text,
  }),
);

const byId = new Map<string, Requirement>(REQUIREMENTS.map((row) => [row.id, row]));

/** @throws BugError for an id that the table does not have */
export function requirement(id: string): Requirement {
  const row = byId.get(id);
  if (row === undefined) throw new BugError(`no cmi5 requirement has the id ${id}`);
  return row;
}
