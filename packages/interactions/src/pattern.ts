/**
 * The delimiters and parameters of responses and correct-response patterns.
 * @see xAPI 1.0.3, Part Two §2.4.4.1, "Response Patterns" and "Characterstring parameters"
 */
const ITEM = "[,]";
export const PAIR = "[.]";
export const RANGE = "[:]";

/** Items as one string; a single item stands alone, without a delimiter. */
export function joinItems(items: readonly string[]): string {
  return items.join(ITEM);
}

export function splitItems(response: string): string[] {
  return response.split(ITEM);
}

/** Learner's or author's text as one item: what would read as a delimiter or parameter is taken out. */
export function asItem(text: string): string {
  let item = text.normalize("NFC").trim().replace(/\s+/g, " ");
  for (let before = ""; before !== item;) {
    before = item;
    item = withoutParameters(item.replaceAll(ITEM, ",")).trim();
  }
  return item;
}

/** `{name=value}` at the start of a pattern or item. */
export function parameter(name: "case_matters" | "order_matters" | "lang", value: string | boolean): string {
  return `{${name}=${value}}`;
}

/** A pattern or item without the parameters at its start. */
export function withoutParameters(text: string): string {
  return text.replace(/^(\{(?:case_matters|order_matters|lang)=[^{}]*\})+/, "");
}
