import { hasErrors, renderPretty } from "@tessera/diagnostics";
import { readSizes, sizedPath, SIZES_FILE, writeSizes } from "@tessera/markdown";
import type { SizedPicture } from "@tessera/markdown";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join, relative } from "node:path";
import { compileFolder } from "../compile-folder.adapter.ts";
import { EXIT, InputError } from "../exit.ts";
import { openCodecs } from "../images/codecs.adapter.ts";
import type { Codecs } from "../images/codecs.adapter.ts";
import { planSizes } from "../images/plan-sizes.ts";
import { shrink } from "../images/shrink.ts";
import { placed } from "../placed.ts";
import { data, painterFor, progress, say } from "../terminal.adapter.ts";
import { writeWhole } from "../write.adapter.ts";

const LEFT = {
  "drawn-in-lines": "SVG has every size",
  moves: "it moves: one picture of many would be left",
  small: "small enough",
  kind: "a kind that is not read",
} as const;

/** Writes smaller sizes of the pictures that pages show, and which they are into `images.lock.json`. */
export async function images(folder: string, options: { readonly dryRun?: boolean }): Promise<void> {
  const compiled = await compileFolder(folder);
  const { course, root } = compiled;
  if (course === undefined) {
    const { diagnostics, sources } = placed(compiled, relative(process.cwd(), root));
    const errors = diagnostics.filter((diagnostic) => hasErrors([diagnostic]));
    say(renderPretty(errors, sources, { colour: painterFor(process.stderr) }));
    say("pictures are written for a course without errors");
    process.exitCode = EXIT.inputHasErrors;
    return;
  }
  const lock = join(root, SIZES_FILE);
  const before = existsSync(lock) ? readSizes(readFileSync(lock, "utf8")) : new Map<string, SizedPicture>();
  if (!before) throw new InputError(`\`${SIZES_FILE}\` is not what \`tessera images\` writes: take it out`);
  const sized = new Set(course.assets.flatMap(({ sizes = [] }) => sizes.map(({ path }) => path)));
  const pictures = course.assets.filter(({ path, width }) => width !== undefined && !sized.has(path));
  const after = new Map<string, SizedPicture>();
  const line = progress("Writing", pictures.length);
  let codecs: Codecs | undefined;
  let [own, smallest, files] = [0, 0, 0];
  for (const { path, mediaType, width, size } of pictures) {
    line.step(path);
    const bytes = new Uint8Array(readFileSync(join(root, path)));
    const plan = planSizes(
      { path, mediaType, ...(width !== undefined && { width }) },
      { bytes, entry: before.get(path), exists: (each) => existsSync(join(root, each)) },
    );
    if (plan.kind === "left") {
      data(`${path}: ${LEFT[plan.why]}\n`);
      continue;
    }
    if (plan.kind === "done") {
      after.set(path, plan.entry);
      data(
        `${path}: ${plan.entry.widths.length > 0 ? `has ${plan.entry.widths.join(", ")}` : "no size is smaller"}\n`,
      );
      continue;
    }
    codecs ??= await openCodecs();
    const made = await make({ path, bytes, mediaType, widths: plan.widths }, codecs);
    if (options.dryRun !== true)
      writeWhole(
        made.map(({ width: each, webp }) => ({ path: join(root, sizedPath(path, each)), data: webp })),
      );
    after.set(path, { digest: plan.digest, widths: made.map(({ width: each }) => each) });
    own += size;
    smallest += made[0]?.webp.length ?? size;
    files += made.length;
    const sizes = made.map(({ width: each, webp }) => `${each} (${kilobytes(webp.length)})`);
    data(
      `${path}: ${kilobytes(size)}, ${sizes.length > 0 ? `now ${sizes.join(", ")}` : "no size is smaller"}\n`,
    );
  }
  line.end();
  const gone = pathsOf(before).filter(
    (path) => !pathsOf(after).includes(path) && existsSync(join(root, path)),
  );
  for (const path of gone) data(`${path}: belongs to no picture any more\n`);
  if (options.dryRun === true) {
    say(`nothing was written (--dry-run): ${files} files, and ${gone.length} to be taken away`);
    return;
  }
  for (const path of gone) rmSync(join(root, path));
  const text = writeSizes(after);
  if (after.size === 0) rmSync(lock, { force: true });
  else if (!existsSync(lock) || readFileSync(lock, "utf8") !== text) writeWhole([{ path: lock, data: text }]);
  if (files > 0)
    say(
      `${files} files written; a phone loads ${kilobytes(smallest)} of these pictures instead of ${kilobytes(own)}. Commit them.`,
    );
  else say("all sizes are there");
}

interface Source {
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly mediaType: string;
  /** Widest first. */
  readonly widths: readonly number[];
}

interface Made {
  readonly width: number;
  readonly webp: Uint8Array;
}

/** @returns narrowest first; a size that is no smaller than the picture itself is left out */
async function make({ path, bytes, mediaType, widths }: Source, codecs: Codecs): Promise<readonly Made[]> {
  const made: Made[] = [];
  let pixels;
  try {
    pixels = await codecs.decode(bytes, mediaType);
  } catch (cause) {
    throw new InputError(`\`${path}\` cannot be read: save it again`, { cause });
  }
  for (const width of widths) {
    // Each from the one before it: a photograph of twelve million pixels is gone through once.
    pixels = shrink(pixels, width);
    const webp = await codecs.encode(pixels, mediaType === "image/png");
    if (webp.length < bytes.length) made.unshift({ width, webp });
  }
  return made;
}

function pathsOf(pictures: ReadonlyMap<string, SizedPicture>): readonly string[] {
  return [...pictures].flatMap(([path, { widths }]) => widths.map((width) => sizedPath(path, width)));
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1024).toFixed(bytes < 10_240 ? 1 : 0)} KB`;
}
