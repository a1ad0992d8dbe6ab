/** Where a tab stops in printed source. */
const TAB = 4;
/** Made when it is first needed: that takes 10 ms, and most courses have no mistakes. */
let graphemes: Intl.Segmenter | undefined;
const ASCII = /^[\x20-\x7e]*$/;
const PICTURE = /\p{Emoji_Presentation}|\p{Extended_Pictographic}\uFE0F/u;
/** East Asian wide and full-width blocks (UAX #11), coarse on purpose. */
const WIDE =
  /[\u1100-\u115F\u2E80-\u303E\u3041-\u33FF\u3400-\u4DBF\u4E00-\u9FFF\uA000-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6\u{20000}-\u{3FFFD}]/u;
const ZERO = /^[\p{Mn}\p{Me}\p{Cf}]+$/u;
const CONTROL = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u2028\u2029\u202A-\u202E\u2066-\u2069]/gu;

/** One line as a terminal can show it: tabs as spaces, control and direction characters made visible. */
export function printable(line: string): string {
  const clean = line.replace(CONTROL, "\uFFFD");
  if (!clean.includes("\t")) return clean;
  let out = "";
  for (const [index, piece] of clean.split("\t").entries()) {
    if (index > 0) out += " ".repeat(TAB - (displayWidth(out) % TAB));
    out += piece;
  }
  return out;
}

/** How many terminal columns a text without tabs takes. */
export function displayWidth(text: string): number {
  if (ASCII.test(text)) return text.length;
  let width = 0;
  graphemes ??= new Intl.Segmenter("en", { granularity: "grapheme" });
  for (const { segment } of graphemes.segment(text)) {
    if (ZERO.test(segment)) continue;
    width += PICTURE.test(segment) || WIDE.test(segment) ? 2 : 1;
  }
  return width;
}
