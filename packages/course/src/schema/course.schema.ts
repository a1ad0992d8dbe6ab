import { z } from "zod";
import { theme } from "./theme.schema.ts";
import { unitList } from "./unit.schema.ts";
import * as value from "./values.ts";

const demands = {
  units: z
    .union([z.literal("all"), value.slugs.min(1)], {
      error: "`all`, or a list of units' ids, such as `[assessment]`",
    })
    .optional(),
  mastery: value.mastery.optional(),
  observations: value.count.optional(),
  within: value.duration.optional(),
};

/** One way to earn it again. */
const renewal = z.strictObject(
  {
    ...demands,
    course: value.slug.optional(),
    versions: z
      .array(z.int().min(0), { error: "a list of first numbers of versions, such as `[1]`" })
      .optional(),
    early: value.duration.optional(),
  },
  { error: "settings such as `{ units: [assessment], early: P90D }`" },
);

/** What the compiler checks of a credential; the rest is kept as written. `award` is read by the credentials room. */
const credential = z.looseObject(
  {
    name: value.title,
    valid: z
      .union([value.duration, z.literal("forever")], {
        error: "for how long it counts, such as `P2Y`, or `forever`",
      })
      .optional(),
    requires: value.slugs.optional(),
    partOf: value.slugs.optional(),
    observer: value.webAddress.optional(),
    award: z.strictObject(demands, { error: "settings such as `{ units: all, mastery: 0.8 }`" }).optional(),
    renew: z
      .union([z.array(renewal).min(1), renewal], {
        error: "a way to earn it again such as `{ units: [assessment] }`, or a list of such ways",
      })
      .optional(),
    type: value.title.optional(),
    criteria: value.description.optional(),
  },
  { error: "settings that begin with `name:`" },
);

/** Front matter of `course.md`. */
export const courseFrontMatter = z.strictObject(
  {
    id: value.iri,
    title: value.title,
    description: value.description.optional(),
    version: value.version,
    language: value.languageTag,
    layer: value.slug.optional(),
    roles: value.slugs.optional(),
    objectives: z
      .record(value.slug, value.title, {
        error: "ids with what the learner can do, such as `report: Report …`",
      })
      .optional(),
    units: unitList.optional(),
    credential: credential.optional(),
    privacy: value.webAddress.optional(),
    record: value.record.optional(),
    theme: theme.optional(),
    reading: value.grade.optional(),
    allow: value.codes.optional(),
  },
  { error: "settings such as `id:`, `title:`, `version:` and `language:`" },
);
export type CourseFrontMatter = z.output<typeof courseFrontMatter>;
