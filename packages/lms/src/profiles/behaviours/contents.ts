/** How LMSs serve the files of a package: importers.md M1, M2, 2.6. */
import type { Behaviour, ContentAddress, ServedFile } from "../behaviour.ts";

function withHeaders(file: ServedFile, headers: Readonly<Record<string, string | null>>): ServedFile {
  for (const [name, value] of Object.entries(headers)) {
    if (value === null) file.headers.delete(name);
    else file.headers.set(name, value);
  }
  return file;
}

const extensionOf = (name: string): string => /\.([^./]+)$/.exec(name)?.[1]?.toLowerCase() ?? "";

/** Extensions that Moodle 4.5 does not know. */
const UNKNOWN = "wasm woff woff2 ttf webp avif webmanifest opus srt map".split(" ");

function fewTypes(file: ServedFile): ServedFile {
  const extension = extensionOf(file.name);
  const headers: Record<string, string | null> = { "X-Content-Type-Options": null };
  if (extension === "js") headers["Content-Type"] = "application/x-javascript";
  if (extension === "mjs" || extension === "md") headers["Content-Type"] = "text/plain";
  if (UNKNOWN.includes(extension)) headers["Content-Type"] = "application/octet-stream";
  if (extension === "svg") headers["Content-Disposition"] = "attachment";
  return withHeaders(file, headers);
}

/** Types are guessed from the bytes, and a script looks like text. */
function asText(file: ServedFile): ServedFile {
  const isText = ["js", "mjs", "json", "webmanifest"].includes(extensionOf(file.name));
  return withHeaders(file, {
    "X-Content-Type-Options": null,
    ...(isText && { "Content-Type": "text/plain" }),
  });
}

const SCRIPT = "package_asset.php";

/** Files of a course below one script, each with its whole path in the query. */
function underQuery({ course }: { readonly course: string }): ContentAddress {
  return {
    urlOf: (folder, file) => `${folder}${SCRIPT}?path=${encodeURIComponent(`${course}/${file}`)}`,
    fileOf(place) {
      const url = new URL(place, "http://x/");
      const path = url.pathname === `/${SCRIPT}` ? url.searchParams.get("path") : null;
      return path?.startsWith(`${course}/`) === true ? path.slice(course.length + 1) : undefined;
    },
  };
}

/** What has a scheme, a host or a root of its own, or no address at all, is left as it is. */
const isRelative = (value: string): boolean =>
  value.trim() !== "" && !/^(?:#|\/|[a-z][a-z0-9+.-]*:)/i.test(value.trim());

function resolved(file: ServedFile, value: string): string {
  const url = new URL(value, `http://x/${file.name}`);
  return `${SCRIPT}?path=${encodeURIComponent(`${file.course}${decodeURI(url.pathname)}`)}${url.search.replace("?", "&")}${url.hash}`;
}

/** By pattern, wherever it fits: also inside scripts; never where an attribute has no quotes. */
function rewritten(file: ServedFile): ServedFile {
  const extension = extensionOf(file.name);
  const isHtml = extension === "html" || extension === "htm";
  if (!isHtml && extension !== "css") return file;
  const text = new TextDecoder().decode(file.bytes);
  const changed = isHtml
    ? text.replace(
        /((?:src|href|action|poster|data)\s*=\s*)(["'])(.*?)\2/gi,
        (whole: string, start: string, quote: string, value: string) =>
          isRelative(value)
            ? `${start}${quote}${resolved(file, value).replaceAll("&", "&amp;")}${quote}`
            : whole,
      )
    : text.replace(/url\((["']?)(.*?)\1\)/gi, (whole: string, quote: string, value: string) =>
        isRelative(value) ? `url(${quote}${resolved(file, value.trim())}${quote})` : whole,
      );
  return { ...file, bytes: new TextEncoder().encode(changed) };
}

export const CONTENTS = {
  "immutable-content": {
    content: (file: ServedFile) =>
      withHeaders(file, { "Cache-Control": "private, max-age=7776000, immutable" }),
  },
  "few-media-types": { content: fewTypes },
  "scripts-as-text": { content: asText },
  "rewritten-under-query": {
    address: underQuery,
    content: (file: ServedFile) => withHeaders(rewritten(file), { "Cache-Control": "private, max-age=3600" }),
  },
} satisfies Readonly<Record<string, Behaviour>>;
