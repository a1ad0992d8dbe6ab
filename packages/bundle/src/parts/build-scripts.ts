import { blockFiles } from "./block-files.ts";
import { cutCmi5Client } from "./cut-cmi5-client.ts";
import { readdir, readFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import type { Plugin } from "vite";

/** The library asks again and again where it is; in a page the answers are known, and what serves other places goes. */
const IN_A_PAGE = Object.fromEntries([
  ...["process", "WorkerGlobalScope", "setImmediate"].map((name) => [`typeof ${name}`, '"undefined"']),
  ...["window", "document", "navigator", "globalThis"].map((name) => [`typeof ${name}`, '"object"']),
  ...[
    "XMLHttpRequest",
    "FormData",
    "Blob",
    "URLSearchParams",
    "Symbol",
    "queueMicrotask",
    "fetch",
    "Request",
  ].map((name) => [`typeof ${name}`, '"function"']),
]) as Readonly<Record<string, string>>;

/** What Lit's base class asks of its style module when an element has no `static styles`. */
const NO_STYLES = `export const supportsAdoptingStyleSheets = false, getCompatibleStyle = (style) => style, adoptStyles = () => {};
export const css = undefined, unsafeCSS = undefined, CSSResult = undefined;`;

/** The one name that the parts share in the learner's page. */
const GLOBAL = "TesseraRuntime";

/**
 * The scripts of the runtime: `player.js`, `scorm-player.js`, `xapi.js`, one `kind-KIND.js` for each kind, one `block-NAME.js` for each
 * block that needs one, one `extra-NAME.js` for each extra of quizzes, `cmi5-client.js`. Classic scripts (module
 * scripts are blocked on some LMSs, importers.md M1), minified, ES2022, without source maps.
 *
 * @param room - folder of this package, with a slash at its end
 */
export async function buildScripts(room: string): Promise<Map<string, string>> {
  const interactions = resolve(room, "../interactions/src");
  const shared = await sharedModules(interactions);
  const files = new Map<string, string>();
  const wanted = new Map<string, Set<string>>();
  const take = (name: string, { code, imports }: Bundled) => {
    files.set(name, code);
    for (const [path, names] of imports) wanted.set(path, new Set([...(wanted.get(path) ?? []), ...names]));
  };
  for (const kind of await kindsIn(interactions))
    take(`kind-${kind}.js`, await buildKind(kind, { interactions, shared }));
  for (const [name, path] of await blockFiles(room, "ts", "extras"))
    take(`extra-${name}.js`, await buildExtra(room, { name, path }));
  for (const [name, path] of await blockFiles(room, "ts"))
    files.set(`block-${name}.js`, await buildBlock(room, path));
  files.set("player.js", await buildPlayer({ room, shared, wanted, entry: CMI5_PLAYER(room) }));
  files.set("scorm-player.js", await buildPlayer({ room, shared, wanted, entry: SCORM_PLAYER(room) }));
  files.set("course-page.js", await buildCoursePage(room));
  files.set("xapi.js", await buildXapi(room));
  files.set("cmi5-client.js", await buildClient(room));
  files.set("inflate.js", await buildInflate(room));
  return files;
}

/** A kind is a door of the room: `src/kinds/KIND.ts`. */
async function kindsIn(interactions: string): Promise<string[]> {
  const files = await readdir(`${interactions}/kinds`);
  return files.flatMap((file) => /^([a-z-]+)\.ts$/.exec(file)?.[1] ?? []).sort();
}

/**
 * Modules that more than one part runs: they are in `player.js` once, and the other parts take them from there.
 * Keys are absolute paths, values the names under which the player shares them.
 */
async function sharedModules(interactions: string): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  for (const folder of ["elements", "strings"])
    for (const file of (await readdir(`${interactions}/${folder}`)).sort())
      if (file.endsWith(".ts") && !/\.(test|bench|testing)\.ts$/.test(file))
        found.set(`${interactions}/${folder}/${file}`, `s${found.size}`);
  for (const file of ["scaled", "pattern"]) found.set(`${interactions}/${file}.ts`, `s${found.size}`);
  return found;
}

interface Sharing {
  readonly shared: ReadonlyMap<string, string>;
}

interface PlayerInput extends Sharing {
  readonly room: string;
  /** Brings `register` and starts the page. */
  readonly entry: string;
  /** Module → what kinds import from it; the rest of it need not be shared. */
  readonly wanted: ReadonlyMap<string, ReadonlySet<string>>;
}

const CMI5_PLAYER = (room: string) =>
  `import { register } from ${JSON.stringify(resolve(room, "../elements/src/player.ts"))};`;

