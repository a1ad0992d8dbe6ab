/** docs/reference/diagnostics: one page for each code, from the catalogues, docs/diagnostics.md and the fixtures. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { CMI5_CODES, verifyPackage } from "@tessera/cmi5";
import { COURSE_CODES } from "@tessera/course";
import { applyFixes, renderFixes, renderPretty } from "@tessera/diagnostics";
import type { Diagnostic, Sources } from "@tessera/diagnostics";
import { INTERACTION_CODES } from "@tessera/interactions/schema";
import { INTERCHANGE_CODES } from "@tessera/interchange";
import type { InterchangeCode } from "@tessera/interchange";
import { MARKDOWN_CODES } from "@tessera/markdown";
import { PORTFOLIO_CODES } from "@tessera/portfolio";
import type { PortfolioCode } from "@tessera/portfolio";
import { INVALID_PACKAGES } from "../../../packages/cmi5/src/testing/invalid-packages.ts";
import { foreignFile } from "../../../packages/interchange/src/testing/foreign-files.testing.ts";
import {
  compileFixture,
  fixtureCourse,
} from "../../../packages/markdown/src/testing/fixture-course.testing.ts";
import { brokenFile } from "../../../packages/portfolio/src/testing/broken-files.testing.ts";
import { FILE, readPage } from "../../../packages/interactions/src/reading/sample-context.testing.ts";

const packages = fileURLToPath(new URL("../../../packages/", import.meta.url));
const WRITTEN =
  "<!-- Written by UPDATE_DOCS=1 from the catalogues, docs/diagnostics.md and the fixtures; change those. -->";
/** A file of an example with more lines than this is named, not shown. */
const LINES = 60;

/** What was written, and what is said about it. */
interface Shown {
  /** Name → text, or its size in bytes where there is nothing to read. */
  readonly files: Readonly<Record<string, string | number>>;
  readonly diagnostics: readonly Diagnostic[];
  readonly sources: Sources;
  /** One sentence before it. */
  readonly says: string;
}

/** @returns path below docs/reference/diagnostics → text */
export async function diagnosticPages(entries: ReadonlyMap<string, string>): Promise<Record<string, string>> {
  const pages: Record<string, string> = {};
  const rows: string[] = [];
  const invalid = await invalidPackages();
  const codes = {
    ...COURSE_CODES,
    ...INTERACTION_CODES,
    ...MARKDOWN_CODES,
    ...CMI5_CODES,
    ...PORTFOLIO_CODES,
    ...INTERCHANGE_CODES,
  } as Readonly<Record<string, string | { readonly severity: string; readonly meaning: string }>>;
  for (const [code, entry] of Object.entries(codes).sort(([left], [right]) => (left < right ? -1 : 1))) {
    const shown = invalid.get(code) ?? (await fixtureOf(code));
    const own = shown?.diagnostics.filter((each) => each.code === code) ?? [];
    const severity = typeof entry === "string" ? own[0]?.severity : entry.severity;
    const meaning = typeof entry === "string" ? entry : entry.meaning;
    const fixed = own.some((each) => each.fix);
    pages[`${code}.md`] = codePage({ code, severity, entry: entries.get(code) ?? "", shown, own });
    rows.push(
      `| [\`${code}\`](${code}.md) | ${severity ?? "either"} | ${meaning.replaceAll("|", "\\|")} | ${fixed ? "yes" : ""} |`,
    );
  }
  pages["README.md"] = [
    WRITTEN,
    "# Diagnostics, a page for each",
    "What Tessera says about a course, a package, a portfolio or its people, and of questions that are imported, in order of code. `tessera explain CODE` prints the short form of a page, [all of them](../../diagnostics.md) stand on one page. An error stops a build; a warning does not, and `allow:` in front matter silences one that is meant so.",
    ["| code | is | says | `--fix` |", "| --- | --- | --- | --- |", ...rows].join("\n"),
  ].join("\n\n");
  return pages;
}

interface Page {
  readonly code: string;
  readonly severity: string | undefined;
  readonly entry: string;
  readonly shown: Shown | undefined;
  readonly own: readonly Diagnostic[];
}

