/** Digests in lower-case hex, by the platform's own cryptography. */
export type DigestName = "SHA-1" | "SHA-256" | "SHA-384" | "SHA-512";

export async function hexDigest(name: DigestName, content: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest(name, content));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