/** The same page over an LMS's SCORM API or the browser's own storage: without `@xapi/cmi5` and without the outbox. */
const SCORM_PLAYER = (room: string) => `
import { register, startPage } from ${JSON.stringify(resolve(room, "../elements/src/start-page.adapter.ts"))};
import { openSession } from ${JSON.stringify(resolve(room, "../scorm/src/browser.ts"))};
startPage(openSession);`;

async function buildPlayer({ room, shared, wanted, entry: player }: PlayerInput): Promise<string> {
  const imports = [player];
  const parts = ["register"];
  for (const [path, part] of [...shared, ["lit", "lit"] as const]) {
    const names = [...(wanted.get(path) ?? [])].sort();
    if (names.length === 0) continue;
    const own = names.map((name) => `${name} as ${part}_${name}`).join(", ");
    imports.push(`import { ${own} } from ${JSON.stringify(path)};`);
    parts.push(`${part}: { ${names.map((name) => `${name}: ${part}_${name}`).join(", ")} }`);
  }
  const entry = `${imports.join("\n")}\nglobalThis.${GLOBAL} = { ${parts.join(", ")} };`;
  return (await bundle(entry, { root: resolve(room, "../elements") })).code;
}

async function buildKind(
  kind: string,
  { interactions, shared }: Sharing & { readonly interactions: string },
): Promise<Bundled> {
  const entry = `import { register } from "tessera:player";
import * as door from ${JSON.stringify(`${interactions}/kinds/${kind}.ts`)};
register(door);`;
  const globals: Record<string, string> = { "tessera:player": GLOBAL, lit: `${GLOBAL}.lit` };
  for (const [path, name] of shared) globals[path] = `${GLOBAL}.${name}`;
  return bundle(entry, { globals, root: dirname(interactions) });
}

/** An extra of quizzes: takes Lit from the player, and registers there. */
async function buildExtra(
  room: string,
  { name, path }: { readonly name: string; readonly path: string },
): Promise<Bundled> {
  const entry = `import { register } from "tessera:player";
import { ${name} as extra } from ${JSON.stringify(path)};
register({ extra });`;
  const globals = { "tessera:player": GLOBAL, lit: `${GLOBAL}.lit` };
  return bundle(entry, { globals, root: resolve(room, "../elements") });
}

/** A block's script stands by itself: it takes nothing from the player, and a page whose player fails still has it. */
async function buildBlock(room: string, path: string): Promise<string> {
  const root = resolve(room, "../elements");
  return (await bundle(`import ${JSON.stringify(path)};`, { root })).code;
}

/** Fetched by `open-unit-data.ts` where the browser can't inflate by itself. */
async function buildInflate(room: string): Promise<string> {
  const path = resolve(room, "../elements/src/shell/inflate.ts");
  const entry = `import { inflateRaw } from ${JSON.stringify(path)};\nglobalThis.TesseraInflate = inflateRaw;`;
  return (await bundle(entry, { root: resolve(room, "../elements") })).code;
}

/** The page of a whole course: its list of units, and the one SCO that they share. */
async function buildCoursePage(room: string): Promise<string> {
  const entry = `import ${JSON.stringify(resolve(room, "../scorm/src/browser/course-page.adapter.ts"))};`;
  return (await bundle(entry, { root: resolve(room, "../scorm") })).code;
}

/** Statements beside a SCORM session, for packages with a token endpoint: the cmi5 session and its outbox. */
async function buildXapi(room: string): Promise<string> {
  const entry = `import ${JSON.stringify(resolve(room, "../scorm/src/browser/side.adapter.ts"))};`;
  return (await bundle(entry, { root: resolve(room, "../scorm") })).code;
}

/** `@xapi/cmi5` without the transport that is never called, for `loadCmi5Client` of the session. */
async function buildClient(room: string): Promise<string> {
  const entry = `import Cmi5 from "@xapi/cmi5";\nglobalThis.TesseraCmi5 = Cmi5;`;
  const cut = {
    name: "cut-cmi5-client",
    transform: (code: string, id: string) =>
      id.includes("Cmi5.esm.js") ? { code: cutCmi5Client(code), map: null } : null,
  };
  return (await bundle(entry, { root: resolve(room, "../session"), define: IN_A_PAGE, plugins: [cut] })).code;
}

interface Bundled {
  readonly code: string;
  /** What is taken from outside: module → names. */
  readonly imports: readonly (readonly [string, readonly string[]])[];
}

interface Chunk {
  readonly type: string;
  readonly code?: string;
  readonly moduleIds?: readonly string[];
}

interface BundleOptions {
  readonly plugins?: readonly Plugin[];
  readonly define?: Readonly<Record<string, string>>;
  /** Nothing is left out: not even what only the compiler needs. */
  readonly whole?: boolean;
  /** Where bare imports are looked up. */
  readonly root: string;
  /** Module → the expression that stands for it. */
  readonly globals?: Readonly<Record<string, string>>;
}

