/**
 * A credential inside an SVG: the first child of the root, `openbadges:credential`.
 * @see Open Badges 3.0 §5.3.2.2
 */
import { SaxesParser } from "saxes";
import type { Unbaked } from "./png.ts";

const NAMESPACE = "https://purl.imsglobal.org/ob/v3p0";
const SVG = "http://www.w3.org/2000/svg";
const MOST_ELEMENTS = 100_000;
const DEEPEST = 200;

class Refused extends Error {}

interface Scanned {
  /** Where the root's start tag ends, behind its `>`. */
  readonly rootEnd: number;
  readonly rootIsEmpty: boolean;
  readonly rootHasPrefix: boolean;
  /** Texts of all elements of this name; undefined for one that does not stand right under the root. */
  readonly credentials: readonly (string | undefined)[];
}

/** @throws TypeError for what is no SVG, or carries a credential already */
export function bakeSvg(svg: string, credential: string): string {
  const scanned = scan(svg);
  if (typeof scanned === "string") throw new TypeError(`this is no SVG: ${scanned}`);
  if (scanned.credentials.length > 0 || scanned.rootHasPrefix)
    throw new TypeError("the picture carries a credential already");
  if (scanned.rootIsEmpty) throw new TypeError("the picture shows nothing");
  const head = svg.slice(0, scanned.rootEnd - 1);
  // `]]>` would end the section; inside JSON `>` may be written otherwise, and a token has none.
  const data = credential.replaceAll("]]>", "]]\\u003e");
  const baked = credential.startsWith("{")
    ? `<openbadges:credential><![CDATA[${data}]]></openbadges:credential>`
    : `<openbadges:credential verify="${credential}"></openbadges:credential>`;
  return `${head} xmlns:openbadges="${NAMESPACE}">${baked}${svg.slice(scanned.rootEnd)}`;
}

/** Never throws; resolves no entity and loads nothing. */
export function unbakeSvg(svg: string): Unbaked {
  const scanned = scan(svg);
  if (typeof scanned === "string") return { fault: "damaged", says: `the SVG cannot be read: ${scanned}` };
  const { credentials } = scanned;
  if (credentials.length === 0) return { fault: "none", says: "the picture carries no credential" };
  if (credentials.length > 1)
    return {
      fault: "twice",
      says: `the picture carries ${credentials.length} credentials, and readers would differ on which counts`,
    };
  const [text] = credentials;
  return text === undefined
    ? { fault: "damaged", says: "the credential does not stand right under the root of the picture" }
    : { text: text.trim() };
}

/** @returns what was found; or what is wrong, in words */
function scan(svg: string): Scanned | string {
  const parser = new SaxesParser({ xmlns: true, position: true });
  const credentials: (string | undefined)[] = [];
  let root: Omit<Scanned, "credentials"> | undefined;
  let elements = 0;
  let depth = 0;
  let open: { parts: string[]; depth: number } | undefined;
  parser.on("error", (error) => {
    throw new Refused(error.message.replace(/^\d+:\d+: /, ""));
  });
  parser.on("doctype", (doctype) => {
    if (doctype.includes("[")) throw new Refused("it declares entities, which a badge has no use for");
  });
  parser.on("opentag", (tag) => {
    depth += 1;
    elements += 1;
    if (elements > MOST_ELEMENTS || depth > DEEPEST)
      throw new Refused("it has more parts than a badge needs");
    if (root === undefined) {
      if (tag.local !== "svg" || tag.uri !== SVG) throw new Refused("its root is no svg element");
      root = {
        rootEnd: parser.position,
        rootIsEmpty: tag.isSelfClosing,
        rootHasPrefix: Object.hasOwn(tag.attributes, "xmlns:openbadges"),
      };
    }
    if (open !== undefined) throw new Refused("there are elements inside the credential");
    if (tag.uri !== NAMESPACE || tag.local !== "credential") return;
    const token = tag.attributes["verify"]?.value;
    open = { parts: token === undefined ? [] : [token], depth };
  });
  const take = (text: string) => void open?.parts.push(text);
  parser.on("text", take);
  parser.on("cdata", take);
  parser.on("closetag", () => {
    if (open !== undefined && open.depth === depth) {
      credentials.push(depth === 2 ? open.parts.join("") : undefined);
      open = undefined;
    }
    depth -= 1;
  });
  try {
    parser.write(svg).close();
  } catch (error) {
    if (error instanceof Refused) return error.message;
    throw error;
  }
  return root === undefined ? "it is empty" : { ...root, credentials };
}
