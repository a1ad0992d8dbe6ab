import type { PageNews, TextChange } from "@tessera/lms";

/** The page of one unit, as it was built. */
export interface PageVersion {
  /** Digest of what is on it. */
  readonly version: string;
  /** Digest of all but its text: questions, titles, what the player knows, the files it loads. */
  readonly rest: string;
  /** Its pieces of text, in order, as HTML. */
  readonly texts: readonly string[];
}

/** What to say of a page that was built anew. Where only text differs, that is enough to mend the page that is open. */
export function newsOf(before: PageVersion | undefined, now: PageVersion | undefined): PageNews {
  if (now === undefined) return { version: "" };
  const { version } = now;
  if (before?.rest !== now.rest || before.texts.length !== now.texts.length) return { version };
  const changes = now.texts.flatMap((after, at): readonly TextChange[] => {
    const piece = before.texts[at] ?? "";
    return piece === after ? [] : [{ at, before: piece, after }];
  });
  return { version, texts: { since: before.version, of: now.texts.length, changes } };
}

/**
 * A page without its text, in parts.
 *
 * @param texts - pieces of the page, in order
 * @returns the whole page where a piece is not on it
 */
export function withoutTexts(html: string, texts: readonly string[]): readonly string[] {
  const parts: string[] = [];
  let from = 0;
  for (const text of texts) {
    const at = html.indexOf(text, from);
    if (at === -1) return [html];
    parts.push(html.slice(from, at));
    from = at + text.length;
  }
  return [...parts, html.slice(from)];
}
