import type { Diagnostic, Outcome } from "@tessera/diagnostics";
import { z } from "zod";
import { COURSE_CODES } from "./catalogue.ts";
import { COURSE_FORMAT, EVIDENCE, PURPOSES, REVIEWS } from "./course.ts";
import type { Course } from "./course.ts";
import * as value from "./schema/values.ts";

const place = z.object({
  file: z.string(),
  start: z.number(),
  end: z.number(),
  line: z.number(),
  column: z.number(),
});

/** The spec is the business of the question's kind. */
const question = z.looseObject({
  slug: value.slug,
  id: z.string(),
  version: z.number().int().min(1),
  kind: z.string(),
  name: z.string(),
  stem: z.string(),
  objectives: z.array(z.string()),
  points: z.number().gt(0),
  shuffle: z.boolean(),
  scoring: z.string(),
  spec: z.unknown(),
  hints: z.array(z.string()),
  feedback: z.record(z.string(), z.string()),
  record: z.literal("score").optional(),
  confidence: z.literal(true).optional(),
  required: z.literal(true).optional(),
  source: place,
});

const pool = z.looseObject({ draw: value.count.optional(), questions: z.array(question) });

const flow = z.discriminatedUnion("type", [
  z.looseObject({ type: z.literal("prose"), html: z.string() }),
  z.looseObject({ type: z.literal("question"), question }),
  z.looseObject({
    type: z.literal("quiz"),
    slug: z.string(),
    id: z.string(),
    title: z.string(),
    intro: z.string(),
    mastery: value.mastery.optional(),
    attempts: value.count.optional(),
    limit: z.number().gt(0).optional(),
    extraTime: z.literal(true).optional(),
    wait: z.number().gt(0).optional(),
    confidence: z.literal(true).optional(),
    pretest: value.mastery.optional(),
    uncounted: z.literal(true).optional(),
    shuffle: z.boolean(),
    review: z.enum(REVIEWS),
    pools: z.array(pool),
    source: place,
  }),
  z.looseObject({
    type: z.literal("observation"),
    slug: value.slug,
    id: z.string(),
    title: z.string(),
    html: z.string(),
    observers: value.count,
    role: z.string(),
    evidence: z.array(z.enum(EVIDENCE)),
    questions: z.array(question),
    source: place,
  }),
]);

const page = z.looseObject({
  slug: z.string(),
  id: z.string(),
  title: z.string(),
  minutes: z.number().optional(),
  objectives: z.array(z.string()).optional(),
  flow: z.array(flow),
  media: z.array(z.object({ id: z.string(), type: z.enum(["video", "audio"]), name: z.string() })).optional(),
  source: place,
});

const unit = z.looseObject({
  type: z.literal("unit"),
  slug: value.slug,
  id: z.string(),
  purpose: z.enum(PURPOSES),
  title: z.string(),
  description: z.string(),
  moveOn: value.moveOn,
  launchMethod: value.launchMethod,
  mastery: value.mastery.optional(),
  attempts: value.count.optional(),
  minutes: z.number().optional(),
  objectives: z.array(z.string()),
  pages: z.array(page),
  source: place,
});

const block = z.looseObject({
  type: z.literal("block"),
  slug: z.string(),
  id: z.string(),
  title: z.string(),
  description: z.string(),
  objectives: z.array(z.string()),
  get children() {
    return z.array(child);
  },
  source: place,
});

const child: z.ZodType = z.lazy(() => z.union([unit, block]));

const course = z.looseObject({
  format: z.literal(COURSE_FORMAT),
  id: value.iri,
  slug: z.string(),
  title: z.string(),
  description: z.string(),
  version: z.string(),
  language: z.string(),
  roles: z.array(z.string()),
  objectives: z.array(z.object({ slug: z.string(), id: z.string(), title: z.string() })),
  children: z.array(child),
  assets: z.array(z.looseObject({ path: z.string(), mediaType: z.string(), size: z.number() })),
});

/**
 * Reads a compiled course back from JSON data (`NAME.tessera.json`, already parsed).
 *
 * @returns no value when the format is newer than this version knows, or the data is no course
 */
export function parseCourse(json: unknown): Outcome<Course> {
  const format = (json as { format?: unknown } | null | undefined)?.format;
  if (typeof format === "number" && format > COURSE_FORMAT)
    return refuse("course/newer-format", {
      message: `format ${format} of this course was written by a newer version of Tessera; this one reads format ${COURSE_FORMAT}`,
      help: "use the newer version",
    });
  const parsed = course.safeParse(json);
  if (parsed.success) return { value: json as Course, diagnostics: [] };
  const [issue] = parsed.error.issues;
  const where = issue && issue.path.length > 0 ? ` at \`${issue.path.map(String).join(".")}\`` : "";
  return refuse("course/not-a-course", {
    message: `this is not a compiled course${where}: ${issue?.message ?? "unexpected data"}`,
    help: "give a file that `tessera build` wrote",
  });
}

function refuse(
  code: keyof typeof COURSE_CODES,
  { message, help }: { readonly message: string; readonly help: string },
): Outcome<Course> {
  const diagnostic: Diagnostic = { code, severity: COURSE_CODES[code].severity, message, help };
  return { diagnostics: [diagnostic] };
}
