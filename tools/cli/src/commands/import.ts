import { existsSync, readFileSync } from "node:fs";
import { basename, extname, relative, resolve } from "node:path";
import { hasErrors, renderGithub, renderJson, renderPretty, renderSarif } from "@tessera/diagnostics";
import { FORMATS, formatOf, readQuestions, writeBank } from "@tessera/interchange";
import type { Format } from "@tessera/interchange";
import { EXIT, InputError } from "../exit.ts";
import { reasonOf } from "../system-words.ts";
import { data, painterFor, say } from "../terminal.adapter.ts";
import { writeWhole } from "../write.adapter.ts";

export interface ImportOptions {
  /** What the file is; looked at without it. */
  readonly as?: Format;
  readonly out?: string;
  readonly format: "pretty" | "json" | "github" | "sarif";
}

/**
 * Takes questions of another tool over into a bank in the course language, and says what of them was not.
 *
 * @throws InputError for a file that is neither format, and where the bank would lie on a file that is there
 */
export function importQuestions(path: string, options: ImportOptions): void {
  const text = textOf(path);
  const format = options.as ?? formatOf(text);
  if (format === undefined) throw unknownFormat(path, text);
  const name = basename(path, extname(path));
  const out = options.out ?? `${name}.md`;
  // A bank that is there may hold what somebody has written since.
  if (existsSync(out))
    throw new InputError(`\`${out}\` is there already`, { help: "name another file with --out" });
  const file = relative(process.cwd(), resolve(path)).replaceAll("\\", "/");
  const source = { file, text };
  const { questions, diagnostics } = readQuestions(source, format);
  if (questions.length > 0)
    writeWhole([{ path: resolve(out), data: writeBank(name.replace(/[-_]+/g, " "), questions) }]);
  if (options.format === "pretty") {
    if (diagnostics.length > 0)
      data(renderPretty(diagnostics, new Map([[file, source]]), { colour: painterFor(process.stdout) }));
  } else {
    const render = { json: renderJson, github: renderGithub, sarif: renderSarif }[options.format];
    data(render(diagnostics, new Map([[file, source]])));
  }
  if (hasErrors(diagnostics)) process.exitCode = EXIT.inputHasErrors;
  if (questions.length === 0) return;
  say(`Took ${questions.length} question${questions.length === 1 ? "" : "s"} over into ${out}. Next:`);
  say("  put it into the folder `banks` of a course, and draw from it: `::from{bank=banks/NAME.md draw=5}`");
}

/** Without byte order mark, lines ended by `\n`: so are places counted. */
function textOf(path: string): string {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(path);
  } catch (cause) {
    throw new InputError(`cannot read \`${path}\`: ${reasonOf(cause)}`, { cause });
  }
  const text = new TextDecoder().decode(bytes).replace(/\r\n?/g, "\n");
  if (text.includes("\uFFFD"))
    throw new InputError(`\`${path}\` is no UTF-8 text`, {
      help: "save it as UTF-8 in the tool that wrote it",
    });
  return text;
}

function unknownFormat(path: string, text: string): InputError {
  const isXml = /^\s*<(?:\?xml|[a-z])/i.test(text);
  return new InputError(
    isXml
      ? `\`${path}\` is XML; of other tools' questions Tessera reads ${FORMATS.join(" and ")}`
      : `\`${path}\` holds nothing that looks like a question in ${FORMATS.join(" or ")}`,
    {
      help: isXml
        ? "export it as GIFT, which Moodle and converters of QTI write"
        : `say what it is with --as ${FORMATS.join(" or --as ")}`,
    },
  );
}
