/** A runtime without Vite: what assembling needs of it, in a few bytes. */
import { contentHash } from "../parts/content-hash.ts";
import { RUNTIME_FORMAT, type Runtime } from "../parts/runtime.ts";

export function smallRuntime(parts: Readonly<Record<string, string>> = {}): Runtime {
  const all: Record<string, string> = {
    "player.js": "player();",
    "scorm-player.js": "scormPlayer();",
    "course-page.js": "coursePage();",
    "course.css": ".t-units{}",
    "cmi5-client.js": "client();",
    "xapi.js": "xapi();",
    "inflate.js": "inflate();",
    "kind-choice.js": "choice();",
    "kind-numeric.js": "numeric();",
    "base.css": "body{}",
    "kind-choice.css": "tessera-choice{}",
    "icon.svg": "<svg/>",
    "NOTICES.txt": "notices",
    ...parts,
  };
  const bytes = (name: string) => new TextEncoder().encode(all[name] ?? "");
  return {
    manifest: {
      format: RUNTIME_FORMAT,
      kinds: ["choice", "numeric"],
      parts: Object.fromEntries(
        Object.keys(all).map((name) => [name, { size: bytes(name).length, hash: contentHash(bytes(name)) }]),
      ),
    },
    read: (name) => Promise.resolve(bytes(name)),
  };
}
