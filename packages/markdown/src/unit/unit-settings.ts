import { pageFrontMatter, unitFrontMatter } from "@tessera/course";
import type { PageFrontMatter, Purpose, Unit, UnitFrontMatter } from "@tessera/course";
import type { Span } from "@tessera/diagnostics";
import { noFrontMatter, readFrontMatter } from "../front-matter.ts";
import type { FrontMatter } from "../front-matter.ts";
import type { OutlineUnit } from "../outline.ts";
import { problem } from "../report.ts";
import type { Report } from "../report.ts";
import type { ParsedFile } from "../syntax/parse-markdown.ts";

/** Settings of a unit from its line in a list and from its own front matter, and where each stands. */
export interface UnitSettings {
  readonly id?: string | undefined;
  readonly title?: string | undefined;
  readonly description?: string | undefined;
  readonly purpose: Purpose;
  readonly minutes?: number | undefined;
  readonly moveOn?: Unit["moveOn"] | undefined;
  readonly launchMethod: Unit["launchMethod"];
  readonly mastery?: number | undefined;
  readonly attempts?: number | undefined;
  readonly objectives?: readonly string[] | undefined;
  /** How many people sign for each observation of the unit. */
  readonly observers?: number | undefined;
  /** False when some setting could not be read: nothing may be concluded from what is not there. */
  readonly complete: boolean;
  span(name: string): Span;
}

export function readUnitFrontMatter(file: ParsedFile, report: Report): FrontMatter<UnitFrontMatter> {
  return file.frontMatter
    ? readFrontMatter({ source: file.source, ...file.frontMatter }, unitFrontMatter, report)
    : noFrontMatter(file.source.file);
}

export function readPageFrontMatter(file: ParsedFile, report: Report): FrontMatter<PageFrontMatter> {
  return file.frontMatter
    ? readFrontMatter({ source: file.source, ...file.frontMatter }, pageFrontMatter, report)
    : noFrontMatter(file.source.file);
}

const SHARED = [
  "id",
  "title",
  "description",
  "minutes",
  "moveOn",
  "launchMethod",
  "mastery",
  "attempts",
  "objectives",
] as const;

/** Joins the two places where a unit is described; what both say must be the same. */
export function joinSettings(
  outline: OutlineUnit,
  front: FrontMatter<UnitFrontMatter>,
  report: Report,
): UnitSettings {
  const { entry } = outline;
  const own = front.value;
  const joined: Record<string, unknown> = {};
  for (const name of SHARED) {
    const [listed, written] = [entry[name], own[name]];
    joined[name] = listed ?? written;
    if (listed === undefined || written === undefined) continue;
    if (JSON.stringify(listed) !== JSON.stringify(written))
      reportDifference({ name, listed, written }, { outline, front, report });
  }
  const purpose = outline.purpose ?? own.purpose ?? "learn";
  if (own.purpose && outline.purpose && own.purpose !== outline.purpose)
    reportDifference(
      { name: "purpose", listed: outline.purpose, written: own.purpose },
      { outline, front, report },
    );
  return {
    ...(joined as Pick<UnitSettings, (typeof SHARED)[number]>),
    launchMethod: (joined["launchMethod"] as Unit["launchMethod"] | undefined) ?? "AnyWindow",
    ...(entry.observers !== undefined && { observers: entry.observers }),
    purpose,
    complete: front.complete && outline.complete,
    span: (name) => {
      const listed = (entry as Readonly<Record<string, unknown>>)[name];
      const written = (own as Readonly<Record<string, unknown>>)[name];
      if (listed !== undefined) return outline.settingSpan(name);
      return written === undefined ? outline.span : front.span(name);
    },
  };
}

interface Difference {
  readonly name: string;
  readonly listed: unknown;
  readonly written: unknown;
}

interface DifferencePlace {
  readonly outline: OutlineUnit;
  readonly front: FrontMatter<UnitFrontMatter>;
  readonly report: Report;
}

function reportDifference(
  { name, listed, written }: Difference,
  { outline, front, report }: DifferencePlace,
): void {
  report(
    problem("unit/different-value", front.span(name), {
      message: `\`${name}\` is \`${String(written)}\` here and \`${String(listed)}\` in the list of units`,
      labels: [
        { span: name === "purpose" ? outline.span : outline.settingSpan(name), message: "the list's" },
      ],
      help: "keep one of the two",
    }),
  );
}
