import { readdir } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import type { Plugin } from "vite";

/** The one name that the parts share in the learner's page. */
const GLOBAL = "TesseraRuntime";

/**
 * The scripts of the runtime: `player.js`, one `kind-KIND.js` for each kind, `cmi5-client.js`. Classic scripts (module
 * scripts are blocked on some LMSs, importers.md M1), minified, ES2022, without source maps.
 *
 * @param room - folder of this package, with a slash at its end
 */
export async function buildScripts(room: string): Promise<Map<string, string>> {
  const interactions = resolve(room, "../interactions/src");
  const shared = await sharedModules(interactions);
  const files = new Map<string, string>();
  files.set("player.js", await buildPlayer({ room, shared }));
  for (const kind of await kindsIn(interactions))
    files.set(`kind-${kind}.js`, await buildKind(kind, { interactions, shared }));
  files.set("cmi5-client.js", await buildClient(room));
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
      if (/\.ts$/.test(file) && !/\.(test|bench)\.ts$/.test(file))
        found.set(`${interactions}/${folder}/${file}`, `s${found.size}`);
  return found;
}

interface Sharing {
  readonly shared: ReadonlyMap<string, string>;
}

async function buildPlayer({ room, shared }: Sharing & { readonly room: string }): Promise<string> {
  const player = resolve(room, "../elements/src/player.ts");
  const lines = [...shared].map(([path, name]) => `export * as ${name} from ${JSON.stringify(path)};`);
  const entry = [`export * from ${JSON.stringify(player)};`, `export * as lit from "lit";`, ...lines].join("\n");
  return bundle(entry, { name: GLOBAL, root: resolve(room, "../elements") });
}

async function buildKind(
  kind: string,
  { interactions, shared }: Sharing & { readonly interactions: string },
): Promise<string> {
  const entry = `import { register } from "tessera:player";
import * as door from ${JSON.stringify(`${interactions}/kinds/${kind}.ts`)};
register(door);`;
  const globals: Record<string, string> = { "tessera:player": GLOBAL, lit: `${GLOBAL}.lit` };
  for (const [path, name] of shared) globals[path] = `${GLOBAL}.${name}`;
  return bundle(entry, { globals, root: dirname(interactions) });
}

/** `@xapi/cmi5` as it is, for `loadCmi5Client` of the session. */
async function buildClient(room: string): Promise<string> {
  const entry = `import Cmi5 from "@xapi/cmi5";\nglobalThis.TesseraCmi5 = Cmi5;`;
  return bundle(entry, { root: resolve(room, "../session") });
}

interface BundleOptions {
  /** Where bare imports are looked up. */
  readonly root: string;
  /** Global that holds the entry's exports. */
  readonly name?: string;
  /** Module → the expression that stands for it. */
  readonly globals?: Readonly<Record<string, string>>;
}

async function bundle(entry: string, { root, name, globals = {} }: BundleOptions): Promise<string> {
  const { build } = await import("vite");
  const result = await build({
    configFile: false,
    root,
    logLevel: "error",
    mode: "production",
    resolve: { conditions: ["source", "module", "browser", "production"], alias: { "@xapi/cmi5": "@xapi/cmi5/dist/Cmi5.esm.js" } },
    define: { "process.env.NODE_ENV": '"production"' },
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
        output: { format: "iife", ...(name === undefined ? {} : { name }), globals: { ...globals }, extend: false },
      },
    },
    plugins: [entryPlugin(entry, { root, globals })],
  });
  for (const { output } of [result].flat() as { output: { type: string; code?: string }[] }[])
    for (const chunk of output) if (chunk.type === "chunk" && chunk.code) return `${chunk.code.trim()}\n`;
  throw new Error("a script of the runtime came out empty");
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
