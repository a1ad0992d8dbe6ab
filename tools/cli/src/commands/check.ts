import { hasErrors, renderGithub, renderJson, renderPretty, renderSarif } from "@tessera/diagnostics";
import type { Diagnostic } from "@tessera/diagnostics";
import { relative } from "node:path";
import { checkFolder, keepLock } from "../compile-folder.adapter.ts";
import type { CompiledFolder } from "../compile-folder.adapter.ts";
import { EXIT, UsageError } from "../exit.ts";
import { fixFiles } from "../fix-files.adapter.ts";
import { placed } from "../placed.ts";
import { data, painterFor, progress, say } from "../terminal.adapter.ts";

export interface CheckOptions {
  readonly format: "pretty" | "json" | "github" | "sarif";
  readonly frozen?: boolean;
  readonly cache?: boolean;
  /** Make the mends that are certain. */
  readonly fix?: boolean;
  /** Say what they would change, and change nothing. */
  readonly dryRun?: boolean;
}

/** Tells every mistake of every course, portfolio and people file in one run. */
export async function check(courses: readonly string[], options: CheckOptions): Promise<void> {
  if (options.dryRun && !options.fix)
    throw new UsageError("`--dry-run` says what `--fix` would change", { help: "add --fix" });
  if (options.fix && options.frozen)
    throw new UsageError("`--fix` changes files, `--frozen` lets none be changed", { help: "leave one out" });
  const line = progress("Checking", courses.length);
  const found: Diagnostic[] = [];
  const sources = new Map<string, { file: string; text: string }>();
  const tables = courses.filter((path) => /\.(ya?ml|csv)$/i.test(path));
  for (const folder of courses) {
    line.step(folder);
    if (tables.includes(folder)) continue;
    const compiled = await mended(await checkFolder(folder, options), { folder, options });
    if (compiled === undefined) continue;
    const named = placed(compiled, relative(process.cwd(), compiled.root));
    found.push(...named.diagnostics);
    for (const [file, source] of named.sources) sources.set(file, source);
    if (keepLock(compiled)) say(`updated ${named.prefix}course.lock.yaml`);
  }
  line.end();
  if (tables.length > 0) {
    const { checkPortfolioFiles } = await import("../portfolio/portfolio-files.adapter.ts");
    const checked = checkPortfolioFiles(tables);
    found.push(...checked.diagnostics);
    for (const source of checked.sources) sources.set(source.file, source);
  }
  if (options.dryRun) return;
  if (options.format === "pretty") {
    if (found.length > 0) data(renderPretty(found, sources, { colour: painterFor(process.stdout) }));
  } else {
    const render = { json: renderJson, github: renderGithub, sarif: renderSarif }[options.format];
    data(render(found, sources));
  }
  if (hasErrors(found)) process.exitCode = EXIT.inputHasErrors;
  const mendable = found.filter(({ fix }) => fix !== undefined).length;
  if (mendable > 0 && options.format === "pretty")
    say(`${mendable} of these can be mended with \`tessera check --fix\`; add --dry-run to see how.`);
  const what = tables.length > 0 ? ["file", "files"] : ["course", "courses"];
  if (found.length === 0)
    say(courses.length === 1 ? `The ${what[0]} has no mistakes.` : `The ${what[1]} have no mistakes.`);
}

/** The course after its mends; undefined where they were only shown. */
async function mended(
  compiled: CompiledFolder,
  { folder, options }: { readonly folder: string; readonly options: CheckOptions },
): Promise<CompiledFolder | undefined> {
  if (!options.fix) return compiled;
  const prefix = relative(process.cwd(), compiled.root).replaceAll("\\", "/");
  const { made, files, diff } = fixFiles(compiled, { write: options.dryRun !== true, prefix });
  if (options.dryRun) {
    if (made > 0) data(diff);
    say(
      made === 0
        ? `nothing in ${folder} is mended without you`
        : `${count(made, "mend")} in ${count(files.length, "file")}`,
    );
    return undefined;
  }
  if (made === 0) return compiled;
  for (const file of files) say(`mended ${file}`);
  return checkFolder(folder, options);
}

const count = (number: number, what: string): string => `${number} ${what}${number === 1 ? "" : "s"}`;
