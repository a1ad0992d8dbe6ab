/** The one thing needed of an X.509 certificate, its public key: RFC 5280 §4.1, DER. */

/** @returns the SubjectPublicKeyInfo as DER, `undefined` when the bytes are no certificate */
export function publicKeyOf(certificate: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> | undefined {
  const outer = readElement(certificate, 0);
  const body = outer?.tag === SEQUENCE ? readElement(certificate, outer.content) : undefined;
  if (body?.tag !== SEQUENCE) return undefined;
  // version [0] (optional), serialNumber, signature, issuer, validity, subject, subjectPublicKeyInfo
  let at = body.content;
  const first = readElement(certificate, at);
  const before = first?.tag === VERSION ? 6 : 5;
  for (let skipped = 0; skipped < before; skipped += 1) {
    const element = readElement(certificate, at);
    if (!element || element.end > body.end) return undefined;
    at = element.end;
  }
  const key = readElement(certificate, at);
  return key?.tag === SEQUENCE && key.end <= body.end ? certificate.slice(at, key.end) : undefined;
}

const SEQUENCE = 0x30;
const VERSION = 0xa0;

interface Element {
  readonly tag: number;
  /** Index of the first byte of the content. */
  readonly content: number;
  /** Index after the last. */
  readonly end: number;
}

function readElement(bytes: Uint8Array, at: number): Element | undefined {
  const tag = bytes[at];
  const first = bytes[at + 1];
  if (tag === undefined || first === undefined) return undefined;
  let length = first;
  let content = at + 2;
  if (first >= 0x80) {
    const count = first - 0x80;
    if (count === 0 || count > 4) return undefined;
    length = bytes.subarray(content, content + count).reduce((sum, byte) => sum * 256 + byte, 0);
    content += count;
  }
  const end = content + length;
  return end <= bytes.length ? { tag, content, end } : undefined;
}
