import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { buildCourse } from "../../tools/cli/src/build-course.adapter.ts";

type BuildOptions = Parameters<typeof buildCourse>[1];
type Built = NonNullable<Awaited<ReturnType<typeof buildCourse>>["parts"]>;

/**
 * A course of these files, built as the command line builds it; its folder is gone afterwards.
 *
 * @param files - path → content
 * @throws Error with what the compiler says of it
 */
export async function courseOf(
  files: Readonly<Record<string, string | Uint8Array>>,
  options: BuildOptions = {},
): Promise<Built> {
  const folder = await mkdtemp(join(tmpdir(), "tessera-course-"));
  try {
    for (const [path, content] of Object.entries(files)) {
      await mkdir(join(folder, dirname(path)), { recursive: true });
      await writeFile(join(folder, path), content);
    }
    const { parts, diagnostics } = await buildCourse(folder, options);
    if (!parts) throw new Error(JSON.stringify(diagnostics));
    return parts;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
