import type { SourceText } from "@tessera/diagnostics";

/** A file's text as the compiler sees it: no byte order mark, `\n` at line ends; lines and columns are the author's. */
export function readSource(file: string, text: string): SourceText {
  return { file, text: text.replace(/^\uFEFF/, "").replace(/\r\n?/g, "\n") };
}
