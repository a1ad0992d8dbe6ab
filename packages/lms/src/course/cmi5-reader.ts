import { readPackage, verifyPackage } from "@tessera/cmi5";
import type { PackageReader } from "./package-reader.ts";

/** Reads and verifies with `@tessera/cmi5`; the files are unpacked once, so that serving them needs no zip. */
export const readCmi5Package: PackageReader = async (bytes, source) => {
  const { value, diagnostics } = readPackage(bytes, source);
  if (value === undefined) return { diagnostics };
  const { findings } = await verifyPackage(bytes, source);
  const files = new Map<string, Uint8Array>();
  for (const name of value.entries) {
    const content = value.read(name);
    if (content !== undefined) files.set(name, content);
  }
  return { value: { structure: value.structure, files }, diagnostics: findings };
};
