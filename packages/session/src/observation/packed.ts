/**
 * Text small enough for the fragment of a link: deflated and base64url behind a `z`, or as it is behind a `u` where the
 * platform cannot deflate. What is unpacked came from a stranger: it has a size, and is text or nothing.
 */

const MARKS = { deflated: "z", plain: "u" } as const;

export async function packed(text: string): Promise<string> {
  const bytes = new TextEncoder().encode(text);
  if (typeof CompressionStream === "undefined") return MARKS.plain + base64url(bytes);
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream("deflate-raw"));
  return MARKS.deflated + base64url(new Uint8Array(await new Response(stream).arrayBuffer()));
}

/**
 * @param most - bytes of the text; what would be longer is given up while it is inflated
 * @returns undefined for what is no packed text, or too long
 */
export async function unpacked(text: string, most: number): Promise<string | undefined> {
  if (text.length > 2 * most) return undefined;
  const bytes = fromBase64url(text.slice(1));
  if (bytes === undefined) return undefined;
  if (text.startsWith(MARKS.plain)) return bytes.length > most ? undefined : utf8(bytes);
  if (!text.startsWith(MARKS.deflated)) return undefined;
  const parts: Uint8Array[] = [];
  let length = 0;
  try {
    const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw")).getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      length += value.length;
      if (length > most) {
        await reader.cancel();
        return undefined;
      }
      parts.push(value);
    }
  } catch {
    return undefined;
  }
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return utf8(whole);
}

function utf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** RFC 4648 §5, without padding. */
export function base64url(bytes: Uint8Array): string {
  let letters = "";
  for (const byte of bytes) letters += String.fromCharCode(byte);
  return btoa(letters).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

function fromBase64url(text: string): Uint8Array<ArrayBuffer> | undefined {
  if (!/^[\w-]*$/.test(text)) return undefined;
  try {
    return Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) =>
      letter.charCodeAt(0),
    );
  } catch {
    return undefined;
  }
}
