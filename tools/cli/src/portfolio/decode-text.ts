/**
 * Text of a file's bytes: UTF-8, or UTF-16 where a byte order mark says so (Excel's "Unicode text").
 *
 * @returns undefined for what is neither; which of the many older encodings it is cannot be told from the bytes
 */
export function decodeText(bytes: Uint8Array): string | undefined {
  const mark = (bytes[0] ?? 0) * 256 + (bytes[1] ?? 0);
  const encoding = mark === 0xfffe ? "utf-16le" : mark === 0xfeff ? "utf-16be" : "utf-8";
  try {
    const text = new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes);
    // A NUL is in no table: it is UTF-16 without a mark, or no text.
    return text.includes("\0") ? undefined : text;
  } catch {
    return undefined;
  }
}
