import { suggest } from "@tessera/diagnostics";
import type { SourceText, Span } from "@tessera/diagnostics";
import { isMap, isScalar, isSeq, LineCounter, parseDocument } from "yaml";
import type { Document, Node, Pair } from "yaml";
import type { z } from "zod";
import { didYouMean, problem, respelt } from "./report.ts";
import type { Report } from "./report.ts";

/** Front matter as read: what could be used of it, and where each setting stands. */
export interface FrontMatter<Value> {
  /** Settings that are right by themselves; all of them when `complete`. */
  readonly value: Partial<Value>;
  readonly complete: boolean;
  /** Where the value of a setting stands; the whole front matter when it is not there. */
  span(...path: readonly PropertyKey[]): Span;
  /** Where the name of a setting stands. */
  keySpan(...path: readonly PropertyKey[]): Span;
}

/** What the package would break if the value went into it (cmi5 §3 and §13.1.4). */
const REQUIREMENTS: Readonly<Record<string, string>> = {
  id: "3.0.0.0-1",
  mastery: "+13.1.4-2",
  moveOn: "+13.1.4-3",
  launchMethod: "+13.1.4-4",
};

/** Settings of the language that are checked but not built yet. */
const NOT_YET = new Set(["translations"]);

export interface YamlSource {
  readonly source: SourceText;
  readonly text: string;
  /** Offset of `text` in the source. */
  readonly start: number;
}

/** What a schema needs to be asked for its keys: strict objects carry their shape. */
interface Shaped {
  readonly shape?: Readonly<Record<string, unknown>>;
}

/**
 * Reads front matter against a schema and reports every mistake at its place: an unknown key at the key, a wrong
 * value at the value, a missing key at the parent.
 * What is right is kept, so that the rest of the course can be checked all the same.
 */
export function readFrontMatter<Schema extends z.ZodType>(
  yaml: YamlSource,
  schema: Schema,
  report: Report,
): FrontMatter<z.output<Schema>> {
  const { source, start } = yaml;
  const at = (from: number, to: number): Span => ({
    file: source.file,
    start: start + from,
    end: start + to,
  });
  // A stray tab or alias bomb must not cost more than a message.
  const document = parseDocument(yaml.text, {
    lineCounter: new LineCounter(),
    prettyErrors: false,
    uniqueKeys: true,
    logLevel: "error",
  });
  for (const error of document.errors) {
    const duplicate = error.code === "DUPLICATE_KEY";
    const [from, to] = error.pos;
    report(
      problem(
        duplicate ? "front-matter/duplicate-key" : "front-matter/yaml",
        at(from, Math.max(to, from + 1)),
        {
          message: duplicate
            ? "this setting stands twice"
            : `front matter is not YAML: ${plain(error.message)}`,
          help: duplicate
            ? "keep one of them"
            : "quote a value that holds `: ` or starts with `@`, `*`, `&`, `{` or `[`",
        },
      ),
    );
  }
  const places = placesIn(document, at, yaml.text.length);
  const found = { span: places.value, keySpan: places.key };
  if (document.errors.length > 0) return { value: {}, complete: false, ...found };
  const settings = toPlain(document) ?? {};
  const parsed = schema.safeParse(settings);
  if (parsed.success) return { value: parsed.data as Partial<z.output<Schema>>, complete: true, ...found };
  for (const issue of parsed.error.issues) reportIssue(issue, { schema, places, report });
  return { value: salvage(schema, settings, parsed.error.issues), complete: false, ...found };
}

/**
 * The settings that are right by themselves: all but those with an issue, however deep they stand. Where that leaves
 * something incomplete, such as a unit without its file, the whole setting of the top level goes. Changes `settings`.
 */
function salvage<Schema extends z.ZodType>(
  schema: Schema,
  settings: unknown,
  issues: readonly z.core.$ZodIssue[],
): Partial<z.output<Schema>> {
  for (const issue of issues) {
    const keys = issue.code === "unrecognized_keys" ? issue.keys : [undefined];
    for (const key of keys) remove(settings, key === undefined ? issue.path : [...issue.path, key]);
  }
  return shapeWise(schema, settings);
}

