import { applyFixes, renderFixes } from "@tessera/diagnostics";
import type { Fix } from "@tessera/diagnostics";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { CompiledFolder } from "./compile-folder.adapter.ts";
import { writeWhole } from "./write.adapter.ts";

export interface Mended {
  /** Mends, and the files they are in. */
  readonly made: number;
  readonly files: readonly string[];
  /** What changes, as `diff` writes it. */
  readonly diff: string;
}

/**
 * Makes the mends that are certain, each file written whole or not at all. Line ends and the mark at the beginning of a
 * file stay as they are.
 *
 * @param options.write - false to say only what would change
 * @param options.prefix - path of the folder as it is to be shown
 */
export function fixFiles(
  { root, diagnostics, sources }: CompiledFolder,
  options: { readonly write: boolean; readonly prefix?: string },
): Mended {
  const named = (file: string) => (options.prefix ? `${options.prefix}/${file}` : file);
  const changes = [...sources.values()].flatMap((source) => {
    const { made } = applyFixes(source, diagnostics);
    return made.length === 0 ? [] : [{ source, made }];
  });
  if (options.write)
    writeWhole(
      changes.map(({ source, made }) => {
        const path = join(root, source.file);
        return { path, data: mendRaw(readFileSync(path, "utf8"), made) };
      }),
    );
  return {
    made: changes.reduce((sum, { made }) => sum + made.length, 0),
    files: changes.map(({ source }) => named(source.file)),
    diff: changes
      .map(({ source, made }) => renderFixes({ ...source, file: named(source.file) }, made))
      .join(""),
  };
}

/** The same mends in the file as it lies on disk, where a line may end in `\r\n`. */
export function mendRaw(raw: string, made: readonly Fix[]): string {
  const places: number[] = [];
  let at = raw.startsWith("\uFEFF") ? 1 : 0;
  for (; at < raw.length; at += 1) {
    places.push(at);
    if (raw[at] === "\r" && raw[at + 1] === "\n") at += 1;
  }
  places.push(raw.length);
  const end = raw.includes("\r\n") ? "\r\n" : "\n";
  let text = "";
  let from = 0;
  for (const { span, text: put } of made) {
    text += raw.slice(from, places[span.start]) + put.replaceAll("\n", end);
    from = places[span.end] as number;
  }
  return text + raw.slice(from);
}
