/** Pages as built with Tessera: the simulated LMS's in `dist/workbench`, the gallery's in `dist/gallery`, the one that checks credentials. */
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

const WORKBENCH = new URL("../../dist/workbench/", import.meta.url);
const GALLERY = new URL("../../dist/gallery/", import.meta.url);
const VERIFIER = new URL("../../dist/verifier/", import.meta.url);

/**
 * @param name - a plain file name, e.g. `index.html`
 * @returns undefined when there is no such file
 */
export async function readWorkbenchFile(name: string): Promise<Uint8Array | undefined> {
  return read(name, WORKBENCH);
}

/**
 * @param name - a plain file name, e.g. `kind-choice.html`
 * @returns undefined when there is no such file
 */
export async function readGalleryFile(name: string): Promise<Uint8Array | undefined> {
  return read(name, GALLERY);
}

/**
 * The page that checks credentials, with nothing kept in it yet.
 *
 * @returns undefined where Tessera was not built, as in tests of its source
 */
export async function readVerifierPage(): Promise<string | undefined> {
  const bytes = await read("verifier.html", VERIFIER);
  return bytes && new TextDecoder().decode(bytes);
}

async function read(name: string, folder: URL): Promise<Uint8Array | undefined> {
  if (!/^[a-z0-9-]+(?:\.[a-z0-9]+)+$/.test(name)) return undefined;
  return readFile(fileURLToPath(new URL(name, folder))).catch(() => undefined);
}
