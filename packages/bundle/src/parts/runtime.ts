/** The learner's runtime as built with Tessera: what lies in `dist/runtime`. */
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

export const RUNTIME_FORMAT = 1;

export interface RuntimePart {
  /** Bytes. */
  readonly size: number;
  readonly hash: string;
}

export interface RuntimeManifest {
  readonly format: typeof RUNTIME_FORMAT;
  /** Kinds of question with a script of their own. */
  readonly kinds: readonly string[];
  readonly parts: Readonly<Record<string, RuntimePart>>;
}

export interface Runtime {
  readonly manifest: RuntimeManifest;
  /** @throws Error for a part that does not exist */
  read(name: string): Promise<Uint8Array>;
}

/** Beside the built file, whether this module runs from `src` (tests) or from `dist`. */
const RUNTIME_FOLDER = fileURLToPath(new URL("../../dist/runtime/", import.meta.url));

/**
 * The runtime in `folder`; parts are read once.
 * @throws Error when Tessera was not built
 */
export async function loadRuntime(folder = RUNTIME_FOLDER): Promise<Runtime> {
  let text: string;
  try {
    text = await readFile(`${folder}/runtime.json`, "utf8");
  } catch (cause) {
    throw new Error("the learner's runtime is missing: run `npm run build` first", { cause });
  }
  const manifest = JSON.parse(text) as RuntimeManifest;
  const held = new Map<string, Promise<Uint8Array>>();
  return {
    manifest,
    read(name) {
      let bytes = held.get(name);
      if (!bytes) {
        bytes = readFile(`${folder}/${name}`);
        held.set(name, bytes);
      }
      return bytes;
    },
  };
}
