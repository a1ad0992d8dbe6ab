import { readPackage } from "@tessera/cmi5";
import type { PackageReader } from "./package-reader.ts";

/** The reader of `@tessera/cmi5`, its files unpacked once, so that serving them needs no zip. */
export const readCmi5Package: PackageReader = (bytes, source) => {
  const { value, diagnostics } = readPackage(bytes, source);
  if (value === undefined) return { diagnostics };
  const files = new Map<string, Uint8Array>();
  for (const name of value.entries) {
    const content = value.read(name);
    if (content !== undefined) files.set(name, content);
  }
  return { value: { structure: value.structure, files }, diagnostics };
};
