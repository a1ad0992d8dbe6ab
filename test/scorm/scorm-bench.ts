/** An LMS of the tests around `scorm-again`: the zip's files, a page that holds the API, and what it was told to save. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import type { Readable } from "node:stream";
import type { Frame, Page } from "playwright-core";
import { buildCourse } from "../../tools/cli/src/build-course.adapter.ts";
import type { BuildTarget, ScoLayout } from "../../tools/cli/src/build-course.adapter.ts";
import { listen } from "../../tools/cli/src/serve.adapter.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const require = createRequire(import.meta.url);

/** Saved data of a SCO, as `scorm-again` hands it out and takes it back. */
export type Cmi = Record<string, unknown>;

export interface Commit {
  readonly cmi: Cmi;
}

export interface ScormBench {
  readonly address: string;
  /** Names of the files of the zip. */
  readonly files: readonly string[];
  read(path: string): string;
  /** Everything that was saved, oldest first. */
  readonly commits: Commit[];
  /** Answered instead of saving, while it is set. */
  refuse: boolean;
  /** Opens the LMS's page, with what it knows of the learner. */
  open(page: Page, cmi?: Cmi): Promise<void>;
  /** Launches a file of the zip within the LMS's page. */
  launch(page: Page, where: "frames" | "window", href?: string): Promise<Page | Frame>;
  close(): Promise<void>;
}

/** The zip of a course folder, built as the command line builds it. */
export async function zipFor(
  folder: string,
  options: {
    readonly target: BuildTarget;
    readonly sco?: ScoLayout;
    readonly xapiTokenEndpoint?: string;
  },
): Promise<Uint8Array> {
  const built = await buildCourse(folder.startsWith("/") ? folder : `${root}${folder}`, options);
  if (built.parts === undefined)
    throw new Error(`${folder} does not build: ${JSON.stringify(built.diagnostics)}`);
  return built.parts.zip;
}

interface YauzlFile {
  readonly entryCount: number;
  on(event: "entry", listener: (entry: { readonly fileName: string }) => void): void;
  on(event: "end" | "error", listener: (error?: Error) => void): void;
  readEntry(): void;
  openReadStream(entry: unknown, done: (error: Error | null, stream: Readable) => void): void;
}

/** Unpacks with another unzipper than the one that packed. */
export async function unzip(zip: Uint8Array): Promise<Map<string, Buffer>> {
  const yauzl = require("yauzl") as {
    fromBuffer(bytes: Buffer, options: object, done: (error: Error | null, file: YauzlFile) => void): void;
  };
  return new Promise((resolve, reject) => {
    const files = new Map<string, Buffer>();
    yauzl.fromBuffer(Buffer.from(zip), { lazyEntries: true, strictFileNames: true }, (error, file) => {
      if (error) return reject(error);
      file.on("error", reject);
      file.on("end", () => resolve(files));
      file.on("entry", (entry) =>
        file.openReadStream(entry, (failed, stream) => {
          if (failed) return reject(failed);
          const parts: Buffer[] = [];
          stream.on("data", (part: Buffer) => parts.push(part));
          stream.on("end", () => {
            files.set(entry.fileName, Buffer.concat(parts));
            file.readEntry();
          });
        }),
      );
      file.readEntry();
    });
  });
}

const TYPES: Readonly<Record<string, string>> = {
  html: "text/html; charset=utf-8",
  js: "text/javascript",
  css: "text/css",
  svg: "image/svg+xml",
  png: "image/png",
  jpg: "image/jpeg",
  webp: "image/webp",
  mp3: "audio/mpeg",
  vtt: "text/vtt",
};

const LMS_PAGE = `<!doctype html><html lang="en"><meta charset="utf-8"><title>LMS</title>
<style>html,body{margin:0;height:100%}iframe{border:0;width:100%;height:100%;display:block}</style>
<script src="/lms/api.js"></script><body></body></html>`;

