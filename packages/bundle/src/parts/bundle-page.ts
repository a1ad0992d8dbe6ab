/** Script and sheet of a page that is no unit's: workbench, gallery, dashboard, verifier, observer. */
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";

const SHEET = "/tessera-page.css";

export interface PageBundle {
  readonly script: string;
  readonly sheet: string;
}

/** @param imports - the entry: what is run, in order; @param css - of the page */
export async function bundlePage(room: string, imports: string, css: string): Promise<PageBundle> {
  const { script, sheet } = await bundle(room, `${imports}\nimport ${JSON.stringify(SHEET)};`, css);
  if (typeof sheet !== "string") throw new Error("the sheet of a page came out empty");
  return { script, sheet };
}

/** @param imports - the entry: what is run, in order */
export async function bundleScript(room: string, imports: string): Promise<string> {
  return (await bundle(room, imports)).script;
}

/** @param paths - in the order of the cascade */
export async function joinSheets(paths: readonly string[]): Promise<string> {
  return (await Promise.all(paths.map((path) => readFile(path, "utf8")))).join("\n");
}

/** As a policy names what may run: `'sha256-…'`, quotes included. */
export const digestOf = (text: string): string =>
  `'sha256-${createHash("sha256").update(text, "utf8").digest("base64")}'`;

async function bundle(
  room: string,
  imports: string,
  css = "",
): Promise<{ readonly script: string; readonly sheet?: unknown }> {
  const { build } = await import("vite");
  const entry = `${room}tessera-page-entry.js`;
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
        name: "tessera-page",
        enforce: "pre",
        resolveId: (id) => (id === entry || id === SHEET ? id : undefined),
        load(id) {
          if (id === SHEET) return css;
          return id === entry ? imports : undefined;
        },
        // The indentation of templates.
        transform: (code, id) =>
          /\/(?:workbench\/src\/elements|observer\/src\/views)\/.*\.ts$/.test(id.replaceAll("\\", "/"))
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
  if (!script) throw new Error("the script of a page came out empty");
  return { script: `${script.trim()}\n`, sheet };
}
