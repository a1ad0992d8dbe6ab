import { z } from "zod";
import { PURPOSES } from "../course.ts";
import * as value from "./values.ts";

/** What may be said of a unit, whether in its own front matter or in the list that names it. */
const unitSettings = {
  id: value.slug.optional(),
  title: value.title.optional(),
  minutes: value.minutes.optional(),
  moveOn: value.moveOn.optional(),
  launchMethod: value.launchMethod.optional(),
  mastery: value.mastery.optional(),
  attempts: value.count.optional(),
};

/** Front matter of a page. */
export const pageFrontMatter = z.strictObject({
  id: value.slug.optional(),
  title: value.title.optional(),
  minutes: value.minutes.optional(),
  objectives: value.slugs.optional(),
  allow: value.codes.optional(),
});
export type PageFrontMatter = z.output<typeof pageFrontMatter>;

/** Front matter of `unit.md`, and of the page of a unit that is one file. */
export const unitFrontMatter = z.strictObject({
  ...unitSettings,
  description: value.description.optional(),
  purpose: value.purpose.optional(),
  objectives: value.slugs.optional(),
  /** Files of the folder, in order; every page of it by name when absent. */
  pages: z.array(value.path, { error: "a list of files" }).min(1, { error: "at least one file" }).optional(),
  /** A unit of one file: every level-2 heading begins a page. */
  split: z.boolean({ error: "`true` or `false`" }).optional(),
  allow: value.codes.optional(),
});
export type UnitFrontMatter = z.output<typeof unitFrontMatter>;

const DOORS = [...PURPOSES, "block"] as const;

/** One line of a `units:` list: what it is for and where it is (`learn: 01-zones.md`), or a block of units. */
export interface UnitEntry {
  readonly learn?: string | undefined;
  readonly practise?: string | undefined;
  readonly prove?: string | undefined;
  readonly apply?: string | undefined;
  /** A folder with `block.md`, or the block's title when `units` follows. */
  readonly block?: string | undefined;
  readonly units?: readonly UnitEntry[] | undefined;
  readonly id?: string | undefined;
  readonly title?: string | undefined;
  readonly description?: string | undefined;
  readonly minutes?: number | undefined;
  readonly moveOn?: z.output<typeof value.moveOn> | undefined;
  readonly launchMethod?: z.output<typeof value.launchMethod> | undefined;
  readonly mastery?: number | undefined;
  readonly attempts?: number | undefined;
  readonly objectives?: readonly string[] | undefined;
  readonly observers?: number | undefined;
}

export const unitEntry: z.ZodType<UnitEntry> = z
  .strictObject(
    {
      ...unitSettings,
      learn: value.path.optional(),
      practise: value.path.optional(),
      prove: value.path.optional(),
      apply: value.path.optional(),
      block: value.path.optional(),
      description: value.description.optional(),
      objectives: value.slugs.optional(),
      observers: value.count.optional(),
      get units() {
        return unitList.optional();
      },
    },
    { error: "an entry such as `learn: 01-zones.md`" },
  )
  .superRefine((entry, context) => {
    const doors = DOORS.filter((door) => entry[door] !== undefined);
    if (doors.length === 1) return;
    const expected = "exactly one of `learn`, `practise`, `prove`, `apply`, `block` in each entry";
    context.addIssue({ code: "custom", message: expected, path: doors[1] ? [doors[1]] : [] });
  });

export const unitList: z.ZodType<readonly UnitEntry[]> = z
  .array(unitEntry, { error: "a list of entries such as `- learn: 01-zones.md`" })
  .min(1, { error: "at least one entry such as `- learn: 01-zones.md`" });

/** Front matter of `block.md`. */
export const blockFrontMatter = z.strictObject({
  id: value.slug.optional(),
  title: value.title.optional(),
  description: value.description.optional(),
  objectives: value.slugs.optional(),
  units: unitList.optional(),
});
export type BlockFrontMatter = z.output<typeof blockFrontMatter>;

/** Front matter of a bank of questions. */
export const bankFrontMatter = z.strictObject({
  title: value.title.optional(),
  allow: value.codes.optional(),
});
