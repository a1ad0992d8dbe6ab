import type { Html } from "./interaction.ts";

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Plain text as HTML, safe in content and between double quotes. */
export function escapeHtml(text: string): Html {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}

/**
 * A template tag for markup: values are escaped, unless they come from `raw`; lists are joined.
 * Line breaks and indentation beside tags are dropped, so that the source's layout leaves no white space behind.
 */
export function html(strings: TemplateStringsArray, ...values: readonly HtmlValue[]): RawHtml {
  let out = "";
  strings.forEach((part, index) => {
    out += tidy(part);
    if (index < values.length) out += render(values[index]);
  });
  return raw(out);
}

function tidy(part: string): string {
  return part
    .replace(/(^|[^\s])\s*\n\s*(?=([^\s])|$)/g, (_, before: string, after: string | undefined) =>
      before === ">" || after === "<" || (before === "" && after === undefined) ? before : `${before} `,
    )
    .replace(/\s*\/>/g, ">");
}

/** HTML that is safe already. */
export interface RawHtml {
  readonly raw: Html;
}

export type HtmlValue = string | number | RawHtml | readonly RawHtml[] | undefined;

export function raw(safe: Html): RawHtml {
  return { raw: safe };
}

function render(value: HtmlValue): Html {
  if (value === undefined) return "";
  if (typeof value === "string" || typeof value === "number") return escapeHtml(String(value));
  return "raw" in value ? value.raw : value.map((item) => item.raw).join("");
}
