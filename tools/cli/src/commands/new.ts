import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { InputError, UsageError } from "../exit.ts";
import { reasonOf, shellWord } from "../system-words.ts";
import { say } from "../terminal.adapter.ts";

const template = fileURLToPath(new URL("../../templates/course", import.meta.url));

/**
 * Writes the template course into `dir`, which must be new or empty. Made beside its place and moved there at
 * the end: there is never half a course.
 *
 * @throws InputError when `dir` holds something already; UsageError for a name or title that no course can have
 */
export function newCourse(dir: string, options: { readonly title?: string }): void {
  if (dir.trim() === "") throw new UsageError("the folder has no name");
  const title = options.title?.replace(/\s+/g, " ").trim() ?? titleFrom(basename(resolve(dir)));
  if (title === "" || title.length > MAX_TITLE)
    throw new UsageError(
      title === ""
        ? "the title is empty"
        : `the title has ${title.length} characters, and LMSs store ${MAX_TITLE}`,
    );
  const target = resolve(dir);
  if (existsSync(target) && !statSync(target).isDirectory())
    throw new InputError(`\`${dir}\` is a file`, { help: "name a folder that does not exist yet" });
  if (existsSync(target) && readdirSync(target).length > 0)
    throw new InputError(`\`${dir}\` is not empty`, { help: "name a folder that does not exist yet" });
  writeTemplate(target, title);
  say(`Wrote the course “${title}” into ${dir}. Next:`);
  say(`  tessera check ${shellWord(dir)}`);
  say(`  tessera build ${shellWord(dir)}`);
}

/**
 * @param target - absolute; missing, or an empty folder
 * @throws InputError when it cannot be written; nothing is left behind then
 */
export function writeTemplate(target: string, title: string): void {
  const half = join(dirname(target), `.${basename(target)}.${process.pid}.new`);
  try {
    mkdirSync(dirname(target), { recursive: true });
    cpSync(template, half, { recursive: true });
    const page = join(half, "course.md");
    const text = readFileSync(page, "utf8")
      .replaceAll("{{title}}", () => yamlQuotedInside(title))
      .replaceAll("{{slug}}", () => slugOf(basename(target)));
    writeFileSync(page, text);
    if (existsSync(target)) rmSync(target, { recursive: true });
    renameSync(half, target);
  } catch (cause) {
    rmSync(half, { recursive: true, force: true });
    throw new InputError(`cannot write \`${target}\`: ${reasonOf(cause)}`, { cause });
  }
}

const MAX_TITLE = 255;

function titleFrom(name: string): string {
  const words = name.replace(/[-_]+/g, " ").trim();
  return words ? words[0]?.toUpperCase() + words.slice(1) : "My course";
}

/** Ids are ASCII, whatever the folder is called (importers.md P5). */
function slugOf(name: string): string {
  const ascii = name
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "");
  return ascii || "course";
}

/** For the inside of a double-quoted YAML scalar; headings take the same text without harm. */
function yamlQuotedInside(title: string): string {
  return title.replaceAll("\\", "\\\\").replaceAll('"', '\\"');
}
