/** What an address names behind `#`. One that a person or an LMS has damaged names nothing, and does no harm. */
export function fragmentOf(hash: string): string {
  const raw = hash.slice(1);
  try {
    return decodeURIComponent(raw);
  } catch {
    return raw;
  }
}
