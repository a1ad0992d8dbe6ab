import { decodeCp437 } from "./cp437.ts";

export interface EntryName {
  readonly text: string;
  /** Not ASCII, and not marked as UTF-8: other tools may read another name. */
  readonly ambiguous: boolean;
  /** Marked as UTF-8, but it is not. */
  readonly malformed: boolean;
}

export function decodeEntryName(bytes: Uint8Array, isUtf8: boolean): EntryName {
  const ascii = bytes.every((byte) => byte < 128);
  if (!ascii && !isUtf8) return { text: decodeCp437(bytes), ambiguous: true, malformed: false };
  try {
    return {
      text: new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes),
      ambiguous: false,
      malformed: false,
    };
  } catch {
    return { text: new TextDecoder("utf-8").decode(bytes), ambiguous: false, malformed: true };
  }
}

/** Why unpacking `name` could write outside of the target folder or fail on some system; undefined when it cannot. */
export function unsafeName(name: string, depth: number): string | undefined {
  if (name === "") return "is empty";
  if (name.includes("\0")) return "holds a NUL";
  if (/[\u0001-\u001f\u007f]/.test(name)) return "holds a control character";
  if (name.includes("\\")) return "holds a backslash";
  if (/^[A-Za-z]:/.test(name)) return "starts with a drive letter";
  if (name.startsWith("/")) return "is absolute";
  const parts = name.replace(/\/$/, "").split("/");
  if (parts.includes("..")) return "leaves its folder";
  if (parts.some((part) => part === "" || part === ".")) return "has an empty part";
  if (parts.length > depth) return `is nested more than ${depth} deep`;
  return undefined;
}
