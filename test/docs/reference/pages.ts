/** docs/reference: one page for each directive and one for front matter, from the schemas and docs/course-language.md. */
import { directives } from "./directives.ts";
import type { Directive, Setting } from "./directives.ts";
import { frontMatterPage } from "./front-matter-page.ts";
import { anchorOf, introOf, readSections } from "./language-page.ts";
import type { Section } from "./language-page.ts";
import { WORDS } from "./sections.ts";
import { localLinks, settingsTable, WRITTEN } from "./settings-table.ts";

const COLONS = { container: ":::", leaf: "::", text: ":" } as const;
const FORM_WORDS = {
  container: "a container, on lines of its own with text between them",
  leaf: "a line of its own",
  text: "a part of a sentence",
} as const;
export interface Reference {
  /** File name → text. */
  readonly pages: Readonly<Record<string, string>>;
  /** What an author of Tessera has to write before a page is whole. */
  readonly missing: readonly string[];
}

export async function referencePages(): Promise<Reference> {
  const sections = readSections();
  const missing: string[] = [];
  const all = await directives((name) => WORDS[name]?.codes ?? []);
  const pages: Record<string, string> = {};
  for (const directive of all) {
    const section = sectionOf(directive, sections);
    if (section === undefined) {
      missing.push(
        `\`${directive.name}\`: ${
          directive.isQuestion
            ? `a section of docs/course-language.md with a link to packages/interactions/src/${directive.name}/README.md`
            : `an entry in test/docs/reference/sections.ts that names its section of docs/course-language.md`
        }`,
      );
      continue;
    }
    pages[`${directive.name}.md`] = directivePage(directive, { section, sections, missing });
  }
  pages["front-matter.md"] = frontMatterPage(sections, missing);
  pages["README.md"] = indexPage(all, sections);
  return { pages, missing };
}

function sectionOf(
  { name, isQuestion }: Directive,
  sections: ReadonlyMap<string, Section>,
): Section | undefined {
  if (!isQuestion) return sections.get(WORDS[name]?.section ?? "");
  return [...sections.values()].find(({ text }) =>
    text.includes(`packages/interactions/src/${name}/README.md`),
  );
}

interface Making {
  readonly section: Section;
  readonly sections: ReadonlyMap<string, Section>;
  readonly missing: string[];
}

const openingOf = ({ name, forms }: Directive): string => `${COLONS[forms[0] as keyof typeof COLONS]}${name}`;
const saysOf = (directive: Directive, section: Section): string =>
  WORDS[directive.name]?.says ?? introOf(section);

function directivePage(directive: Directive, making: Making): string {
  const { name, forms, settings, shared, codes } = directive;
  const { section, sections, missing } = making;
  const opening = new RegExp(`(?<!\\w):${name}[[{\n]`);
  const example = [section, ...sections.values()].map((each) => each.example(opening)).find((code) => code);
  if (example === undefined)
    missing.push(`\`${name}\`: an example that compiles, in “${section.heading}” of docs/course-language.md`);
  const common = sections.get("Questions");
  const sentence = (setting: string, where: readonly (Section | undefined)[]) => {
    const says = where.map((each) => each?.settings.get(setting)).find((each) => each !== undefined);
    if (says === undefined)
      missing.push(
        `\`${setting}\` of \`${name}\`: a row "| \`${setting}\` | … |" in a table of “${section.heading}” of docs/course-language.md`,
      );
    return says ?? "";
  };
  const rows = (list: readonly Setting[], where: readonly (Section | undefined)[]) =>
    list
      .filter((setting) => !isLater(setting, sections))
      .map((setting) => [setting, sentence(setting.name, where)] as const);
  const own = rows(settings, [section, common]);
  for (const [setting] of own)
    if (setting.takes === undefined)
      missing.push(`\`${setting.name}\` of \`${name}\`: what it takes, in test/docs/reference/sections.ts`);
  const parts = [
    WRITTEN,
    `# \`${openingOf(directive)}\``,
    localLinks(saysOf(directive, section)),
    forms.map((form) => `Written \`${COLONS[form]}${name}\`: ${FORM_WORDS[form]}.`).join(" "),
    `Stands ${placesOf(directive)}.`,
    own.length > 0
      ? `## Settings\n\n${settingsTable(own)}`
      : shared.length > 0
        ? ""
        : "It takes no settings.",
    shared.length > 0 ? `## Settings of every question\n\n${settingsTable(rows(shared, [common]))}` : "",
    example === undefined ? "" : `## Example\n\n${fenced(example)}`,
    Object.keys(codes).length === 0 ? "" : `## What can go wrong\n\n${codeList(codes)}`,
    directive.isQuestion
      ? "What can go wrong with any question begins with [`question/`](../diagnostics.md#questions) there, what helps guessing with `writing/`."
      : "",
    `More: [${section.heading}](../course-language.md#${anchorOf(section.heading)})${
      directive.isQuestion ? `, [scores and records](../../packages/interactions/src/${name}/README.md)` : ""
    }.`,
  ];
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}

/** Part of the language, and named under “Not yet”. */
function isLater({ name, takes }: Setting, sections: ReadonlyMap<string, Section>): boolean {
  return takes === undefined && (sections.get("Not yet")?.text.includes(`\`${name}\``) ?? false);
}

function placesOf({ within, forms }: Directive): string {
  if (within.includes("*")) return "anywhere in a text";
  const inside = within
    .filter((name) => name !== "page" && name !== "bank")
    .map((name) => `[\`:::${name}\`](${name}.md)`);
  const places = [
    ...(within.includes("page") ? ["at the top level of a page"] : []),
    ...(within.includes("bank") ? ["in a bank of questions"] : []),
    ...(inside.length > 0 ? [`inside ${oneOf(inside)}`] : []),
  ];
  return `${oneOf(places)}${forms.includes("text") ? ", however deep" : ""}`;
}

function oneOf(names: readonly string[]): string {
  return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} or ${names.at(-1)}`;
}

function codeList(codes: Readonly<Record<string, string>>): string {
  return Object.entries(codes)
    .map(([code, meaning]) => `- [\`${code}\`](diagnostics/${code}.md): ${meaning.replace(/\.$/, "")}.`)
    .join("\n");
}

function firstSentence(text: string): string {
  return /^.*?\.(?=\s|$)/.exec(text)?.[0] ?? text;
}

function fenced(example: string): string {
  const fence = example.includes("```") ? "````" : "```";
  return `${fence}markdown\n${example}${fence}`;
}

function indexPage(all: readonly Directive[], sections: ReadonlyMap<string, Section>): string {
  const group = (title: string, list: readonly Directive[]) =>
    `## ${title}\n\n${list
      .flatMap((directive) => {
        const section = sectionOf(directive, sections);
        return section
          ? [
              `- [\`${openingOf(directive)}\`](${directive.name}.md): ${firstSentence(localLinks(saysOf(directive, section)))}`,
            ]
          : [];
      })
      .join("\n")}`;
  return `${[
    WRITTEN,
    "# Reference",
    "One page for each word of the course language, for looking up; [The course language](../course-language.md) is for reading. Every example is compiled by a test.",
    "- [Front matter](front-matter.md): the settings of courses, blocks, units, pages and banks\n- [Diagnostics](diagnostics/README.md): a page for each code, with what gives it and how it is mended",
    group(
      "Questions",
      all.filter(({ isQuestion }) => isQuestion),
    ),
    group(
      "Everything else",
      all.filter(({ isQuestion }) => !isQuestion),
    ),
  ].join("\n\n")}\n`;
}
