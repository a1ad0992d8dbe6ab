/** What every file of the tree keeps. Each rule is one test, and the failure names the place. */
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { manifestOf, reach, read, root, ROOMS, trackedFiles } from "./sources.ts";

const files = trackedFiles();
const isTest = (path: string) => /\.(test|bench|testing|samples)\.ts$|\/testing\//.test(path);
const sources = files.filter((path) => /^(packages|tools)\/[^/]+\/src\/.*\.ts$/.test(path));
const shipped = sources.filter((path) => !isTest(path));
/** Written by a script out of a specification's table. */
const GENERATED = new Set([
  "packages/lms/src/requirement-rows.ts",
  "packages/cmi5/src/schema/course-structure-xsd.ts",
]);
/** Scripts that wire the real ports for a page: what an adapter is elsewhere. */
const MAIN_SCRIPTS = new Set(["packages/elements/src/player.ts"]);

/** The text without comments, as long as before, so that places stay. */
function code(path: string): string {
  const blank = (text: string) => text.replace(/[^\n]/g, " ");
  return read(path)
    .replace(/\/\*[\s\S]*?\*\//g, blank)
    .replace(/(^|[\s;{}(,])\/\/[^\n]*/g, blank);
}

function findings(paths: readonly string[], pattern: RegExp, textOf = code): string[] {
  return paths.flatMap((path) => {
    const text = textOf(path);
    return [...text.matchAll(new RegExp(pattern.source, `${pattern.flags.replace("g", "")}g`))].map(
      (match) => `${path}:${text.slice(0, match.index).split("\n").length}: ${match[0].trim()}`,
    );
  });
}

test("the search finds what it looks for", () => {
  expect(sources.length).toBeGreaterThan(300);
  expect(shipped.length).toBeLessThan(sources.length);
  expect(findings(["test/rooms/hygiene.test.ts"], /the search finds what it looks for/)).toHaveLength(2);
});

test("no file of source is longer than 500 lines", () => {
  const long = sources.filter((path) => !GENERATED.has(path) && read(path).split("\n").length > 501);
  expect(long).toEqual([]);
});

test("every public door re-exports, does nothing else, and fits a screen", () => {
  const doors = ROOMS.flatMap((room) => {
    const named = ["index", "schema", "sqlite", "node", "browser"].map((door) => `${room}src/${door}.ts`);
    return named.filter((path) => existsSync(join(root, path)));
  });
  expect(doors.length).toBeGreaterThan(ROOMS.length);
  for (const door of doors) {
    const rest = code(door).replace(
      /export\s+(type\s+)?(\*(\s+as\s+\w+)?|\{[^}]*\})\s+from\s+"[^"]+";|import\s+"[^"]+";/g,
      "",
    );
    expect(rest.trim(), door).toBe("");
    expect(read(door).split("\n").length, door).toBeLessThanOrEqual(61);
  }
});

test("clock, chance, ids, network and console are met in adapters and the command line only", () => {
  const inside = shipped.filter(
    (path) => !path.endsWith(".adapter.ts") && !path.startsWith("tools/") && !MAIN_SCRIPTS.has(path),
  );
  const pattern =
    /\bconsole\.|\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|(?<![.\w])fetch\((?!request)|\brandomUUID\b/;
  expect(findings(inside, pattern)).toEqual([]);
  const adapters = shipped.filter((path) => path.endsWith(".adapter.ts"));
  expect(findings(adapters, pattern).length).toBeGreaterThan(3);
});

test("no file is named after what it is instead of what it does", () => {
  expect(files.filter((path) => /\/(utils?|helpers?|types|common|misc)\.(ts|mjs)$/.test(path))).toEqual([]);
});

test("every file of source is named in kebab-case", () => {
  const name = /\/[a-z0-9]+(-[a-z0-9]+)*(\.[a-z]+)*\.ts$/;
  expect(sources.filter((path) => !name.test(path))).toEqual([]);
});

test("there is no default export and no enum", () => {
  expect(findings(sources, /^export default\b|^(export )?(const )?enum\b/m)).toEqual([]);
});

test("no tracked file names a folder of one machine", () => {
  const text = files.filter((path) => !/\.(png|jpe?g|webp|zip|gif|wasm)$/.test(path));
  const pattern = /(?<![\w.}])\/(work\/|home\/[a-z]+\/|Users\/[A-Za-z]+\/|root\/)|\bC:\\\\?Users\\/;
  const own = "test/rooms/hygiene.test.ts";
  expect(
    findings(
      text.filter((path) => path !== own),
      pattern,
      read,
    ),
  ).toEqual([]);
});

test("scripts of package.json run in any shell", () => {
  const scripts = ["", ...ROOMS, "test/"].flatMap((room) =>
    Object.entries(manifestOf(room).scripts ?? {}).map(([name, script]) => `${room}${name}: ${script}`),
  );
  expect(scripts.length).toBeGreaterThan(4);
  expect(
    scripts.filter((script) => /&&|\|\||;|\$|[<>]|: \w+=|\b(rm|cp|mv|mkdir|cat|export)\b/.test(script)),
  ).toEqual([]);
});

test("every dependency is pinned once, in the catalog", () => {
  const catalog = read("pnpm-workspace.yaml").split(/^catalog:$/m)[1] ?? "";
  const versions = [...catalog.matchAll(/^ {2}("?)([^"#\s][^":]*)\1: (\S+)$/gm)];
  expect(versions.length).toBeGreaterThan(30);
  expect(
    versions
      .filter(([, , , version = ""]) => !/^\d+\.\d+\.\d+(-r\.\d+)?$/.test(version))
      .map(([line]) => line),
  ).toEqual([]);
  const loose = ["", ...ROOMS, "test/"].flatMap((room) => {
    const { dependencies, devDependencies } = manifestOf(room);
    return Object.entries({ ...dependencies, ...devDependencies })
      .filter(([name, version]) => version !== (name.startsWith("@tessera/") ? "workspace:*" : "catalog:"))
      .map(([name, version]) => `${room}: ${name} ${version}`);
  });
  expect(loose).toEqual([]);
});

test("only one adapter of the session knows the cmi5 client library", () => {
  const users = findings(shipped, /(from|import\()\s*"@xapi\/[^"]+"/).map((found) => found.split(":")[0]);
  // The other one only makes a script of the library, for the adapter to find.
  const allowed = [
    "packages/bundle/src/parts/build-scripts.ts",
    "packages/session/src/browser/cmi5-client.adapter.ts",
  ];
  expect(users).toEqual(allowed);
});

test("Vite is imported where Tessera itself is built, and nowhere else", () => {
  const scripts = files.filter((path) => /^(packages|tools)\/.*\.(ts|mjs)$/.test(path) && !isTest(path));
  const users = findings(scripts, /(from|import\()\s*"vite"/).map((found) => found.split(":")[0] ?? "");
  expect(users.length).toBeGreaterThan(0);
  expect(
    users.filter((path) => !path.startsWith("packages/bundle/src/parts/") && !path.startsWith("tools/dev/")),
  ).toEqual([]);
});

test("assembling a course loads neither Vite nor a parser", () => {
  const reached = [...reach("packages/bundle/src/index.ts")];
  expect(reached.filter((name) => /^(vite|yaml|saxes|micromark|mdast)/.test(name))).toEqual([]);
});

const SCORES = shipped.filter((path) => /\.(score|xapi|element)\.ts$/.test(path));

test.each(SCORES)("%s brings no schema library, parser or Node module to a page", (entry) => {
  const reached = [...reach(entry)].filter((name) => name !== entry);
  expect(reached.filter((name) => /^(zod|yaml|node:|saxes|mdast|micromark|hast)/.test(name))).toEqual([]);
});

test("the search through imports would find zod", () => {
  expect([...reach("packages/markdown/src/index.ts")]).toContain("zod");
  expect([...reach("packages/elements/src/player.ts")]).toContain("lit");
});

test("no built script of a page holds zod", () => {
  const folder = "packages/bundle/dist/runtime/";
  if (!existsSync(join(root, folder))) return;
  const scripts = readdirSync(join(root, folder)).filter((name) => name.endsWith(".js"));
  expect(scripts).toContain("player.js");
  expect(scripts.filter((name) => /_zod|ZodError/.test(read(folder + name)))).toEqual([]);
});

test.each([
  ["packages/bundle/dist/runtime/", ["lit", "@xapi/cmi5", "@xapi/xapi", "axios", "deepmerge", "uuid"]],
  ["tools/cli/dist/bin/", ["commander", "hono", "micromark", "saxes", "yaml", "zod"]],
])("the licences of what is built into %s lie beside it", (folder, names) => {
  if (!existsSync(join(root, folder))) return;
  const notices = read(`${folder}NOTICES.txt`);
  for (const name of names) expect(notices).toMatch(new RegExp(`^.*${name} \\d`, "m"));
  expect(notices).toMatch(/Permission is hereby granted|Redistribution and use/);
});

test("every room says what it is under the same five headings", () => {
  const headings = ["What it does", "What it must not do", "Start reading at", "Example", "Specification"];
  for (const room of ROOMS.filter((each) => each.startsWith("packages/"))) {
    const found = [...read(`${room}README.md`).matchAll(/^## (.+)$/gm)].map(([, heading]) => heading);
    expect(found, room).toEqual(headings);
  }
});