function codePage({ code, severity, entry, shown, own }: Page): string {
  const [before, mend] = entry.split(/^How to mend it: /m) as [string, string?];
  const firstFence = before.search(/^```|^> /m);
  const prose = (firstFence === -1 ? before : before.slice(0, firstFence)).trim();
  const example = firstFence === -1 ? "" : before.slice(firstFence).trim();
  const isPackage = code.startsWith("cmi5/");
  const parts = [
    WRITTEN,
    `# \`${code}\``,
    links(prose),
    severityOf(severity, { code, isPackage }),
    shown
      ? `## Example\n\n${shownText(shown, own)}`
      : example === ""
        ? ""
        : `## Example\n\n${links(example)}`,
    `## How to mend it\n\n${links(capital(mend?.trim() ?? packageMend(code)))}`,
    fixText(own, shown, isPackage || isOfPortfolio(code) || isOfImport(code)),
    `[All codes](README.md) · [on one page](../../diagnostics.md#${code.toLowerCase().replace("/", "")})`
      .replaceAll("(README.md)", "(../README.md)")
      .replaceAll("(../../", "(../../../"),
  ];
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}

/** How a fault of a package is mended, which depends on whose fault it is. */
function packageMend(code: string): string {
  if (code.startsWith("cmi5/importer-"))
    return "[What LMSs take](importers.md) says which LMS minds. `tessera build --profile portable` writes what the narrowest of them takes; a package of another tool is mended in that tool.";
  return FROM_COURSE.has(code) ? COURSE_MEND : PACKAGE_MEND;
}

/** What `build` says before it writes a package: the course holds something that no package can. */
const FROM_COURSE = new Set([
  "cmi5/forbidden-character",
  "cmi5/mastery-not-writable",
  "cmi5/no-title",
  "cmi5/package-too-large",
  "cmi5/title-too-long",
  "cmi5/unknown-objective",
]);
const COURSE_MEND =
  "change it in the course, and build again; `tessera build` says this before it writes a package.";
const PACKAGE_MEND =
  "change what the finding names in `cmi5.xml` or in the zip, or tell whoever made the tool that wrote it, and run `tessera verify` again. `tessera build` judges each package that it writes by the same rules: one that it wrote and that has this is a defect of Tessera.";

function severityOf(severity: string | undefined, { code, isPackage }: Said): string {
  if (isOfPortfolio(code))
    return severity === "error"
      ? "**Error**, from `tessera check`, and from every command that reads the file: nothing of it is used until it is mended."
      : "**Warning**, from `tessera check`: the file is read all the same.";
  if (isOfImport(code))
    return severity === "error"
      ? "**Error**, from `tessera import`: the question is not in the bank, and the exit code is 1."
      : "**Warning**, from `tessera import`: the bank is written all the same.";
  const said = isPackage ? "`tessera verify`" : "`tessera check`, `build` and `dev`";
  if (severity === "error")
    return isPackage
      ? `**Error**, from ${said}: the package breaks a requirement.`
      : `**Error**, from ${said}: the course is not built until it is mended.`;
  if (severity === "warning")
    return isPackage
      ? `**Warning**, from ${said}: some LMS may not take it.`
      : `**Warning**, from ${said}: the course is built all the same.`;
  return severity === "info"
    ? `**A note**, from ${said}.`
    : `From ${said}; how grave it is depends on the LMS.`;
}

interface Said {
  readonly code: string;
  readonly isPackage: boolean;
}

function shownText({ files, sources, says }: Shown, own: readonly Diagnostic[]): string {
  const blocks = Object.entries(files).map(([name, text]) => {
    if (typeof text === "number") return `\`${name}\`: ${text.toLocaleString("en")} bytes`;
    if (text.trimEnd().split("\n").length > LINES)
      return `\`${name}\`: ${text.trimEnd().split("\n").length} lines`;
    return `\`${name}\`:\n\n${fenced(text, name.endsWith(".md") ? "markdown" : "text")}`;
  });
  const printed = renderPretty(own.slice(0, 3), sources).replaceAll(/\n\n?[^\n]*\n$/g, "\n");
  return [says, ...blocks, ...(says === "" ? ["What is said:"] : []), fenced(printed, "text")]
    .filter((each) => each !== "")
    .join("\n\n");
}

