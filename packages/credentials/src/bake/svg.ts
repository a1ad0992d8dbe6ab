/**
 * Puts a credential into an SVG: the first child of the root, `openbadges:credential`.
 * @see Open Badges 3.0 §5.3.2.2
 */
import { NAMESPACE, scanSvg } from "./read-svg.ts";

/** @throws TypeError for what is no SVG, or carries a credential already */
export function bakeSvg(svg: string, credential: string): string {
  const scanned = scanSvg(svg);
  if (typeof scanned === "string") throw new TypeError(`this is no SVG: ${scanned}`);
  const { text, rootEnd, rootIsEmpty, rootHasPrefix, credentials } = scanned;
  if (credentials.length > 0 || rootHasPrefix)
    throw new TypeError("the picture carries a credential already");
  if (rootIsEmpty) throw new TypeError("the picture shows nothing");
  const head = text.slice(0, rootEnd - 1);
  // `]]>` would end the section; inside JSON `>` may be written otherwise, and a token has none.
  const data = credential.replaceAll("]]>", "]]\\u003e");
  const baked = credential.startsWith("{")
    ? `<openbadges:credential><![CDATA[${data}]]></openbadges:credential>`
    : `<openbadges:credential verify="${credential}"></openbadges:credential>`;
  return `${head} xmlns:openbadges="${NAMESPACE}">${baked}${text.slice(rootEnd)}`;
}
