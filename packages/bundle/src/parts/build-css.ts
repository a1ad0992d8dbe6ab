import { readdir, readFile } from "node:fs/promises";
import { existsSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { blockFiles } from "./block-files.ts";

/** Cascade order of the page's own sheets; a layer each, so that order in the file is all that decides. */
const BASE = [
  "tokens",
  "reset",
  "prose",
  "shell",
  "controls",
  "navigation",
  "recorded",
  "quiz",
  "print",
] as const;

/**
 * @param room - folder of this package, with a slash at its end
 * @returns `base.css`, `course.css` for the page of a whole course, and one `kind-KIND.css`, `block-NAME.css` and `extra-NAME.css` for each kind, block and extra that has styles of its own
 */
export async function buildCss(room: string): Promise<Map<string, string>> {
  const theme = `${room}../elements/src/theme`;
  const base = await Promise.all(BASE.map((name) => readFile(`${theme}/${name}.css`, "utf8")));
  const kinds = `${room}../interactions/src`;
  const questions = await readFile(`${kinds}/question.css`, "utf8");
  const files = new Map([["base.css", await minify([questions, ...base].join("\n"))]]);
  files.set("course.css", await minify(await readFile(`${theme}/course.css`, "utf8")));
  for (const kind of (await readdir(kinds)).sort()) {
    const path = `${kinds}/${kind}/${kind}.css`;
    if (existsSync(path)) files.set(`kind-${kind}.css`, await minify(await withImports(path)));
  }
  for (const [name, path] of await blockFiles(room, "css"))
    files.set(`block-${name}.css`, await minify(await readFile(path, "utf8")));
  for (const [name, path] of await blockFiles(room, "css", "extras"))
    files.set(`extra-${name}.css`, await minify(await readFile(path, "utf8")));
  return files;
}

/** A kind's sheet with those that it shares with other kinds, `@import "../FOLDER/NAME.css";` at its beginning. */
async function withImports(path: string): Promise<string> {
  const sheet = await readFile(path, "utf8");
  const shared = [...sheet.matchAll(/^@import "([^"]+)";$/gm)].map(([, from = ""]) =>
    readFile(resolve(dirname(path), from), "utf8"),
  );
  return [...(await Promise.all(shared)), sheet.replace(/^@import .*$/gm, "")].join("\n");
}

/** Browsers that know OKLCH, `:has` and logical properties; older ones read black on white. */
const BROWSERS = ["chrome111", "safari16.4", "firefox121"];

export async function minify(css: string): Promise<string> {
  const { build } = await import("vite");
  const id = "/tessera-sheet.css";
  const result = await build({
    configFile: false,
    logLevel: "error",
    build: {
      write: false,
      cssMinify: true,
      cssTarget: BROWSERS,
      assetsInlineLimit: 0,
      rollupOptions: { input: id },
    },
    plugins: [
      {
        name: "tessera-sheet",
        enforce: "pre",
        resolveId: (source) => (source === id ? id : undefined),
        load: (source) => (source === id ? css : undefined),
      },
    ],
  });
  for (const { output } of [result].flat() as {
    output: { type: string; fileName: string; source?: unknown }[];
  }[])
    for (const file of output)
      if (file.type === "asset" && file.fileName.endsWith(".css")) return String(file.source).trim();
  throw new Error("the style sheet came out empty");
}
