import { statSync, existsSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { hasErrors, renderPretty } from "@tessera/diagnostics";
import { isSafeAddress } from "@tessera/scorm";
import { BUILD_PHASES, buildCourse } from "../build-course.adapter.ts";
import type { BuildTarget, BuiltCourse, ScoLayout } from "../build-course.adapter.ts";
import { EXIT, InputError, UsageError } from "../exit.ts";
import { placed } from "../placed.ts";
import { data, painterFor, progress, say } from "../terminal.adapter.ts";
import { writeWhole } from "../write.adapter.ts";

export interface BuildOptions {
  /** A path that ends in `.zip`, or a folder. */
  readonly out: string;
  readonly target: BuildTarget;
  readonly profile?: "standard" | "portable";
  readonly sco?: ScoLayout;
  readonly xapiTokenEndpoint?: string;
  readonly frozen?: boolean;
}

/**
 * Builds each course: `NAME.zip` (`NAME-TARGET.zip` for SCORM; for the web the folder `NAME-web`, or a zip when `--out`
 * names one), and beside it `NAME.tessera.json` and, where statements are sent, `NAME.profile.jsonld`, for the course team.
 * A course with an error writes nothing; the others are built all the same.
 */
export async function build(courses: readonly string[], options: BuildOptions): Promise<void> {
  const { target } = options;
  if (options.sco !== undefined && !target.startsWith("scorm"))
    throw new UsageError("`--sco` says how SCORM packages are made", {
      help: "add --target scorm12 or --target scorm2004",
    });
  const { xapiTokenEndpoint } = options;
  if (xapiTokenEndpoint !== undefined && !target.startsWith("scorm"))
    throw new UsageError(
      "`--xapi-token-endpoint` is for SCORM packages: a cmi5 LMS brings its own LRS, the web none",
      {
        help: "add --target scorm12 or --target scorm2004, or leave it out",
      },
    );
  if (xapiTokenEndpoint !== undefined && !isSafeAddress(xapiTokenEndpoint))
    throw new UsageError(`\`${xapiTokenEndpoint}\` is no address that a token may come from`, {
      help: "give an https:// URL without a user name, a password or a # part (http:// for 127.0.0.1 and localhost)",
    });
  if (options.profile !== undefined && target !== "cmi5")
    throw new UsageError("`--profile` says how cmi5 packages are made", { help: "leave it out" });
  const toFile = options.out.toLowerCase().endsWith(".zip");
  if (toFile && courses.length > 1)
    throw new UsageError(`\`${options.out}\` is one file, and there are ${courses.length} courses`, {
      help: "give a folder: --out DIR",
    });
  if (!toFile && existsSync(options.out) && !statSync(options.out).isDirectory())
    throw new InputError(`\`${options.out}\` is neither a folder nor a name that ends in .zip`);
  const line = progress("Building", courses.length * BUILD_PHASES.length);
  const written = new Map<string, string>();
  for (const folder of courses) {
    const built = await buildCourse(folder, {
      ...options,
      onPhase: (phase) => line.step(`${phase} ${folder}`),
    });
    line.end();
    report(built);
    if (built.parts === undefined) {
      say(`error: ${folder} was not built`);
      process.exitCode = EXIT.inputHasErrors;
      continue;
    }
    const { name } = built.parts;
    const asFolder = target === "web" && !toFile;
    const earlier = written.get(name);
    if (earlier !== undefined) {
      say(`error: \`${folder}\` would be \`${name}${asFolder ? "" : ".zip"}\`, as \`${earlier}\` is already`);
      say("  = help: the name is the last part of the course's id; change one, or give another --out");
      process.exitCode = EXIT.inputHasErrors;
      continue;
    }
    written.set(name, folder);
    const stem = toFile ? options.out.slice(0, -4) : join(options.out, name);
    const made = toFile ? options.out : asFolder ? stem : `${stem}.zip`;
    writeWhole([
      ...(asFolder
        ? built.parts.files.map(({ path, bytes }) => ({ path: resolve(stem, path), data: bytes }))
        : [{ path: resolve(made), data: built.parts.zip }]),
      { path: resolve(`${stem}.tessera.json`), data: built.parts.course },
      ...(built.parts.profile === undefined
        ? []
        : [{ path: resolve(`${stem}.profile.jsonld`), data: built.parts.profile }]),
    ]);
    data(made);
    const size = asFolder
      ? built.parts.files.reduce((sum, { bytes }) => sum + bytes.length, 0)
      : built.parts.zip.length;
    say(
      `${made}: ${Math.ceil(size / 1000)} KB, ${built.parts.units} unit${built.parts.units === 1 ? "" : "s"}`,
    );
  }
}

function report(built: BuiltCourse): void {
  const named = placed(built, relative(process.cwd(), built.root));
  const text = renderPretty(named.diagnostics, named.sources, { colour: painterFor(process.stderr) });
  if (text) say(text.trimEnd());
  if (hasErrors(built.diagnostics)) return;
  if (built.lockWritten) say(`updated ${join(dirname(join(named.prefix, "x")), "course.lock.yaml")}`);
}
