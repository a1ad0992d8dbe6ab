import type { SourceText, Span } from "@tessera/diagnostics";
import type { FrontMatter } from "../front-matter.ts";
import type { UnitsNow } from "./unit-memory.ts";

/** Offsets of a setting: its value from and to, its name from and to. */
type Place = readonly [value: number, valueEnd: number, name: number, nameEnd: number];

/** Front matter that was read without a word said about it. Data only. */
export interface KeptFrontMatter {
  readonly settings: unknown;
  /** By path; `""` is the whole of it. */
  readonly places: Readonly<Record<string, Place>>;
}

/**
 * Front matter as it was read before, where the text is the same and nothing was wrong with it: YAML with places takes
 * long for a course of a hundred units.
 *
 * @param read - reads it; returns whether nothing was said about it, too
 */
export function rememberedFrontMatter<Value>(
  source: SourceText,
  read: () => { readonly front: FrontMatter<Value>; readonly isGood: boolean },
  memory: UnitsNow | undefined,
): FrontMatter<Value> {
  if (!memory) return read().front;
  const key = `front:${memory.digest(`${source.file}\n${source.text}`)}`;
  const known = memory.find(key) as KeptFrontMatter | undefined;
  if (known) {
    memory.keep(key, known);
    return recalled(known, source.file);
  }
  const { front, isGood } = read();
  if (isGood && front.complete) memory.keep(key, keptFrontMatter(front));
  return front;
}

function keptFrontMatter({ value, span, keySpan }: FrontMatter<unknown>): KeptFrontMatter {
  const places: Record<string, Place> = {};
  const walk = (settings: unknown, path: readonly PropertyKey[]): void => {
    const [its, name] = [span(...path), keySpan(...path)];
    places[pathKey(path)] = [its.start, its.end, name.start, name.end];
    if (Array.isArray(settings)) for (const [index, each] of settings.entries()) walk(each, [...path, index]);
    else if (typeof settings === "object" && settings !== null)
      for (const [key, each] of Object.entries(settings)) walk(each, [...path, key]);
  };
  walk(value, []);
  return { settings: value, places };
}

/** Finds places as `readFrontMatter` does: what is not there is looked for where it would have to be. */
function recalled<Value>({ settings, places }: KeptFrontMatter, file: string): FrontMatter<Value> {
  const at = (path: readonly PropertyKey[], which: "value" | "name"): Span | undefined => {
    const place = Object.hasOwn(places, pathKey(path)) ? places[pathKey(path)] : undefined;
    if (place === undefined) return undefined;
    const [start, end] = which === "value" ? place : place.slice(2);
    return { file, start: start as number, end: end as number };
  };
  const span = (...path: readonly PropertyKey[]): Span => {
    const found = at(path, "value");
    if (found) return found;
    const parent = path.slice(0, -1);
    return parent.length > 0 && typeof parent.at(-1) !== "number" ? keySpan(...parent) : span(...parent);
  };
  const keySpan = (...path: readonly PropertyKey[]): Span => at(path, "name") ?? span(...path);
  return { value: settings as Partial<Value>, complete: true, span, keySpan };
}

function pathKey(path: readonly PropertyKey[]): string {
  return JSON.stringify(path.map(String)).slice(1, -1);
}
