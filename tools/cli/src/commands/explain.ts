import { readFileSync } from "node:fs";
import { suggest } from "@tessera/diagnostics";
import { InputError } from "../exit.ts";
import { data } from "../terminal.adapter.ts";

/** A copy of `docs/diagnostics.md`, made when Tessera is built: an installed one has no other. */
const ENTRIES = new URL("../../dist/docs/diagnostics.md", import.meta.url);

/** Prints what a code means, an example, and how to mend it. @throws InputError for a code that there is none of */
export function explain(code: string): void {
  data(entryOf(readFileSync(ENTRIES, "utf8"), code));
}

/** Code → the text of its entry, as docs/diagnostics.md has it. */
export function entriesOf(page: string): ReadonlyMap<string, string> {
  return new Map(
    [
      ...page.matchAll(/^### `([^`]+)`\n([\s\S]*?)(?=^### `[^`]+`$|^## (?:The |Questions$)|$(?![\s\S]))/gm),
    ].map(([, code = "", text = ""]) => [code, text.trim()]),
  );
}

/** The entry of one code, as the page has it. */
export function entryOf(page: string, code: string): string {
  const entries = entriesOf(page);
  const entry = entries.get(code);
  if (entry !== undefined) return `${code}\n\n${entry}\n`;
  const near = suggest(code, entries.keys());
  throw new InputError(`there is no diagnostic \`${code}\``, {
    help: near === undefined ? "copy the code from the brackets of the message" : `did you mean \`${near}\`?`,
  });
}
