/** A status list of a million entries is below this. */
const MOST = 10_000_000;

/**
 * The text at an address: without cookies, without a referrer, not from a cache, and no further than to that address.
 *
 * @returns undefined for no answer, one that is too large, or one that this page may not read
 */
export async function ask(url: string): Promise<string | undefined> {
  try {
    const response = await fetch(url, {
      credentials: "omit",
      referrerPolicy: "no-referrer",
      cache: "no-store",
      redirect: "error",
      mode: "cors",
    });
    if (!response.ok || response.body === null) return undefined;
    const reader = response.body.getReader();
    const parts: Uint8Array<ArrayBuffer>[] = [];
    let size = 0;
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      size += part.value.length;
      if (size > MOST) {
        await reader.cancel();
        return undefined;
      }
      parts.push(part.value);
    }
    return await new Blob(parts).text();
  } catch {
    return undefined;
  }
}
