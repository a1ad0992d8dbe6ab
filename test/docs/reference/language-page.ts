import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** One section of docs/course-language.md. */
export interface Section {
  readonly heading: string;
  /** Below its heading, up to the next one. */
  readonly text: string;
  /** The first example that compiles, of what is right. */
  example(opening: RegExp): string | undefined;
  /** Setting → what its row of a table says. */
  readonly settings: ReadonlyMap<string, string>;
}

const path = fileURLToPath(new URL("../../../docs/course-language.md", import.meta.url));

/** By heading. Headings inside examples are no sections. */
export function readSections(): ReadonlyMap<string, Section> {
  const found = new Map<string, Section>();
  let heading = "";
  let lines: string[] = [];
  let fence: string | undefined;
  const end = () => void found.set(heading, section(heading, lines.join("\n")));
  for (const line of readFileSync(path, "utf8").split("\n")) {
    const mark = /^(`{3,})/.exec(line)?.[1];
    if (mark !== undefined && fence === undefined) fence = mark;
    else if (mark !== undefined && line.trim() === fence) fence = undefined;
    const title = fence === undefined ? /^##+ (.+)$/.exec(line)?.[1] : undefined;
    if (title === undefined) lines.push(line);
    else {
      end();
      heading = title;
      lines = [];
    }
  }
  end();
  return found;
}

function section(heading: string, text: string): Section {
  const examples = [...text.matchAll(/^(`{3,})markdown[^\n]*\n([\s\S]*?)^\1$/gm)].map(
    ([, , code = ""]) => code,
  );
  const settings = new Map<string, string>();
  for (const [, names = "", says = ""] of text.matchAll(/^\| +(`[^|]*`)[^|`]*\|((?:[^|\n]|\\\|)*)\|$/gm))
    for (const [, name = ""] of names.matchAll(/`#?([\w-]+)[^`]*`/g)) settings.set(name, says.trim());
  return { heading, text, settings, example: (opening) => examples.find((code) => opening.test(code)) };
}

/** The first paragraph, without its link to more. */
export function introOf({ text }: Section): string {
  const [first = ""] = text.trim().split(/\n\n/);
  return first
    .replace(/\s*\[More\]\([^)]*\)/, "")
    .replace(/\s+/g, " ")
    .trim();
}

/** The anchor that GitHub gives a heading. */
export function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, "")
    .replaceAll(" ", "-");
}