/** A frame between the LMS and the SCO, as players have. */
const FRAME_PAGE = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Player</title>
<style>html,body{margin:0;height:100%}iframe{border:0;width:100%;height:100%;display:block}</style>
<body><iframe name="sco" title="SCO" allow="autoplay"></iframe><script>
document.querySelector("iframe").src = decodeURIComponent(location.search.slice(1));</script></body></html>`;

export async function openScormBench(zip: Uint8Array, edition: "1.2" | "2004"): Promise<ScormBench> {
  const listener = await listen(0);
  const contents = await unzip(zip);
  const library = edition === "1.2" ? "scorm12" : "scorm2004";
  const script = readFileSync(require.resolve("scorm-again").replace(/[\w-]+\.js$/, `${library}.js`), "utf8");
  const commits: Commit[] = [];
  const bench: ScormBench = {
    address: listener.origin,
    files: [...contents.keys()],
    read: (path) => String(contents.get(path)),
    commits,
    refuse: false,
    async open(page, cmi = {}) {
      await page.goto(`${listener.origin}/lms/`);
      await page.evaluate(
        ({ api, known, address }) => {
          const scope = globalThis as unknown as Record<string, unknown>;
          const name = api === "1.2" ? "Scorm12API" : "Scorm2004API";
          const Api = scope[name] as new (settings: object) => { loadFromJSON(cmi: object): void };
          const lms = new Api({ lmsCommitUrl: `${address}/lms/commit`, autocommit: false, logLevel: 5 });
          lms.loadFromJSON(known);
          scope[api === "1.2" ? "API" : "API_1484_11"] = lms;
        },
        { api: edition, known: cmi, address: listener.origin },
      );
    },
    async launch(page, where, href = launchedBy(bench.read("imsmanifest.xml"))) {
      const url = `${listener.origin}/sco/${href}`;
      if (where === "window") {
        const opened = page.waitForEvent("popup");
        await page.evaluate((address) => void window.open(address, "sco"), url);
        return opened;
      }
      await page.evaluate((address) => {
        const frame = document.createElement("iframe");
        frame.title = "Player";
        frame.src = `/lms/frame?${encodeURIComponent(address)}`;
        document.body.replaceChildren(frame);
      }, url);
      await page.waitForFunction(() =>
        Boolean(
          window.frames[0]?.frames[0]?.document.querySelector(
            "tessera-unit[data-ready], .t-units p:not(:empty)",
          ),
        ),
      );
      const frame = page.frame({ name: "sco" });
      if (!frame) throw new Error("the SCO did not open");
      return frame;
    },
    close: () => listener.close(),
  };
  listener.answer(async (request) => {
    const { pathname } = new URL(request.url);
    const html = (text: string) => new Response(text, { headers: { "Content-Type": TYPES["html"] ?? "" } });
    if (pathname === "/lms/") return html(LMS_PAGE);
    if (pathname === "/lms/frame") return html(FRAME_PAGE);
    if (pathname === "/favicon.ico") return new Response(null, { status: 204 });
    if (pathname === "/lms/api.js")
      return new Response(script, { headers: { "Content-Type": "text/javascript" } });
    if (pathname === "/lms/commit") {
      const text = await request.text();
      if (bench.refuse) return Response.json({ result: false, errorCode: 101 });
      commits.push(JSON.parse(text) as Commit);
      return Response.json({ result: true, errorCode: 0 });
    }
    const found = contents.get(decodeURIComponent(pathname.replace(/^\/sco\//, "")));
    if (!found) return new Response("not found", { status: 404 });
    const type = TYPES[pathname.split(".").at(-1) ?? ""] ?? "application/octet-stream";
    return new Response(new Uint8Array(found), { headers: { "Content-Type": type } });
  });
  return bench;
}

/** The first SCO's page, as an LMS finds it. */
export function launchedBy(manifest: string): string {
  return /adlcp:scorm[tT]ype="sco" href="([^"]+)"/.exec(manifest)?.[1] ?? "";
}
