import type { Span } from "@tessera/diagnostics";
import type { FileReader } from "./course-files.ts";
import type { CourseMap } from "./course-map.ts";
import type { Glossary } from "./glossary.ts";
import type { Language } from "./language.ts";
import type { Report } from "./report.ts";
import type { Assets } from "./unit/assets.ts";
import type { OpenedFiles } from "./unit/opened-files.ts";
import type { QuestionDesk } from "./unit/read-question.ts";

/** A map that is asked for a name, and told of one. */
interface Register<Value> {
  get(name: string): Value | undefined;
  set(name: string, value: Value): unknown;
}

/** What a unit may ask of the course's map, and tell it. */
export interface UnitMap extends Pick<
  CourseMap,
  "entryOf" | "placeholder" | "setTitle" | "setAnchors" | "settleLater"
> {
  readonly glossary: Pick<Glossary, "define" | "explain" | "use" | "tear" | "placeholder">;
}

/**
 * What all units share while a course is compiled: the only way in which one unit learns of another. `memory/` writes
 * down what goes over it, and does not compile while a member is missing there.
 */
export interface CourseDesk extends QuestionDesk {
  readonly files: FileReader;
  readonly outliner: { pagesIn(folder: string): Promise<readonly string[]> };
  readonly assets: Assets;
  readonly map: UnitMap;
  readonly words: Language;
  /** IRI of the course. */
  readonly courseId: string;
  /** Paths of the banks that some quiz draws from. */
  readonly banksUsed: { add(path: string): unknown };
  /** Made ids of each bank's questions, in order: the same for every unit that draws from it. */
  readonly bankIds: Register<readonly (string | undefined)[]>;
  /** Ids that authors gave to units, with where. */
  readonly unitIds: Register<Span>;
  readonly report: Report;
  /** What earlier compilations in this process opened. */
  readonly opened: OpenedFiles | undefined;
}