/** Takes out the setting at a path. Entries of lists stay, since places are known by their number. */
function remove(settings: unknown, path: readonly PropertyKey[]): void {
  const name = path.at(-1);
  let parent = settings;
  for (const part of path.slice(0, -1)) parent = (parent as Record<PropertyKey, unknown> | undefined)?.[part];
  if (typeof name === "string" && typeof parent === "object" && parent !== null)
    delete (parent as Record<string, unknown>)[name];
}

function shapeWise<Schema extends z.ZodType>(schema: Schema, plain: unknown): Partial<z.output<Schema>> {
  const kept: Record<string, unknown> = {};
  if (typeof plain !== "object" || plain === null) return {};
  for (const [key, each] of Object.entries(shapeOf(schema) ?? {})) {
    const value = (plain as Readonly<Record<string, unknown>>)[key];
    const parsed = value === undefined ? undefined : (each as z.ZodType).safeParse(value);
    if (parsed?.success) kept[key] = parsed.data;
  }
  return kept as Partial<z.output<Schema>>;
}

/** For a file without front matter: nothing was set, and every place is the beginning of the file. */
export function noFrontMatter<Value>(file: string): FrontMatter<Value> {
  const span = () => ({ file, start: 0, end: 0 });
  return { value: {}, complete: true, span, keySpan: span };
}

/** Aliases that multiply are refused by the library with an exception; a mistake of the author is data. */
function toPlain(document: Document): unknown {
  try {
    return document.toJS({ maxAliasCount: 20 });
  } catch {
    return null;
  }
}

interface Places {
  value(...path: readonly PropertyKey[]): Span;
  key(...path: readonly PropertyKey[]): Span;
  node(path: readonly PropertyKey[]): Node | undefined;
  has(path: readonly PropertyKey[]): boolean;
}

function placesIn(document: Document, at: (from: number, to: number) => Span, length: number): Places {
  const whole = () => at(0, Math.max(length, 1));
  const pair = (path: readonly PropertyKey[]): Pair | undefined => {
    const parent = node(path.slice(0, -1));
    const name = String(path.at(-1));
    if (!isMap(parent)) return undefined;
    return parent.items.find((item) => isScalar(item.key) && String(item.key.value) === name);
  };
  const node = (path: readonly PropertyKey[]): Node | undefined => {
    if (path.length === 0) return (document.contents as Node | null) ?? undefined;
    const parent = node(path.slice(0, -1));
    if (isSeq(parent)) return parent.items[Number(path.at(-1))] as Node | undefined;
    return pair(path)?.value as Node | undefined;
  };
  const spanOf = (found: Node | null | undefined) =>
    found?.range && at(found.range[0], Math.max(found.range[1], found.range[0] + 1));
  const key = (...path: readonly PropertyKey[]): Span =>
    spanOf(pair(path)?.key as Node | undefined) ?? value(...path);
  const value = (...path: readonly PropertyKey[]): Span => {
    const found = spanOf(node(path));
    if (found) return found;
    return path.length === 0 ? whole() : (spanOf(pair(path)?.key as Node | undefined) ?? parentKey(path));
  };
  /** Where something is missing: the name of the parent setting, or the beginning of the entry. */
  const parentKey = (path: readonly PropertyKey[]): Span => {
    const parent = path.slice(0, -1);
    if (parent.length === 0) return whole();
    return typeof parent.at(-1) === "number" ? value(...parent) : key(...parent);
  };
  return { value, key, node, has: (path) => node(path) !== undefined };
}

interface IssueContext {
  readonly schema: z.ZodType;
  readonly places: Places;
  readonly report: Report;
}

