import type { Span } from "@tessera/diagnostics";
import { folderOf, join } from "../course-files.ts";
import { problem } from "../report.ts";
import { extensionOf } from "../unit/image-file.ts";
import type { BlockDesk } from "./block.ts";

/** What an embedded page may be made of: types that every server delivers and none runs. */
const TYPES: Readonly<Record<string, string>> = {
  html: "text/html",
  htm: "text/html",
  css: "text/css",
  js: "text/javascript",
  png: "image/png",
  jpg: "image/jpeg",
  jpeg: "image/jpeg",
  gif: "image/gif",
  webp: "image/webp",
  svg: "image/svg+xml",
  mp4: "video/mp4",
  webm: "video/webm",
  mp3: "audio/mpeg",
  txt: "text/plain",
};

/** Bytes from which a learner on a phone waits, and an LMS refuses some packages. */
const LARGE = 5 * 1024 * 1024;

interface Place {
  readonly span: Span;
  readonly desk: BlockDesk;
}

/**
 * Keeps the page, with all files of its folder where `whole`. They keep their names, since they name each other.
 *
 * @returns false when something in it cannot be delivered, which has been reported
 */
export async function keepFolder(path: string, whole: boolean, place: Place): Promise<boolean> {
  const { span, desk } = place;
  const folder = folderOf(path);
  const files = whole ? await filesIn(folder, desk) : [path];
  let sound = true;
  let size = 0;
  for (const file of files) {
    const inside = folder === "" ? file : file.slice(folder.length + 1);
    const mediaType = TYPES[extensionOf(file)];
    if (!/^[A-Za-z0-9._/-]+$/.test(inside)) {
      sound = false;
      const message = `\`${inside}\` has a name that not every LMS delivers`;
      const help =
        "letters from a to z, digits, `-`, `_` and `.`; its name is kept, because other files may name it";
      desk.report(problem("embed/file-name", span, { message, help }));
    } else if (mediaType === undefined) {
      sound = false;
      const message = `\`${inside}\` is of a type that not every LMS delivers`;
      const names = Object.keys(TYPES).map((name) => `\`.${name}\``);
      const help = `take it out of the folder, or save it as one of ${names.join(", ")}`;
      desk.report(problem("embed/unsupported-type", span, { message, help }));
    } else size += await desk.assets.keepTogether(file, { mediaType, folder: whole ? folder : path });
  }
  if (size > LARGE)
    desk.report(
      problem("embed/large", span, {
        message: `${(size / 1024 / 1024).toFixed(1)} MB for one page: a phone waits long for it`,
        help: "make its pictures smaller, or take out what it does not need; 5 MB are plenty",
      }),
    );
  return sound;
}

async function filesIn(folder: string, desk: BlockDesk): Promise<readonly string[]> {
  const files: string[] = [];
  const folders = [folder];
  for (let next = folders.shift(); next !== undefined; next = folders.shift())
    for (const name of await desk.files.list(next)) {
      const path = join(next, name);
      const { kind } = await desk.files.find(path);
      if (kind === "folder") folders.push(path);
      else files.push(path);
    }
  return files;
}

/** Scripts that do not run in a frame that reaches nothing, or where an LMS has a policy for its content. */
export async function pageScripts(path: string, { span, desk }: Place): Promise<void> {
  const text = (await desk.files.text(path))?.text ?? "";
  for (const [, attributes = "", code = ""] of text.matchAll(/<script\b([^>]*)>([^]*?)<\/script\s*>/gi)) {
    const isModule = /\btype\s*=\s*["']?module/i.test(attributes);
    if (!isModule && (/\bsrc\s*=/i.test(attributes) || code.trim() === "")) continue;
    const message = isModule
      ? `\`${path}\` has a module: the frame may not fetch it`
      : `\`${path}\` has a script in its text, which an LMS with a content policy does not run`;
    const help = 'put the script into a file beside the page: `<script defer src="page.js"></script>`';
    desk.report(problem("embed/script", span, { message, help }));
    return;
  }
}
