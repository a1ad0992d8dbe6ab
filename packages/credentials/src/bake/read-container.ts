/** Which kind of file it is, and the credential's text in it. */
import { fromUtf8 } from "../bytes.ts";
import { looksLikeJwt } from "../proof/jwt.ts";
import type { Reason } from "../verify/reasons.ts";
import { isPng, unbakePng, type Unbaked } from "./png.ts";
import { unbakeSvg } from "./read-svg.ts";

export const CONTAINERS = ["png", "svg", "json", "jwt", "unknown"] as const;
export type Container = (typeof CONTAINERS)[number];

/** Bytes. A badge as a picture for print stays below this. */
export const LARGEST_FILE = 10_000_000;

/** Never throws. */
export function readContainer(
  file: Uint8Array,
): { readonly container: Container } & ({ readonly text: string } | Reason) {
  if (file.length > LARGEST_FILE)
    return {
      container: "unknown",
      code: "unreadable",
      says: "the file is larger than a badge may be (10 MB)",
    };
  if (isPng(file)) return { container: "png", ...unbaked(unbakePng(file)) };
  const text = fromUtf8(file)
    ?.replace(/^\uFEFF/, "")
    .trim();
  if (text === undefined)
    return { container: "unknown", code: "no-credential", says: "the file is no PNG, SVG, JSON or JWT" };
  if (text.startsWith("<")) return { container: "svg", ...unbaked(unbakeSvg(text)) };
  if (looksLikeJwt(text)) return { container: "jwt", text };
  if (text.startsWith("{")) return { container: "json", text };
  return { container: "unknown", code: "no-credential", says: "the file is no PNG, SVG, JSON or JWT" };
}

function unbaked(found: Unbaked): { readonly text: string } | Reason {
  if ("text" in found) return found;
  const code = ({ none: "no-credential", twice: "baked-twice", damaged: "unreadable" } as const)[found.fault];
  return { code, says: found.says };
}
