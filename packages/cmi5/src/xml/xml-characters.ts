/** Characters that XML 1.0 can hold (§2.2 Char). Anything else cannot be written, not even as a reference. */
const FORBIDDEN =
  /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/;
const ALL_FORBIDDEN = new RegExp(FORBIDDEN, "g");

/** The first character of `text` that XML 1.0 forbids, as its code unit in hexadecimal, e.g. `U+0007`. */
export function forbiddenCharacter(text: string): string | undefined {
  const found = FORBIDDEN.exec(text)?.[0];
  return found && `U+${found.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}`;
}

/** `text` without the characters that XML 1.0 forbids. */
export function withoutForbidden(text: string): string {
  return text.replace(ALL_FORBIDDEN, "");
}

/** `text` on one line, trimmed, any run of XML white space and its Unicode kin as one space. */
export function singleLine(text: string): string {
  return withoutForbidden(text)
    .replace(/[\s\u0085]+/g, " ")
    .trim();
}

const ESCAPES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "\t": "&#9;",
  "\n": "&#10;",
  "\r": "&#13;",
};

/** Element content: `&`, `<`, `>` escaped; a carriage return as a reference, or a parser would drop it. */
export function escapeText(text: string): string {
  return text.replace(/[&<>\r]/g, (character) => ESCAPES[character] ?? character);
}

/** An attribute value for double quotes; white space as references, or a parser would turn it to spaces. */
export function escapeAttribute(text: string): string {
  return text.replace(/[&<>"\t\n\r]/g, (character) => ESCAPES[character] ?? character);
}