async function bundle(
  entry: string,
  { root, globals = {}, define = {}, whole = false, plugins = [] }: BundleOptions,
): Promise<Bundled> {
  const { build } = await import("vite");
  const result = await build({
    configFile: false,
    root,
    logLevel: "error",
    mode: "production",
    resolve: {
      conditions: ["source", "module", "browser", "production"],
      alias: { "@xapi/cmi5": "@xapi/cmi5/dist/Cmi5.esm.js" },
    },
    define: { "process.env.NODE_ENV": '"production"', ...define },
    build: {
      write: false,
      target: "es2022",
      minify: true,
      sourcemap: false,
      modulePreload: false,
      reportCompressedSize: false,
      rollupOptions: {
        input: `${root}/tessera-entry.js`,
        preserveEntrySignatures: "strict",
        output: { format: "iife", globals: { ...globals } },
      },
    },
    plugins: [entryPlugin(entry, { root, globals }), ...(whole ? [] : [slimPlugin()]), ...plugins],
  });
  for (const { output } of [result].flat() as { output: Chunk[] }[])
    for (const { type, code, moduleIds = [] } of output)
      if (type === "chunk" && code)
        return { code: `${code.trim()}\n`, imports: await importsOf(moduleIds, { globals, code }) };
  throw new Error("a script of the runtime came out empty");
}

/** What the modules of a part take from outside and the part still uses: module → names. */
async function importsOf(
  modules: readonly string[],
  { globals, code }: { readonly globals: Readonly<Record<string, string>>; readonly code: string },
): Promise<Bundled["imports"]> {
  const found: [string, string[]][] = [];
  for (const id of modules.filter((each) => each.endsWith(".ts"))) {
    const text = await readFile(id, "utf8");
    for (const [, list = "", from = ""] of text.matchAll(/^import \{([^}]*)\} from "([^"]+)";/gm)) {
      const path = from.startsWith(".") ? resolve(dirname(id), from) : from;
      if (!(path in globals)) continue;
      const names = list.split(",").map((name) => name.trim().split(" as ")[0] ?? "");
      found.push([
        path,
        names.filter((name) => name && !name.startsWith("type ") && code.includes(`.${name}`)),
      ]);
    }
  }
  return found;
}

/** The entry is text, and what a global stands for stays outside. */
function entryPlugin(
  entry: string,
  { root, globals }: { readonly root: string; readonly globals: Readonly<Record<string, string>> },
): Plugin {
  const id = `${root}/tessera-entry.js`;
  return {
    name: "tessera-entry",
    enforce: "pre",
    async resolveId(source, importer) {
      if (source === id) return id;
      if (source in globals) return { id: source, external: true };
      if (importer === undefined || importer === id || !source.startsWith(".")) return undefined;
      const path = resolve(dirname(importer), source);
      return path in globals ? { id: path, external: true } : undefined;
    },
    load: (source) => (source === id ? entry : undefined),
  };
}

/**
 * What was done at build time is left out of the page's scripts: a kind's static markup (it is in the HTML) and its
 * definition (it is in the unit's data); `parse` is for reports. And the indentation of templates.
 */
function slimPlugin(): Plugin {
  return {
    name: "tessera-slim",
    enforce: "pre",
    transform(code, id) {
      const path = id.replaceAll("\\", "/");
      const kind = /\/interactions\/src\/([a-z-]+)\/\1\.ts$/.exec(path)?.[1];
      if (kind !== undefined) {
        let slim = code;
        for (const name of ["markup", "parse", "correct", "describe", "judgedBy"]) {
          const property = new RegExp(`^ {2}${name}\\b[^]*?,\\n(?=^(?: {2}(?:\\w|//)|\\}))`, "m");
          if (!property.test(slim))
            throw new Error(`the kind "${kind}" has no \`${name}\` where it was looked for`);
          slim = slim.replace(property, "");
        }
        return { code: slim, map: null };
      }
      // Every course brings all the words it needs (`UnitData.strings`); the English fallback is the compiler's.
      if (path.endsWith("/interactions/src/strings/en.ts"))
        return { code: "export const EN = new Proxy({}, { get: (_, key) => key });", map: null };
      // No element here has styles of its own: the page's sheet styles their light DOM.
      if (path.endsWith("/reactive-element/css-tag.js")) return { code: NO_STYLES, map: null };
      if (/\/(?:elements|interactions)\/src\/.*(?:element|-view|-page)\.ts$/.test(path))
        return { code: code.replace(/\n\s+/g, "\n"), map: null };
      return undefined;
    },
  };
}

/** The script of the gallery's pages: shell, quiz, every kind and every state. */
export async function buildGalleryScript(room: string): Promise<string> {
  const root = resolve(room, "../elements");
  return (await bundle(`import ${JSON.stringify(`${root}/src/gallery.ts`)};`, { root, whole: true })).code;
}
