import type { SourceText } from "@tessera/diagnostics";
import { parse } from "yaml";
import { z } from "zod";
import { problem } from "../report.ts";
import type { Report } from "../report.ts";
import { mergeLocks, sidesOf } from "./merge-lock.ts";
import type { MergedLock } from "./merge-lock.ts";
import { readPlainYaml } from "./plain-yaml.ts";

export const LOCK_FILE = "course.lock.yaml";
/** Raised when the form changes; a newer one is refused. */
export const LOCK_FORMAT = 1;

const place = z.object({ path: z.string(), title: z.string() });
const question = z.object({
  /** Id of the unit, or `bank:` and the path of the bank that it stands in. */
  unit: z.string(),
  /** Activity IRI, fixed at first sight. */
  id: z.string(),
  version: z.number().int().min(1),
  /** What it asks, plain text: how a question without an id of the author's is known again. */
  text: z.string(),
  /** The id was made by Tessera. */
  auto: z.boolean().optional(),
  /** The right answers, in xAPI's form. */
  right: z.array(z.string()),
  /** Group (options, blanks, …) → id → text. */
  parts: z.record(z.string(), z.record(z.string(), z.string())),
});

const lock = z.object({
  format: z.literal(LOCK_FORMAT),
  units: z.record(z.string(), place).default({}),
  blocks: z.record(z.string(), place).default({}),
  questions: z.record(z.string(), question).default({}),
});

export type LockedPlace = z.output<typeof place>;
export type LockedQuestion = z.output<typeof question>;
export type LockData = z.output<typeof lock>;

export const emptyLock: LockData = { format: LOCK_FORMAT, units: {}, blocks: {}, questions: {} };

export interface LockReading {
  /** Whether the course has a unit or block at this path now. */
  readonly present: (path: string) => boolean;
  readonly report: Report;
}

/**
 * A file in which a merge left its marks is read as both files that it was.
 *
 * @returns undefined when the file is there and cannot be used; it has been reported
 */
export function readLock(
  source: SourceText | undefined,
  { present, report }: LockReading,
): LockData | undefined {
  if (!source) return emptyLock;
  const own = readOwn(source.text);
  if (own) return own;
  const sides = sidesOf(source.text);
  if (sides) {
    const [one, other] = sides.map((text) => readLock({ file: source.file, text }, { present, report }));
    return one && other && reportMerge(source, mergeLocks(one, other, present), report);
  }
  const span = { file: source.file, start: 0, end: (source.text.split("\n")[0] as string).length };
  let data: unknown;
  try {
    data = parse(source.text, { maxAliasCount: 0, logLevel: "silent" });
  } catch {
    data = undefined;
  }
  const format = (data as { format?: unknown } | null | undefined)?.format;
  if (typeof format === "number" && Number.isInteger(format) && format > LOCK_FORMAT) {
    report(
      problem("lock/newer-format", span, {
        message: `format ${format} of the lock file was written by a newer version of Tessera; this one reads format ${LOCK_FORMAT}`,
        help: "use the newer version: the ids in this file must not be lost",
      }),
    );
    return undefined;
  }
  const parsed = lock.safeParse(data);
  if (parsed.success) return parsed.data;
  const where = parsed.error.issues[0]?.path.map(String).join(".");
  const conflict = /^(<{7}|={7}|>{7})/m.test(source.text);
  report(
    problem("lock/unreadable", span, {
      message: conflict
        ? "the lock file holds some marks of a merge, and others are missing"
        : `the lock file cannot be read${where ? `: \`${where}\` is not as Tessera writes it` : ""}`,
      help: "take it from version control; if both sides added to it, keep the entries of both",
    }),
  );
  return undefined;
}

function reportMerge(source: SourceText, { data, clashes }: MergedLock, report: Report): LockData {
  const names = clashes.map((slug) => `\`${slug}\``).join(", ");
  report(
    problem(
      "lock/merged",
      { file: source.file, start: 0, end: (source.text.split("\n")[0] as string).length },
      {
        message: `two lock files were merged, and every id of both is kept${
          clashes.length === 0
            ? ""
            : `; both gave a new meaning to ${names}, so ${clashes.length === 1 ? "its version is" : "their versions are"} raised once more`
        }`,
        help: "commit the lock file with the merge",
      },
    ),
  );
  return data;
}

/**
 * What a file holds that is, to the byte, as `writeLock` writes it: nearly every one, and a course may have
 * thousands of questions. All other files are left to YAML.
 */
function readOwn(text: string): LockData | undefined {
  const parsed = lock.safeParse(readPlainYaml(text));
  return parsed.success && writeLock(parsed.data) === text ? parsed.data : undefined;
}

/** The lock as text: the same for the same data, one entry a line where it can be, so that merges stay small. */
export function writeLock(data: LockData): string {
  const lines = [
    "# Written by Tessera; commit it with the course. It keeps the ids of units, questions and answers, which",
    "# records of learners refer to. Take nothing out.",
    `format: ${LOCK_FORMAT}`,
    ...places("units", data.units),
    ...places("blocks", data.blocks),
  ];
  const questions = sorted(data.questions);
  if (questions.length > 0) lines.push("questions:");
  for (const [slug, entry] of questions) {
    lines.push(`  ${key(slug)}:`, `    unit: ${scalar(entry.unit)}`, `    id: ${scalar(entry.id)}`);
    lines.push(`    version: ${entry.version}`, `    text: ${scalar(entry.text)}`);
    if (entry.auto) lines.push("    auto: true");
    lines.push(entry.right.length === 0 ? "    right: []" : "    right:");
    for (const pattern of entry.right) lines.push(`      - ${scalar(pattern)}`);
    const groups = sorted(entry.parts);
    lines.push(groups.length === 0 ? "    parts: {}" : "    parts:");
    for (const [group, parts] of groups) {
      lines.push(Object.keys(parts).length === 0 ? `      ${key(group)}: {}` : `      ${key(group)}:`);
      for (const [id, text] of sorted(parts)) lines.push(`        ${key(id)}: ${scalar(text)}`);
    }
  }
  return `${lines.join("\n")}\n`;
}

function places(name: string, entries: Readonly<Record<string, LockedPlace>>): readonly string[] {
  const all = sorted(entries);
  if (all.length === 0) return [];
  return [
    `${name}:`,
    ...all.map(
      ([slug, { path, title }]) => `  ${key(slug)}: { path: ${scalar(path)}, title: ${scalar(title)} }`,
    ),
  ];
}

function sorted<Value>(entries: Readonly<Record<string, Value>>): readonly (readonly [string, Value])[] {
  return Object.entries(entries).sort(([left], [right]) => (left < right ? -1 : 1));
}

/** JSON strings are YAML strings. */
function scalar(text: string): string {
  return JSON.stringify(text);
}

/** Words that some YAML reader takes for a truth value or for nothing. */
const RESERVED = new Set(["true", "false", "null", "yes", "no", "on", "off", "y", "n"]);

/** Ids that begin with a letter can be taken for nothing else; the rest are quoted. */
function key(slug: string): string {
  return /^[a-z][a-z0-9-]*$/.test(slug) && !RESERVED.has(slug) ? slug : JSON.stringify(slug);
}
