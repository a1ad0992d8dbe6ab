import {
  bankFrontMatter,
  blockFrontMatter,
  courseFrontMatter,
  pageFrontMatter,
  unitEntry,
  unitFrontMatter,
} from "@tessera/course";
import type { Section } from "./language-page.ts";
import { settingsTable, WRITTEN } from "./settings-table.ts";

interface Type {
  safeParse(value: unknown): {
    readonly success: boolean;
    readonly error?: { readonly issues: readonly { readonly message: string }[] } | undefined;
  };
}

interface Shaped {
  readonly shape: Readonly<Record<string, Type>>;
}

const COURSE = "The course: `course.md`";
/** File → its schema, and the sections that explain its settings, the nearest first. */
const FILES: readonly (readonly [string, Shaped, readonly string[]])[] = [
  ["`course.md`", courseFrontMatter, [COURSE]],
  ["An entry of `units:`", unitEntry as unknown as Shaped, ["Units", "Blocks", COURSE]],
  ["`unit.md`, or a unit of one file", unitFrontMatter, ["Units", COURSE]],
  ["A page of a folder", pageFrontMatter, ["Settings of a page"]],
  ["`block.md`", blockFrontMatter, ["Blocks", "Units", COURSE]],
  ["A bank of questions", bankFrontMatter, ["Drawing from banks"]],
];

export function frontMatterPage(sections: ReadonlyMap<string, Section>, missing: string[]): string {
  const later = sections.get("Not yet")?.text ?? "";
  const parts = FILES.map(([file, schema, where]) => {
    const rows = Object.entries(schema.shape)
      .filter(([name]) => !later.includes(`\`${name}\``))
      .map(([name, type]) => {
        const says = where
          .map((each) => sections.get(each)?.settings.get(name))
          .find((each) => each !== undefined);
        if (says === undefined)
          missing.push(
            `\`${name}\` of ${file}: a row in a table of “${where[0]}” of docs/course-language.md`,
          );
        const needed = type.safeParse(undefined).success ? "" : " (needed)";
        return [{ name: `${name}:`, takes: `${takesOf(type)}${needed}` }, says ?? ""] as const;
      });
    return `## ${file}\n\n${settingsTable(rows)}`;
  });
  return `${[
    WRITTEN,
    "# Front matter",
    "The settings between two lines of dashes at the top of a file. More: [the course](../course-language.md#the-course-coursemd), [units](../course-language.md#units), [blocks](../course-language.md#blocks).",
    ...parts,
  ].join("\n\n")}\n`;
}

function takesOf(type: Type): string {
  return type.safeParse(Symbol("nothing that YAML has")).error?.issues[0]?.message ?? "text";
}
