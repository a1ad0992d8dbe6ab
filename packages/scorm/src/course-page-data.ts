import type { ScoUnit } from "./sco.ts";
import type { PageTarget } from "./targets.ts";

/** What the page of a whole course knows: made by `bundle`, read by the page's script. */
export interface CoursePageData {
  /** The course's id. */
  readonly course: string;
  readonly target: PageTarget;
  /** Of `strings`. */
  readonly language: string;
  readonly units: readonly ScoUnit[];
  /** Words of the interface that the script needs. */
  readonly strings: Readonly<Record<string, string>>;
}
