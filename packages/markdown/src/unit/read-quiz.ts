import { REVIEWS } from "@tessera/course";
import type { Review } from "@tessera/course";
import { suggest } from "@tessera/diagnostics";
import type { Diagnostic, Span } from "@tessera/diagnostics";
import type { DirectiveNode, SourceAttribute } from "@tessera/interactions/schema";
import { didYouMean, problem } from "../report.ts";
import type { Report } from "../report.ts";
import type { ParsedFile } from "../syntax/parse-markdown.ts";

/** The settings of a quiz that could be read, and where they stand. */
export interface QuizSettings {
  readonly slug?: string;
  readonly mastery?: number;
  readonly attempts?: number;
  readonly draw?: number;
  readonly byObjective: boolean;
  readonly shuffle: boolean;
  readonly review: Review;
  /** Seconds. */
  readonly limit?: number;
  readonly extraTime: boolean;
  /** Seconds. */
  readonly wait?: number;
  readonly confidence: boolean;
  readonly pretest: boolean;
  /** A pre-test and nothing else. */
  readonly uncounted: boolean;
  span(name: string): Span;
}

interface AttributeReader {
  readonly attribute: SourceAttribute;
  readonly report: Report;
}

/** Reads the braces of `:::quiz`. Names and repeats have been checked. */
export function readQuizSettings(node: DirectiveNode, { file, report, opening }: QuizFile): QuizSettings {
  const found = new Map(file.attributes(node).map((attribute) => [attribute.name, attribute]));
  const read = <Value>(
    name: string,
    reader: (given: AttributeReader) => Value | undefined,
  ): Value | undefined => {
    const attribute = found.get(name);
    return attribute && reader({ attribute, report });
  };
  const slug = read("id", readId);
  const mastery = read("mastery", readMastery);
  const attempts = read("attempts", readCount);
  const draw = read("draw", readCount);
  const review = read("review", readReview);
  const by = read("by", readBy);
  const dealt = found.get("by");
  if (dealt && by && !found.has("draw")) report(byWithoutDraw(dealt));
  const shuffle = read("shuffle", readFlag);
  const limit = read("limit", readSpan);
  const wait = read("wait", readSpan);
  const pretest = read("pretest", readPretest);
  const uncounted = pretest === "only";
  for (const [name, why] of idleSettings({ found, attempts, uncounted }))
    report(
      problem("quiz/idle-setting", found.get(name)?.nameSpan ?? opening, {
        message: `\`${name}\` does nothing here: ${why}`,
        help: `take \`${name}\` out`,
        params: { name },
      }),
    );
  return {
    ...(slug !== undefined && { slug }),
    ...(mastery !== undefined && { mastery }),
    ...(attempts !== undefined && { attempts }),
    ...(draw !== undefined && { draw }),
    byObjective: by === "objective",
    shuffle: shuffle ?? false,
    review: review ?? "after",
    ...(limit !== undefined && { limit }),
    ...(wait !== undefined && { wait }),
    extraTime: read("extra-time", readFlag) ?? false,
    confidence: read("confidence", readFlag) ?? false,
    pretest: pretest !== undefined,
    uncounted,
    span: (name) => found.get(name)?.valueSpan ?? opening,
  };
}

export interface QuizFile {
  readonly file: ParsedFile;
  readonly report: Report;
  readonly opening: Span;
}

export interface FromSettings {
  readonly bank?: string;
  readonly draw?: number;
  readonly objective?: string;
  readonly byObjective: boolean;
  span(name: string): Span;
}

/** Reads the braces of `::from`. */
export function readFromSettings(node: DirectiveNode, { file, report, opening }: QuizFile): FromSettings {
  const found = new Map(file.attributes(node).map((attribute) => [attribute.name, attribute]));
  const bank = found.get("bank")?.value;
  const draw = found.get("draw");
  const objective = found.get("objective")?.value;
  const count = draw && readCount({ attribute: draw, report });
  const by = found.get("by");
  const byObjective = by !== undefined && readBy({ attribute: by, report }) !== undefined;
  if (by && byObjective && !draw) report(byWithoutDraw(by));
  return {
    byObjective,
    ...(bank !== undefined && bank !== "" && { bank }),
    ...(count !== undefined && { draw: count }),
    ...(objective !== undefined && objective !== "" && { objective }),
    span: (name) => found.get(name)?.valueSpan ?? opening,
  };
}

