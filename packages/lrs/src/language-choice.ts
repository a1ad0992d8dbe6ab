/** One language out of a language map, by `Accept-Language` (Communication §2.1.3; RFC 9110 §12.5.4, RFC 4647). */
import type { LanguageMap } from "@tessera/xapi";

/** Language ranges in lower case, most wanted first; those with quality 0 are left out. */
export type LanguageWish = readonly string[];

export function readLanguages(header: string | null): LanguageWish {
  const ranges = (header ?? "").split(",").map((part, at) => {
    const [range = "", ...parameters] = part.split(";").map((text) => text.trim().toLowerCase());
    const quality = Number(parameters.find((parameter) => parameter.startsWith("q="))?.slice(2) ?? 1);
    return { range, quality, at };
  });
  return ranges
    .filter(({ range, quality }) => range !== "" && quality > 0)
    .sort((one, other) => other.quality - one.quality || one.at - other.at)
    .map(({ range }) => range);
}

/**
 * @returns a map of the one entry that serves the wish best: for each range first a tag that it covers (`en` covers
 * `en-GB`), then a shorter one (`en-GB` falls back to `en`); the first entry when nothing fits
 */
export function oneLanguage(map: LanguageMap, wish: LanguageWish): LanguageMap {
  const tags = Object.keys(map);
  const [first] = tags;
  if (first === undefined) return map;
  const chosen = wish.map((range) => tagFor(range, tags)).find((tag) => tag !== undefined) ?? first;
  return { [chosen]: map[chosen] ?? "" };
}

function tagFor(range: string, tags: readonly string[]): string | undefined {
  if (range === "*") return tags[0];
  const parts = range.split("-");
  for (let length = parts.length; length > 0; length -= 1) {
    const shorter = parts.slice(0, length).join("-");
    const exact = tags.find((tag) => tag.toLowerCase() === shorter);
    if (exact !== undefined) return exact;
    const covered = tags.find((tag) => tag.toLowerCase().startsWith(`${shorter}-`));
    if (covered !== undefined) return covered;
  }
  return undefined;
}
