/** Longest id made from a text; longer ones are cut at a word. */
const LONGEST = 40;

/**
 * A text as an ASCII id of `a-z`, `0-9` and single `-`. Letters with marks lose them, other scripts are left out.
 *
 * @returns `""` when nothing remains
 */
export function slugify(text: string, longest = LONGEST): string {
  const words = text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replaceAll("ß", "ss")
    .replaceAll("æ", "ae")
    .replaceAll("ø", "o")
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== "");
  let slug = "";
  for (const word of words) {
    const next = slug === "" ? word : `${slug}-${word}`;
    if (next.length > longest) return slug === "" ? word.slice(0, longest) : slug;
    slug = next;
  }
  return slug;
}

/** A short id for a text that has no ASCII letters: stable, made of the text alone. */
export function digest(text: string): string {
  let state = 2166136261;
  for (let index = 0; index < text.length; index += 1)
    state = Math.imul(state ^ text.charCodeAt(index), 16777619) >>> 0;
  return state.toString(36);
}

/** `slugify`, or a digest of the text behind `fallback` where nothing of it is ASCII. */
export function idOf(text: string, fallback: string): string {
  return slugify(text) || `${fallback}-${digest(text)}`;
}

/** `base`, or `base-2`, `base-3`, … until `taken` says no. */
export function unique(base: string, taken: (slug: string) => boolean): string {
  if (!taken(base)) return base;
  let number = 2;
  while (taken(`${base}-${number}`)) number += 1;
  return `${base}-${number}`;
}

/** The id that a file or folder name stands for: without extension and without the number that orders it. */
export function slugOfFile(path: string): string {
  const name = (path.split("/").at(-1) as string).replace(/\.md$/i, "");
  const bare = name.replace(/^\d+[-_. ]+/, "");
  return idOf(bare === "" ? name : bare, "unit");
}

/** The anchor that GitHub and editors give a heading: what an author writes behind `#`. */
export function githubAnchor(text: string): string {
  return text
    .toLowerCase()
    .trim()
    .replace(/[^\p{L}\p{M}\p{N}\p{Pc} -]/gu, "")
    .replaceAll(" ", "-");
}