function fixText(own: readonly Diagnostic[], shown: Shown | undefined, isPackage: boolean): string {
  if (isPackage) return "";
  if (!own.some((each) => each.fix) || !shown)
    return "`tessera check --fix` leaves it alone: what was meant is the author's to say.";
  const diffs = [...shown.sources.values()].flatMap((source) => {
    const { made } = applyFixes(source, own);
    return made.length > 0 ? [renderFixes(source, made)] : [];
  });
  return `\`tessera check --fix\` mends it where only one thing can have been meant, as here:\n\n${fenced(diffs.join(""), "diff")}`;
}

function fenced(text: string, language: string): string {
  const fence = "`".repeat(
    Math.max(3, ...[...text.matchAll(/^\s*(`{3,})/gm)].map(([, ticks = ""]) => ticks.length + 1)),
  );
  return `${fence}${language}\n${text.replace(/\n*$/, "")}\n${fence}`;
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** Links of docs/diagnostics.md, as seen from a page two folders further down. */
function links(text: string): string {
  return text
    .replace(/\]\(#/g, "](../../../diagnostics.md#")
    .replace(
      /\]\((?!\.\.\/\.\.\/\.\.\/diagnostics|https?:|#)([^)]+)\)/g,
      (_, target: string) => `](../../../${target})`,
    );
}

async function fixtureOf(code: string): Promise<Shown | undefined> {
  const name = code.replace("/", "__");
  if (Object.hasOwn(INTERACTION_CODES, code)) {
    const text = readFileSync(`${packages}interactions/fixtures/${name}/page.md`, "utf8");
    const { diagnostics } = readPage(text);
    return {
      says: "",
      files: { [FILE]: text },
      diagnostics,
      sources: new Map([[FILE, { file: FILE, text }]]),
    };
  }
  if (isOfPortfolio(code) || isOfImport(code)) {
    const { source, diagnostics } = isOfImport(code) ? foreignFile(code) : brokenFile(code);
    const { file, text } = source;
    return { says: "", files: { [file]: text }, diagnostics, sources: new Map([[file, source]]) };
  }
  if (!Object.hasOwn(MARKDOWN_CODES, code)) return undefined;
  const fixture = fixtureCourse(name);
  const { diagnostics, sources } = await compileFixture(name, fixture);
  const files = Object.fromEntries(
    Object.entries(fixture.files).map(([path, data]) => [path, readable(path, data) ?? data.length]),
  );
  return { says: "", files, diagnostics, sources };
}

const isOfImport = (code: string): code is InterchangeCode => Object.hasOwn(INTERCHANGE_CODES, code);
const isOfPortfolio = (code: string): code is PortfolioCode => Object.hasOwn(PORTFOLIO_CODES, code);

/** Text of a file that is text. */
function readable(path: string, data: Uint8Array): string | undefined {
  if (!/\.(md|yaml|vtt|svg|html|js|css|txt)$/.test(path)) return undefined;
  const text = new TextDecoder().decode(data);
  return text.includes("\u0000") || text.includes("\uFFFD") ? undefined : text;
}

/** Code → the first numbered package that breaks it. */
async function invalidPackages(): Promise<ReadonlyMap<string, Shown>> {
  const found = new Map<string, Shown>();
  for (const [number, { what, bytes, name, codes }] of Object.entries(INVALID_PACKAGES)) {
    if (codes.every((code) => found.has(code))) continue;
    const { findings, sources } = await verifyPackage(bytes(), { name: name ?? `${number}.zip` });
    const shown = {
      says: `\`tessera verify\` of a package with ${what}:`,
      files: {},
      diagnostics: findings,
      sources: new Map(sources.map((source) => [source.file, source] as const)),
    };
    for (const code of codes) if (!found.has(code)) found.set(code, shown);
  }
  return found;
}
