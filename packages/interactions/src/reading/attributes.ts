import { certainly, suggest } from "@tessera/diagnostics";
import { z } from "zod";
import type { DirectiveNode, ReadContext, SourceAttribute } from "../authoring.ts";
import { LEVELS, RECORDS, SCORINGS } from "../interaction.ts";
import { oneOf } from "../mistake.ts";
import { questionMistakes } from "./question-mistakes.ts";

const SLUG = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
const slugText = "small letters, digits and hyphens, as in `shut-valve`";

export const slug = z.string().regex(SLUG, slugText);
export const flag = z.literal("", "no value; write the word alone").transform(() => true as const);
export const positive = z
  .string()
  .regex(/^\d+(?:\.\d+)?$/, "a number above 0, such as 2 or 0.5")
  .transform(Number)
  .refine((value) => value > 0, "a number above 0, such as 2 or 0.5");
const count = z
  .string()
  .regex(/^[1-9]\d{0,5}$/, "a whole number from 1")
  .transform(Number);
export const words = z.string().transform((value) => value.split(/\s+/).filter((word) => word !== ""));

/** What every kind's opening line may set. */
export const commonAttributes = {
  id: slug,
  objective: words.refine(
    (ids) => ids.length > 0 && ids.every((id) => SLUG.test(id)),
    `one or several ids of objectives, parted by spaces: ${slugText}`,
  ),
  points: positive,
  attempts: count,
  shuffle: flag,
  scoring: z.enum(SCORINGS, oneOf(SCORINGS)),
  level: z.enum(LEVELS, oneOf(LEVELS)),
  confidence: flag,
  /** Of one that stands alone on a page; whoever compiles the page knows. */
  limit: z.string().regex(/^[1-9]\d{0,4}[smh]$/, "a time such as `90s`, `20m` or `2h`"),
  "extra-time": flag,
  required: flag,
  record: z.enum(RECORDS, oneOf(RECORDS)),
  /** Warnings that the author means; whoever reports knows which there are. */
  allow: words.refine(
    (codes) => codes.length > 0 && codes.every((code) => /^[a-z\d-]+\/[a-z\d-]+$/.test(code)),
    "codes of warnings, parted by spaces, such as `writing/longest-right`",
  ),
};

export type AttributeShape = Readonly<Record<string, z.ZodType>>;
export type AttributeValues<Shape extends AttributeShape> = {
  readonly [Name in keyof Shape]?: z.output<Shape[Name]>;
};

/**
 * Reads one pair of braces: unknown, repeated and wrong values are reported where they stand.
 *
 * @returns the values that could be read
 */
export function readAttributes<Shape extends AttributeShape>(
  node: DirectiveNode,
  context: ReadContext,
  shape: Shape,
): AttributeValues<Shape> {
  const values: Record<string, unknown> = {};
  const first = new Map<string, SourceAttribute>();
  const names = new Set(context.attributes(node).map(({ name }) => name));
  for (const attribute of context.attributes(node)) {
    const before = first.get(attribute.name);
    if (before !== undefined && attribute.name !== "class") {
      const labels = [{ span: before.nameSpan, message: "first here" }];
      context.report(
        questionMistakes.repeatedAttribute(attribute.nameSpan, { name: attribute.name }, labels),
      );
      continue;
    }
    first.set(attribute.name, attribute);
    const value = readAttribute({ owner: node.name, attribute, shape, context, names });
    if (value !== undefined) values[attribute.name] = value;
  }
  return values as AttributeValues<Shape>;
}

function readAttribute({
  owner,
  attribute,
  shape,
  context,
  names,
}: {
  readonly owner: string;
  readonly attribute: SourceAttribute;
  readonly shape: AttributeShape;
  readonly context: ReadContext;
  /** Of all attributes in these braces. */
  readonly names: ReadonlySet<string>;
}): unknown {
  const { name, value, nameSpan, valueSpan } = attribute;
  const type = Object.hasOwn(shape, name) ? shape[name] : undefined;
  if (type === undefined) {
    if (name === "class") context.report(questionMistakes.className(nameSpan, { name: value }));
    else {
      const known = Object.keys(shape).join(" ");
      const meant = certainly(name, Object.keys(shape));
      // One that stands there already was meant to be another.
      const fix = meant === undefined || names.has(meant) ? undefined : { span: nameSpan, text: meant };
      context.report(questionMistakes.unknownAttribute(nameSpan, { name, owner, known }, undefined, fix));
    }
    return undefined;
  }
  const result = type.safeParse(value);
  if (result.success) return result.data;
  const expected = result.error.issues[0]?.message ?? "another value";
  const options = type instanceof z.ZodEnum ? type.options.map(String) : [];
  const suggestion = suggest(value, options) ?? "";
  const span = valueSpan.end > valueSpan.start ? valueSpan : nameSpan;
  const meant = span === valueSpan ? certainly(value, options) : undefined;
  const fix = meant === undefined ? undefined : { span, text: meant };
  context.report(
    questionMistakes.attributeValue(span, { name, value, expected, suggestion }, undefined, fix),
  );
  return undefined;
}
