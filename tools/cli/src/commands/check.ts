import { hasErrors, renderGithub, renderJson, renderPretty, renderSarif } from "@tessera/diagnostics";
import type { Diagnostic } from "@tessera/diagnostics";
import { relative } from "node:path";
import { checkFolder, keepLock } from "../compile-folder.adapter.ts";
import { EXIT } from "../exit.ts";
import { placed } from "../placed.ts";
import { data, painterFor, progress, say } from "../terminal.adapter.ts";

export interface CheckOptions {
  readonly format: "pretty" | "json" | "github" | "sarif";
  readonly frozen?: boolean;
  readonly cache?: boolean;
}

/** Tells every mistake of every course in one run. */
export async function check(courses: readonly string[], options: CheckOptions): Promise<void> {
  const line = progress("Checking", courses.length);
  const found: Diagnostic[] = [];
  const sources = new Map<string, { file: string; text: string }>();
  for (const folder of courses) {
    line.step(folder);
    const compiled = await checkFolder(folder, options);
    const named = placed(compiled, relative(process.cwd(), compiled.root));
    found.push(...named.diagnostics);
    for (const [file, source] of named.sources) sources.set(file, source);
    if (keepLock(compiled)) say(`updated ${named.prefix}course.lock.yaml`);
  }
  line.end();
  if (options.format === "pretty") {
    if (found.length > 0) data(renderPretty(found, sources, { colour: painterFor(process.stdout) }));
  } else {
    const render = { json: renderJson, github: renderGithub, sarif: renderSarif }[options.format];
    data(render(found, sources));
  }
  if (hasErrors(found)) process.exitCode = EXIT.inputHasErrors;
  else if (found.length === 0)
    say(`${courses.length === 1 ? "The course has" : "The courses have"} no mistakes.`);
}
