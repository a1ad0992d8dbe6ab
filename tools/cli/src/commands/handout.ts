import { existsSync, statSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { handoutOf } from "@tessera/bundle";
import { hasErrors, renderPretty } from "@tessera/diagnostics";
import { compileFolder, keepLock } from "../compile-folder.adapter.ts";
import { EXIT, InputError } from "../exit.ts";
import { folderHost } from "../folder.adapter.ts";
import { placed } from "../placed.ts";
import { data, painterFor, say } from "../terminal.adapter.ts";
import { writeWhole } from "../write.adapter.ts";

export interface HandoutOptions {
  /** A path that ends in `.html`, or a folder. */
  readonly out: string;
  readonly answers?: boolean;
}

/** The course on paper: `NAME-handout.html`, or `NAME-answers.html` with what is right at its end. */
export async function handout(folder: string, options: HandoutOptions): Promise<void> {
  const compiled = await compileFolder(folder);
  const named = placed(compiled, relative(process.cwd(), compiled.root));
  const text = renderPretty(named.diagnostics, named.sources, { colour: painterFor(process.stderr) });
  if (text) say(text.trimEnd());
  const { course } = compiled;
  if (!course || hasErrors(compiled.diagnostics)) {
    say(`error: ${folder} was not printed`);
    process.exitCode = EXIT.inputHasErrors;
    return;
  }
  const toFile = /\.html?$/i.test(options.out);
  if (!toFile && existsSync(options.out) && !statSync(options.out).isDirectory())
    throw new InputError(`\`${options.out}\` is neither a folder nor a name that ends in .html`);
  const host = folderHost(compiled.root);
  const html = await handoutOf(
    course,
    {
      readAsset: async (path) => {
        const bytes = await host.readBytes(path);
        if (bytes === undefined)
          throw new InputError(`\`${path}\` was there when the course was read, and is gone now`);
        return bytes;
      },
    },
    { answers: options.answers === true },
  );
  keepLock(compiled);
  const name = `${course.slug}-${options.answers === true ? "answers" : "handout"}.html`;
  const path = toFile ? options.out : join(options.out, name);
  writeWhole([{ path: resolve(path), data: html }]);
  data(path);
}
