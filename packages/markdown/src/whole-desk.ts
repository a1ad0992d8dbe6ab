import type { CourseFiles } from "./course-files.ts";
import type { CourseDesk } from "./course-desk.ts";
import type { CourseMap } from "./course-map.ts";
import type { Remembering } from "./memory/unit-memory.ts";
import type { Lock } from "./lock/lock.ts";

/** What all units share, whole. */
export interface WholeDesk extends CourseDesk {
  readonly files: CourseFiles;
  readonly map: CourseMap;
  readonly lock: Lock;
  readonly banksUsed: Set<string>;
  /** Present where units that did not change need not be compiled. */
  readonly remembering?: Remembering;
}
