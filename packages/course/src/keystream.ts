/**
 * XORs `bytes` with a stream grown from `seed`; applying it twice gives the input back.
 * This hides answer keys from a glance at the page source, nothing more: scoring happens in the browser, so
 * a determined learner can find a key (product.md section 3; docs/answer-keys.md says so to authors).
 *
 * @param seed - the unit's id
 */
export function veil(bytes: Uint8Array, seed: string): Uint8Array {
  let state = 2166136261;
  for (let index = 0; index < seed.length; index += 1)
    state = Math.imul(state ^ seed.charCodeAt(index), 16777619) >>> 0;
  state = state || 1;
  const out = new Uint8Array(bytes.length);
  for (let index = 0; index < bytes.length; index += 1) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    out[index] = (bytes[index] as number) ^ (state & 0xff);
  }
  return out;
}
