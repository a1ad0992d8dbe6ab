import type { Diagnostic, SourceText } from "@tessera/diagnostics";
import { problem } from "../report.ts";

/** What a wrong encoding leaves behind, and what neither XML nor a terminal takes: C0 and C1 but tab and line end. */
// oxlint-disable-next-line no-control-regex -- these are what is looked for; `\p{Cc}` with exceptions is slower
const DAMAGED = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\uFFFD]/;

/** Tells the first damaged character of a file: the others have the same cause. */
export function checkCharacters({ file, text }: SourceText, report: (diagnostic: Diagnostic) => void): void {
  const start = text.search(DAMAGED);
  if (start === -1) return;
  const code = text.charCodeAt(start);
  const isByte = code === 0xfffd;
  const name = `U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
  report(
    problem(
      "text/damaged",
      { file, start, end: start + 1 },
      {
        message: isByte
          ? "a byte that is not UTF-8, or the character U+FFFD that stands for one"
          : `the control character ${name}, which no reader can see`,
        help: isByte ? "save the file as UTF-8 and write the letter again" : "delete it",
      },
    ),
  );
}
