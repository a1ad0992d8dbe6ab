import { existsSync, readFileSync, readdirSync, realpathSync } from "node:fs";
import { dirname, join } from "node:path";

/** Packages that are taken as their authors built them, with others inside, and what of theirs is not. */
const PREBUILT = new Map([["jsonld", { without: ["@digitalbazaar/http-client"] }]]);
/** Inside a prebuilt script, and installed nowhere. */
const INLINED = {
  title: "core-js 3.47.0 (MIT)",
  text: "Copyright (c) 2014-2025 Denis Pushkarev (zloirock.ru), 2025 CoreJS Company (core-js.io), https://github.com/zloirock/core-js\n\nPermission is hereby granted, free of charge, to any person obtaining a copy of this software, to deal in it without restriction; it comes without warranty of any kind (MIT licence).",
};

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
      const inside = [...folders].flatMap(insideOf);
      const inlined = inside.length > 0 ? [INLINED] : [];
      const all = new Set([...folders, ...inside]);
      const notices = [...[...all].map(noticeOf), ...inlined].sort((one, other) =>
        one.title < other.title ? -1 : 1,
      );
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

/** Folders of what a prebuilt package holds of others, and of what these hold. */
function insideOf(folder) {
  const prebuilt = PREBUILT.get(/node_modules\/((?:@[^/]+\/)?[^/]+)$/.exec(folder)?.[1]);
  return prebuilt === undefined ? [] : dependenciesOf(folder, prebuilt.without);
}

function dependenciesOf(folder, without) {
  const { name, dependencies = {} } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const beside = name.startsWith("@") ? dirname(dirname(folder)) : dirname(folder);
  return Object.keys(dependencies)
    .filter((dependency) => !without.includes(dependency) && existsSync(join(beside, dependency)))
    .map((dependency) => realpathSync(join(beside, dependency)).replaceAll("\\", "/"))
    .flatMap((found) => [found, ...dependenciesOf(found, without)]);
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
