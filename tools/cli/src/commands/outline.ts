import { outlineOf } from "@tessera/course";
import { hasErrors, renderPretty } from "@tessera/diagnostics";
import { relative } from "node:path";
import { compileFolder } from "../compile-folder.adapter.ts";
import { EXIT } from "../exit.ts";
import { outlineText } from "../outline/outline-text.ts";
import { placed } from "../placed.ts";
import { data, painterFor, say } from "../terminal.adapter.ts";

/** Prints what a course is made of and what becomes of each objective; writes nothing. */
export async function outline(
  folder: string,
  options: { readonly format: "table" | "json" | "md" },
): Promise<void> {
  const compiled = await compileFolder(folder);
  const { course } = compiled;
  if (course === undefined) {
    const { diagnostics, sources } = placed(compiled, relative(process.cwd(), compiled.root));
    const errors = diagnostics.filter((diagnostic) => hasErrors([diagnostic]));
    say(renderPretty(errors, sources, { colour: painterFor(process.stderr) }));
    say("a course with an error has no outline");
    process.exitCode = EXIT.inputHasErrors;
    return;
  }
  const found = outlineOf(course);
  data(
    options.format === "json" ? `${JSON.stringify(found, null, 2)}\n` : outlineText(found, options.format),
  );
}