function wrong({ attribute, report }: AttributeReader, expected: string, help?: string): undefined {
  const { name, value, nameSpan, valueSpan } = attribute;
  const span = valueSpan.end > valueSpan.start ? valueSpan : nameSpan;
  const message = `\`${name}\` is ${value === "" ? "empty" : `\`${value}\``}, expected ${expected}`;
  report(problem("directive/wrong-value", span, { message, help }));
  return undefined;
}

function readId(given: AttributeReader): string | undefined {
  const { value, valueSpan } = given.attribute;
  if (/^[a-z0-9]+(-[a-z0-9]+)*$/.test(value)) return value;
  const message = `\`${value}\` is no id: expected \`a-z\`, \`0-9\` and single \`-\` between them`;
  given.report(problem("question/id", valueSpan, { message }));
  return undefined;
}

function readMastery(given: AttributeReader): number | undefined {
  const { value } = given.attribute;
  const number = Number(value);
  const fits = /^\d+(\.\d{1,4})?$/.test(value) && number > 0 && number <= 1;
  return fits
    ? number
    : wrong(given, "a number above 0 and up to 1 with at most four decimals, such as `0.8`");
}

function readCount(given: AttributeReader): number | undefined {
  const { value } = given.attribute;
  return /^[1-9]\d{0,5}$/.test(value) ? Number(value) : wrong(given, "a whole number from 1");
}

const UNITS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86400 };

/** `90s`, `20m`, `2h`, `1d`, in seconds. */
function readSpan(given: AttributeReader): number | undefined {
  const [, number = "", unit = ""] = /^([1-9]\d{0,4})([smhd])$/.exec(given.attribute.value) ?? [];
  const seconds = Number(number) * (UNITS[unit] ?? 0);
  return seconds > 0 ? seconds : wrong(given, "a time such as `90s`, `20m`, `2h` or `1d`");
}

/** The word alone, or `only`. */
function readPretest(given: AttributeReader): "too" | "only" | undefined {
  const { value } = given.attribute;
  if (value === "") return "too";
  return value === "only" ? "only" : wrong(given, "the word alone, or `only` for a quiz that does not count");
}

interface Found {
  readonly found: ReadonlyMap<string, SourceAttribute>;
  readonly attempts: number | undefined;
  readonly uncounted: boolean;
}

/** Settings that say nothing beside the others, and why. */
function idleSettings({ found, attempts, uncounted }: Found): readonly (readonly [string, string])[] {
  const pairs: readonly (readonly [string, string, boolean])[] = [
    ["extra-time", "without a `limit` there is time enough", !found.has("limit")],
    ["wait", "there is one attempt only", attempts === 1],
    ...["attempts", "wait"].map(
      (name) => [name, "what is only a pre-test is taken once", uncounted] as const,
    ),
  ];
  return pairs.flatMap(([name, why, isIdle]) => (isIdle && found.has(name) ? [[name, why] as const] : []));
}

function readReview(given: AttributeReader): Review | undefined {
  const { value } = given.attribute;
  const words = REVIEWS.map((word) => `\`${word}\``).join(", ");
  return (
    REVIEWS.find((word) => word === value) ??
    wrong(given, `one of ${words}`, didYouMean(suggest(value, REVIEWS)))
  );
}

function readBy(given: AttributeReader): "objective" | undefined {
  return given.attribute.value === "objective" ? "objective" : wrong(given, "`objective`");
}

/** Every question is asked: there is nothing to deal. */
function byWithoutDraw({ nameSpan, valueSpan }: SourceAttribute): Diagnostic {
  return problem(
    "quiz/by-without-draw",
    { ...nameSpan, end: valueSpan.end },
    {
      message: "`by=objective` deals out a draw, and there is no `draw`",
      help: "say how many questions an attempt asks, as in `draw=6 by=objective`, or take `by` out",
    },
  );
}

function readFlag(given: AttributeReader): true | undefined {
  return given.attribute.value === "" ? true : wrong(given, "no value: the word alone says it");
}

/** The one value of a unit, and where it was first said. */
export interface UnitValue {
  readonly value: number;
  readonly span: Span;
}

/** `mastery` and `attempts` of a unit: its own, or those of its first quiz that has them. */
export type UnitValues = { [Name in "mastery" | "attempts"]?: UnitValue };

/** A quiz that counts must agree with its unit, and so with every other quiz in it (product.md section 2). */
export function agreeOnValues(
  quiz: Pick<QuizSettings, "mastery" | "attempts" | "span">,
  unit: UnitValues,
  report: Report,
): void {
  for (const name of ["mastery", "attempts"] as const) {
    const value = quiz[name];
    if (value === undefined) continue;
    const first = unit[name];
    unit[name] ??= { value, span: quiz.span(name) };
    if (first === undefined || first.value === value) continue;
    report(
      problem("quiz/different-value", quiz.span(name), {
        message: `\`${name}\` is ${value} here and ${first.value} elsewhere in the unit, which has one score only`,
        labels: [{ span: first.span, message: "first said here" }],
        help: `say it once, at best in the list of units: every quiz inherits it`,
        requirement: "+13.1.4-6",
      }),
    );
  }
}
