import type { Outcome } from "@tessera/diagnostics";
import { finding } from "../codes.ts";

/**
 * The text of an XML document from its bytes: byte order mark first, then the shape of the first characters,
 * then the declared encoding, then UTF-8 (XML 1.0 appendix F). Without the byte order mark.
 */
export function decodeXml(bytes: Uint8Array, file: string): Outcome<string> {
  const found = detect(bytes);
  const refuse = (message: string, encoding: string): Outcome<string> => ({
    diagnostics: [
      finding("cmi5/xml-encoding", {
        message,
        span: { file, start: 0, end: 0 },
        help: "save the file as UTF-8",
        requirement: "13.2.0.0-1",
        params: { encoding },
      }),
    ],
  });
  if (found.encoding === undefined)
    return refuse(`the encoding ${found.label} is not read, expected UTF-8`, found.label);
  if (found.declared !== undefined && !agree(found.declared, found.encoding)) {
    return refuse(
      `the file is ${found.encoding} but declares ${JSON.stringify(found.declared)}`,
      found.declared,
    );
  }
  try {
    const text = new TextDecoder(found.encoding, { fatal: true }).decode(bytes);
    return { value: text, diagnostics: [] };
  } catch {
    return refuse(`the bytes are not ${found.encoding}`, found.encoding);
  }
}

interface Detected {
  /** Label for TextDecoder; undefined where there is none. */
  readonly encoding: string | undefined;
  /** What to call it in a message. */
  readonly label: string;
  readonly declared?: string;
}

const SHAPES: readonly {
  readonly bytes: readonly number[];
  readonly encoding: string;
  readonly readable: boolean;
}[] = [
  { bytes: [0xff, 0xfe, 0, 0], encoding: "utf-32le", readable: false },
  { bytes: [0, 0, 0xfe, 0xff], encoding: "utf-32be", readable: false },
  { bytes: [0xef, 0xbb, 0xbf], encoding: "utf-8", readable: true },
  { bytes: [0xff, 0xfe], encoding: "utf-16le", readable: true },
  { bytes: [0xfe, 0xff], encoding: "utf-16be", readable: true },
  { bytes: [0x3c, 0, 0, 0], encoding: "utf-32le", readable: false },
  { bytes: [0, 0, 0, 0x3c], encoding: "utf-32be", readable: false },
  { bytes: [0x3c, 0], encoding: "utf-16le", readable: true },
  { bytes: [0, 0x3c], encoding: "utf-16be", readable: true },
  { bytes: [0x4c, 0x6f, 0xa7, 0x94], encoding: "ebcdic", readable: false },
];

function detect(bytes: Uint8Array): Detected {
  const shape = SHAPES.find((candidate) => candidate.bytes.every((byte, index) => bytes[index] === byte));
  if (shape && !shape.readable) return { encoding: undefined, label: shape.encoding };
  const head = new TextDecoder(shape?.encoding ?? "latin1").decode(bytes.subarray(0, 1024));
  const declared = /^\s*<\?xml\s[^>]*?encoding\s*=\s*["']([A-Za-z][A-Za-z0-9._-]*)["']/.exec(head)?.[1];
  const encoding = shape?.encoding ?? labelOf(declared ?? "utf-8");
  return { encoding, label: JSON.stringify(declared ?? ""), ...(declared !== undefined && { declared }) };
}

function labelOf(name: string): string | undefined {
  try {
    return new TextDecoder(name).encoding;
  } catch {
    return undefined;
  }
}

/** "UTF-16" says no byte order, so it agrees with both. */
function agree(declared: string, encoding: string): boolean {
  if (/^(utf-?16|iso-10646-ucs-2|ucs-2)$/i.test(declared)) return encoding.startsWith("utf-16");
  return labelOf(declared) === encoding;
}
