import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname } from "node:path";

/** A licence text that has to travel with the package. */
interface Notice {
  readonly name: string;
  readonly version: string;
  readonly text: string;
}

/** Packages whose code is in the runtime: the package that depends on them, and what is inlined in their files. */
const SOURCES = [
  { room: "elements", name: "lit", entry: "lit" },
  { room: "elements", name: "lit-html", entry: "lit-html", via: "lit" },
  { room: "elements", name: "lit-element", entry: "lit-element", via: "lit" },
  { room: "elements", name: "@lit/reactive-element", entry: "@lit/reactive-element", via: "lit" },
  { room: "session", name: "@xapi/cmi5", entry: "@xapi/cmi5/dist/Cmi5.esm.js" },
  { room: "session", name: "@xapi/xapi", entry: "@xapi/xapi", via: "@xapi/cmi5/dist/Cmi5.esm.js" },
  // The file of @xapi/cmi5 1.4.0 holds copies of its own, older than what is installed beside it (session.md A1).
  {
    room: "session",
    name: "axios",
    entry: "axios",
    via: "@xapi/cmi5/dist/Cmi5.esm.js",
    inlined: "1.6.3 and 1.7.4",
  },
  { room: "session", name: "deepmerge", entry: "deepmerge", via: "@xapi/cmi5/dist/Cmi5.esm.js" },
  { room: "session", name: "uuid", entry: "uuid", via: "@xapi/cmi5/dist/Cmi5.esm.js" },
] as const;

/**
 * @param room - folder of this package, with a slash at its end
 * @returns the text of `NOTICES.txt`
 * @throws Error when a package or its licence can't be found: a package without it must not be shipped
 */
export async function collectNotices(room: string): Promise<string> {
  const notices: Notice[] = [];
  for (const source of SOURCES) notices.push(await read(source, room));
  const parts = notices.map(
    ({ name, version, text }) => `${"-".repeat(72)}\n${name} ${version}\n\n${text.trim()}\n`,
  );
  return `Third-party software in the player of this course\n\n${parts.join("\n")}`;
}

async function read(source: (typeof SOURCES)[number], room: string): Promise<Notice> {
  let from = `${room}../${source.room}/package.json`;
  if ("via" in source) from = createRequire(from).resolve(source.via);
  const folder = await packageFolder(createRequire(from).resolve(source.entry), source.name);
  const { version } = JSON.parse(await readFile(`${folder}/package.json`, "utf8")) as { version: string };
  for (const file of ["LICENSE", "LICENSE.md", "license.txt", "license"])
    try {
      return {
        name: source.name,
        version: "inlined" in source ? source.inlined : version,
        text: await readFile(`${folder}/${file}`, "utf8"),
      };
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code !== "ENOENT") throw cause;
    }
  throw new Error(`${source.name} ${version} has no licence text`);
}

async function packageFolder(file: string, name: string): Promise<string> {
  for (let folder = dirname(file); ; folder = dirname(folder)) {
    try {
      const text = await readFile(`${folder}/package.json`, "utf8");
      if ((JSON.parse(text) as { name?: string }).name === name) return folder;
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code !== "ENOENT") throw cause;
    }
    if (folder === dirname(folder)) throw new Error(`no folder of package ${name} above ${file}`);
  }
}
