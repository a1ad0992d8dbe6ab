/** From what somebody gave the page to the bytes of one credential. */
import { looksLikeShareLink, readShareLink } from "@tessera/credentials";

/** A link that was cut off stays what it is: no credential. */
export function bytesOfText(text: string): Uint8Array {
  const credential = looksLikeShareLink(text) ? readShareLink(text) : undefined;
  return new TextEncoder().encode(credential ?? text.trim());
}

/** What a browser can show and a QR code may be on. An SVG has no pixels of its own. */
export function isPhoto(bytes: Uint8Array): boolean {
  const start = String.fromCharCode(...bytes.subarray(0, 12));
  return /^(\u0089PNG|\u00ff\u00d8\u00ff|GIF8|RIFF....WEBP|BM)/s.test(start);
}

/** Of a person's address as an issuer writes it into a credential (Open Badges 3.0, IdentityObject). */
export async function sameIdentity(
  value: string,
  { hash, salt }: { readonly hash: string; readonly salt: string },
  sha256: (bytes: Uint8Array) => Promise<Uint8Array>,
): Promise<boolean> {
  const digest = await sha256(new TextEncoder().encode(value + salt));
  const hex = Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hash === `sha256$${hex}`;
}
