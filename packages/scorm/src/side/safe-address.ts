/**
 * True for what a token may come from or go to: https, or http on this machine; without a user's name or password, and
 * without a fragment.
 */
export function isSafeAddress(text: string): boolean {
  try {
    const { protocol, hostname, username, password } = new URL(text);
    const isHere = /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/.test(hostname);
    const isSafe = protocol === "https:" || (protocol === "http:" && isHere);
    return isSafe && !username && !password && !/[#\s]/.test(text);
  } catch {
    return false;
  }
}
