import type { Span } from "@tessera/diagnostics";
import type { CourseFiles } from "./course-files.ts";
import type { CourseMap } from "./course-map.ts";
import type { Language } from "./language.ts";
import type { Outliner } from "./outline.ts";
import type { Report } from "./report.ts";
import type { Assets } from "./unit/assets.ts";
import type { OpenedFiles } from "./unit/opened-files.ts";
import type { QuestionDesk } from "./unit/read-question.ts";

/** What all units share while a course is compiled. */
export interface CourseDesk extends QuestionDesk {
  readonly files: CourseFiles;
  readonly outliner: Outliner;
  readonly assets: Assets;
  readonly map: CourseMap;
  readonly words: Language;
  /** IRI of the course. */
  readonly courseId: string;
  /** Paths of the banks that some quiz draws from. */
  readonly banksUsed: Set<string>;
  /** Made ids of each bank's questions, in order: the same for every unit that draws from it. */
  readonly bankIds: Map<string, readonly (string | undefined)[]>;
  /** Ids that authors gave to units, with where. */
  readonly unitIds: Map<string, Span>;
  readonly report: Report;
  /** What earlier compilations in this process opened. */
  readonly opened: OpenedFiles | undefined;
}
