import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

/**
 * Writes `NOTICES.txt` beside what is built: name, version and licence text of every package whose code is in it.
 *
 * @returns a plugin of Vite
 */
export function thirdPartyNotices() {
  return {
    name: "third-party-notices",
    generateBundle(_options, bundle) {
      const folders = new Set(
        Object.values(bundle)
          .flatMap((chunk) => (chunk.type === "chunk" ? Object.keys(chunk.modules) : []))
          .flatMap((id) => packageFolder(id.replaceAll("\\", "/")) ?? []),
      );
      const notices = [...folders].map(noticeOf).sort((one, other) => (one.title < other.title ? -1 : 1));
      const source = notices
        .map(({ title, text }) => `${title}\n${"-".repeat(title.length)}\n\n${text}\n`)
        .join("\n\n");
      this.emitFile({ type: "asset", fileName: "NOTICES.txt", source });
    },
  };
}

/** The folder of the package that a module belongs to; undefined for a module of ours. */
function packageFolder(id) {
  return /^\0?(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(id)?.[1];
}

/** @throws Error for a package that says nothing of its licence: it must not be shipped */
function noticeOf(folder) {
  const manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const { name, version } = manifest;
  // `licenses` is how old packages say it.
  const license = manifest.license ?? manifest.licenses?.[0]?.type;
  const file = readdirSync(folder).find((entry) => /^(licen[cs]e|copying)(\.|$)/i.test(entry));
  if (file === undefined && license === undefined) throw new Error(`${name} names no licence`);
  const text =
    file !== undefined
      ? readFileSync(join(folder, file), "utf8").replace(/\r\n/g, "\n").trim()
      : `Licence: ${license}. The package comes without its text.`;
  return { title: `${name} ${version}${license === undefined ? "" : ` (${license})`}`, text };
}