function reportIssue(issue: z.core.$ZodIssue, context: IssueContext): void {
  const { places, report } = context;
  const path = issue.path;
  const name = path.filter((part) => typeof part === "string").at(-1);
  if (issue.code === "unrecognized_keys") {
    const known = keysAt(context.schema, path);
    // One that stands there already was not meant a second time.
    const free = known.filter((each) => !places.has([...path, each]));
    for (const key of issue.keys)
      reportUnknownKey(key, { known, free, span: places.key(...path, key), report });
    return;
  }
  if (issue.code === "invalid_key") {
    const message = `\`${String(path.at(-1))}\` is not an id: expected ${issue.issues[0]?.message ?? "an id"}`;
    report(problem("front-matter/wrong-value", places.key(...path), { message }));
    return;
  }
  const found = places.node(path);
  if (found === undefined && issue.code === "invalid_type") {
    const message = `\`${name ?? ""}\` is missing: expected ${issue.message}`;
    report(
      problem("front-matter/missing", shorten(places.value(...path)), {
        message,
        help: `add \`${name ?? ""}:\``,
      }),
    );
    return;
  }
  const code = issue.code === "invalid_type" ? "front-matter/wrong-type" : "front-matter/wrong-value";
  const subject = name === undefined ? "" : `\`${name}\`: `;
  const message = `${subject}found ${show(found)}, expected ${issue.message}`;
  const words = issue.code === "invalid_value" ? issue.values.map(String) : [];
  const nearest = isScalar(found) ? suggest(String(found.value), words) : undefined;
  const requirement = REQUIREMENTS[name ?? ""];
  report(
    problem(code, shorten(places.value(...path)), {
      message,
      help: nearest && didYouMean(nearest),
      ...(requirement !== undefined && { requirement }),
    }),
  );
}

interface UnknownKey {
  readonly known: readonly string[];
  readonly free: readonly string[];
  readonly span: Span;
  readonly report: Report;
}

function reportUnknownKey(key: string, { known, free, span, report }: UnknownKey): void {
  if (NOT_YET.has(key)) {
    report(
      problem("front-matter/not-yet", span, {
        message: `\`${key}\` is part of the language, but this version of Tessera does not build it yet`,
        help: "leave it out for now",
      }),
    );
    return;
  }
  report(
    problem("front-matter/unknown-key", span, {
      message: `unknown setting \`${key}\``,
      help: didYouMean(suggest(key, known), known),
      fix: respelt(key, free, span),
      params: { key },
    }),
  );
}

/** The keys that the schema knows at a path, found by walking its shapes. */
function keysAt(schema: z.ZodType, path: readonly PropertyKey[]): readonly string[] {
  let current: unknown = schema;
  for (const part of path)
    current = typeof part === "number" ? elementOf(current) : shapeOf(current)?.[String(part)];
  return Object.keys(shapeOf(current) ?? {});
}

function unwrap(schema: unknown): unknown {
  let current = schema as { unwrap?: () => unknown; def?: { type?: string } } | undefined;
  while (current?.def?.type === "optional") current = current.unwrap?.() as typeof current;
  return current;
}

function shapeOf(schema: unknown): Shaped["shape"] {
  return (unwrap(schema) as Shaped | undefined)?.shape;
}

function elementOf(schema: unknown): unknown {
  return (unwrap(schema) as { element?: unknown } | undefined)?.element;
}

/** What stands there, as the author would say it. */
function show(node: Node | undefined): string {
  if (isMap(node)) return "settings";
  if (isSeq(node)) return "a list";
  const value = isScalar(node) ? node.value : undefined;
  if (value === null || value === undefined) return "nothing";
  if (typeof value === "string") return `text \`${value.length > 60 ? `${value.slice(0, 57)}…` : value}\``;
  // As written: `1.0` and not the number 1.
  const source = isScalar(node) ? node.source : undefined;
  return `\`${source ?? String(value as number | boolean)}\``;
}

/** A place of many lines says nothing: its first 80 characters do. */
function shorten(span: Span): Span {
  return { ...span, end: Math.min(span.end, span.start + 80) };
}

/** The library's sentence without its place and full stop. */
function plain(message: string): string {
  return message
    .replace(/ at line \d+, column \d+.*$/s, "")
    .replace(/[.:]\s*$/, "")
    .split("\n")[0] as string;
}
