import type { Setting } from "./directives.ts";

export const WRITTEN =
  "<!-- Written by UPDATE_DOCS=1 from the schemas and docs/course-language.md; change those. -->";

export function settingsTable(rows: readonly (readonly [Setting, string])[]): string {
  const cell = (text: string) => text.replaceAll(/(?<!\\)\|/g, "\\|");
  const lines = rows.map(([{ name, takes = "", at }, says]) => {
    const where = at ? `at ${at.map((kind) => `\`${kind}\``).join(", ")}: ` : "";
    return `| \`${name === "id" ? "#id" : name}\` | ${cell(where + takes)} | ${localLinks(cell(says))} |`;
  });
  return ["| setting | takes | what it says |\n| --- | --- | --- |", ...lines].join("\n");
}

/** Links of docs/course-language.md, as seen from docs/reference. */
export function localLinks(text: string): string {
  return text
    .replace(/\]\(#/g, "](../course-language.md#")
    .replace(/\]\((?!\.\.\/course-language|https?:|#)([^)]+)\)/g, (_, target: string) => `](../${target})`);
}
