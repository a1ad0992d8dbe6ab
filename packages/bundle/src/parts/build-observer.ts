import { createHash } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { minify } from "./build-css.ts";
import { collectNotices } from "./collect-notices.ts";

/**
 * Builds the observer's page into `dist/observer`: one HTML file with its script and sheet inside, under a policy that lets nothing
 * else run and sends nothing. Beside it, for a site: a worker that keeps the page for when there is no network, and notices.
 *
 * @param room - folder of this package, with a slash at its end
 */
export async function buildObserver(room: string, folder = `${room}dist/observer`): Promise<void> {
  const source = resolve(room, "../observer/src");
  const sheets = [resolve(room, "../elements/src/theme/tokens.css"), `${source}/observer.css`];
  const style = await minify((await Promise.all(sheets.map((path) => readFile(path, "utf8")))).join("\n"));
  const script = await scriptOf(room);
  const policy = [
    "default-src 'none'",
    `script-src '${hashOf(script)}'`,
    `style-src '${hashOf(style)}'`,
    "worker-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  const page = (await readFile(`${source}/observer.html`, "utf8"))
    .replace("%POLICY%", policy)
    // A formatter may put them on lines of their own, and the digests are over every letter.
    .replace(/\s*%STYLE%\s*/, () => style)
    .replace(/\s*%SCRIPT%\s*/, () => script);
  await mkdir(folder, { recursive: true });
  await writeFile(`${folder}/index.html`, page);
  await writeFile(`${folder}/worker.js`, await readFile(`${source}/worker.js`, "utf8"));
  await writeFile(`${folder}/NOTICES.txt`, await collectNotices(room));
}

const hashOf = (text: string): string =>
  `sha256-${createHash("sha256").update(text, "utf8").digest("base64")}`;

async function scriptOf(room: string): Promise<string> {
  const { build } = await import("vite");
  const entry = `${room}tessera-observer-entry.js`;
  const result = await build({
    configFile: false,
    root: room,
    logLevel: "error",
    mode: "production",
    resolve: { conditions: ["source", "module", "browser", "production"] },
    build: {
      write: false,
      target: "es2022",
      minify: true,
      sourcemap: false,
      modulePreload: false,
      reportCompressedSize: false,
      rollupOptions: { input: entry, output: { format: "iife" } },
    },
    plugins: [
      {
        name: "tessera-observer",
        enforce: "pre",
        resolveId: (id) => (id === entry ? id : undefined),
        load: (id) => (id === entry ? `import "@tessera/observer/page";` : undefined),
        // The indentation of templates.
        transform: (code, id) =>
          /\/observer\/src\/views\/.*\.ts$/.test(id.replaceAll("\\", "/"))
            ? { code: code.replace(/\n\s+/g, "\n"), map: null }
            : undefined,
      },
    ],
  });
  const outputs = [result].flat() as {
    readonly output: readonly { readonly type: string; readonly code?: string }[];
  }[];
  const script = outputs.flatMap(({ output }) => output).find(({ type }) => type === "chunk")?.code;
  if (!script) throw new Error("the script of the observer's page came out empty");
  // What would end the element early stands in no string of ours; if it ever does, the page must not be made.
  if (/<\/script|<!--/i.test(script))
    throw new Error("the script of the observer's page cannot stand in a page");
  return script.trim();
}
