import { suggest } from "@tessera/diagnostics";
import type { Span } from "@tessera/diagnostics";
import type { Html } from "@tessera/interactions";
import { didYouMean, problem } from "./report.ts";
import type { Report } from "./report.ts";
import { digest, slugify } from "./slug.ts";

interface Entry {
  /** As the glossary writes it. */
  readonly name: string;
  readonly span: Span;
  /** Safe, without links; known once the glossary's page has been rendered. */
  meaning?: Html;
}

/**
 * What the glossaries of a course explain. A page may use a term before its glossary has been read, so the page holds a
 * placeholder, and what is explained nowhere is reported at the end.
 */
export class Glossary {
  readonly #entries = new Map<string, Entry>();
  readonly #uses: { readonly key: string; readonly name: string; readonly span: Span }[] = [];
  #torn = false;

  /** A glossary could not be read: what is missing may be only unread. */
  tear(): void {
    this.#torn = true;
  }

  /** @returns the entry that has the term already, when it is another one */
  define(name: string, span: Span): { readonly span: Span } | undefined {
    const key = termKey(name);
    const known = this.#entries.get(key);
    // A file may be read more than once: for each page that it is split into.
    if (known) {
      const isSame = known.span.file === span.file && known.span.start === span.start;
      return isSame ? undefined : { span: known.span };
    }
    this.#entries.set(key, { name, span });
    return undefined;
  }

  explain(key: string, meaning: Html): void {
    const entry = this.#entries.get(key);
    if (entry) entry.meaning = meaning;
  }

  use(name: string, span: Span): void {
    this.#uses.push({ key: termKey(name), name, span });
  }

  /** Terms that no glossary explains; asked when everything has been read. */
  reportUnknown(report: Report): void {
    if (this.#torn) return;
    const names = [...this.#entries.values()].map(({ name }) => name);
    for (const { key, name, span } of this.#uses) {
      if (this.#entries.has(key)) continue;
      const help =
        didYouMean(suggest(name, names), names) ??
        "add a page with `:::glossary` and a table of terms and meanings";
      report(
        problem("term/unknown", span, {
          message: `no glossary explains \`${name}\``,
          help,
          params: { name },
        }),
      );
    }
  }

  /** Stands in a page until every glossary is known; see `CourseMap.fill`. */
  placeholder(what: "term" | "meaning", key: string): Html {
    return `\uE000${what}:${encodeURIComponent(key)}\uE001`;
  }

  /** @param written - what stands between the marks of a placeholder */
  fill(written: string): Html | undefined {
    const [, what, encoded = ""] = /^(term|meaning):(.*)$/s.exec(written) ?? [];
    const entry = what === undefined ? undefined : this.#entries.get(decode(encoded));
    if (!entry) return undefined;
    return what === "term"
      ? entry.name.replaceAll("&", "&#x26;").replaceAll("<", "&#x3C;")
      : (entry.meaning ?? "");
  }
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return "";
  }
}

/** Upper and lower case and white space make no other term. */
export function termKey(name: string): string {
  return name.toLowerCase().replace(/\s+/g, " ").trim();
}

/** ASCII; two terms never have the same. */
export function termSlug(key: string): string {
  const slug = slugify(key);
  if (slug !== "" && slug === key.replaceAll(" ", "-")) return slug;
  return slug === "" ? digest(key) : `${slug}-${digest(key)}`;
}
