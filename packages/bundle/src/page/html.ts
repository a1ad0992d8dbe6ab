import type { Html } from "@tessera/interactions";

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** HTML that is safe already: our own renderer's, or a page part made here. */
export class Safe {
  readonly html: Html;
  constructor(html: Html) {
    this.html = html;
  }
}

export type Part = string | number | Safe | readonly Safe[] | undefined | false;

/** A template tag: values are escaped unless they are `Safe`; white space around line ends is dropped. */
export function markup(strings: TemplateStringsArray, ...values: readonly Part[]): Safe {
  let out = "";
  strings.forEach((text, index) => {
    out += text.replace(/\s*\n\s*/g, "");
    if (index < values.length) out += render(values[index]);
  });
  return new Safe(out);
}

export function escapeHtml(text: string): Html {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}

function render(value: Part): Html {
  if (value === undefined || value === false) return "";
  if (value instanceof Safe) return value.html;
  if (typeof value === "string" || typeof value === "number") return escapeHtml(String(value));
  return value.map((item) => item.html).join("");
}
