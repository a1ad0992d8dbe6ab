import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { ICON } from "./icon.ts";

/** The learner's tokens, so that both pages know the same colours; then the workbench's own sheets, in cascade order. */
const SHEETS = ["base", "controls", "layout", "launch", "stage", "record"] as const;

/**
 * Builds the page of the simulated LMS into `dist/workbench`: one page, one script, one sheet; and the script that
 * units get while their course is being written. Plain scripts, so that the pages are the same under every policy
 * that the LMS may send.
 *
 * @param room - folder of this package, with a slash at its end
 */
export async function buildWorkbench(room: string, folder = `${room}dist/workbench`): Promise<void> {
  const source = resolve(room, "../workbench/src");
  const sheets = [
    resolve(room, "../elements/src/theme/tokens.css"),
    ...SHEETS.map((name) => `${source}/theme/${name}.css`),
  ];
  const css = (await Promise.all(sheets.map((path) => readFile(path, "utf8")))).join("\n");
  const files = new Map<string, string>([
    ["index.html", await readFile(`${source}/page/index.html`, "utf8")],
    ["icon.svg", ICON],
    ...(await page(room, css)),
    ["unit-page.js", (await bundle(room, `import "@tessera/workbench/unit-page";`)).script],
  ]);
  await mkdir(folder, { recursive: true });
  for (const stale of await readdir(folder))
    if (!files.has(stale)) await rm(`${folder}/${stale}`, { recursive: true });
  for (const [name, text] of files) await writeFile(`${folder}/${name}`, text);
}

const SHEET = "/tessera-workbench.css";

/** Script and sheet of the gallery's index, in the workbench's looks. */
export async function buildGalleryIndex(
  room: string,
): Promise<{ readonly script: string; readonly sheet: string }> {
  const source = resolve(room, "../workbench/src/theme");
  const sheets = [
    resolve(room, "../elements/src/theme/tokens.css"),
    ...["base", "controls", "layout", "stage", "gallery"].map((name) => `${source}/${name}.css`),
  ];
  const css = (await Promise.all(sheets.map((path) => readFile(path, "utf8")))).join("\n");
  const imports = `import "@tessera/workbench/gallery-page";\nimport ${JSON.stringify(SHEET)};`;
  const { script, sheet } = await bundle(room, imports, css);
  return { script, sheet: String(sheet) };
}

/** One script and one sheet, for a page that holds both. @param imports - the entry; @param css - of the page */
export const bundlePage = (
  room: string,
  imports: string,
  css: string,
): Promise<{ readonly script: string; readonly sheet?: unknown }> =>
  bundle(room, `${imports}\nimport ${JSON.stringify(SHEET)};`, css);

async function page(room: string, css: string): Promise<readonly (readonly [string, string])[]> {
  const imports = `import "@tessera/workbench/page";\nimport ${JSON.stringify(SHEET)};`;
  const { script, sheet } = await bundle(room, imports, css);
  if (typeof sheet !== "string") throw new Error("the workbench came out empty");
  return [
    ["workbench.js", script],
    ["workbench.css", `${sheet.trim()}\n`],
  ];
}

/** @param imports - the entry: what is run, in order */
async function bundle(
  room: string,
  imports: string,
  css = "",
): Promise<{ readonly script: string; readonly sheet?: unknown }> {
  const { build } = await import("vite");
  const entry = `${room}tessera-workbench-entry.js`;
  const result = await build({
    configFile: false,
    root: room,
    logLevel: "error",
    mode: "production",
    resolve: { conditions: ["source", "module", "browser", "production"] },
    build: {
      write: false,
      target: "es2022",
      cssTarget: ["chrome111", "safari16.4", "firefox121"],
      // One sheet as a file: in a script of this format Vite would put it into the script.
      cssCodeSplit: false,
      cssMinify: true,
      minify: true,
      sourcemap: false,
      modulePreload: false,
      reportCompressedSize: false,
      rollupOptions: { input: entry, output: { format: "iife" } },
    },
    plugins: [
      {
        name: "tessera-workbench",
        enforce: "pre",
        resolveId: (id) => (id === entry || id === SHEET ? id : undefined),
        load(id) {
          if (id === SHEET) return css;
          return id === entry ? imports : undefined;
        },
        // The indentation of templates.
        transform: (code, id) =>
          /\/workbench\/src\/elements\/.*\.ts$/.test(id.replaceAll("\\", "/"))
            ? { code: code.replace(/\n\s+/g, "\n"), map: null }
            : undefined,
      },
    ],
  });
  const outputs = [result].flat() as {
    readonly output: readonly {
      readonly type: string;
      readonly fileName: string;
      readonly code?: string;
      readonly source?: unknown;
    }[];
  }[];
  const files = outputs.flatMap(({ output }) => output);
  const script = files.find(({ type }) => type === "chunk")?.code;
  const sheet = files.find(({ fileName }) => fileName.endsWith(".css"))?.source;
  if (!script) throw new Error("a script of the workbench came out empty");
  return { script: `${script.trim()}\n`, sheet };
}
