/** `@xapi/cmi5`, as the player loads it: by a global of its own. */
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Cmi5Class } from "@tessera/session/browser";

/** @param root - folder of the repository */
export async function loadLibrary(root: string): Promise<void> {
  const { resolve } = createRequire(join(root, "packages/session/package.json"));
  const { href } = pathToFileURL(resolve("@xapi/cmi5/dist/Cmi5.esm.js"));
  const library = (await import(/* @vite-ignore */ href)) as { readonly default: Cmi5Class };
  globalThis.TesseraCmi5 = library.default;
}
