import type { Schema } from "hast-util-sanitize";

/** What a formula is made of: MathML Core, without what acts or leads anywhere. */
const MATH = [
  ...[
    "math",
    "semantics",
    "annotation",
    "mrow",
    "mi",
    "mn",
    "mo",
    "mtext",
    "mspace",
    "mstyle",
    "mpadded",
    "mphantom",
  ],
  ...["mfrac", "msqrt", "mroot", "msub", "msup", "msubsup", "munder", "mover", "munderover", "mmultiscripts"],
  ...["mprescripts", "none", "mtable", "mtr", "mtd", "menclose"],
];
const MATH_CLASS = /^(?:(?:tml|chr)-[a-z0-9-]{1,20}|upstrike|downstrike|sout)$/;
/** One length, short enough that nothing leaves the page. */
const LENGTH = /^[+-]?\d{0,3}(?:\.\d{1,6})?(?:em|ex|px|pt|mu|%)?$/;
const MATH_ATTRIBUTES = [
  ...[
    "display",
    "displaystyle",
    "scriptlevel",
    "mathvariant",
    "form",
    "fence",
    "separator",
    "stretchy",
    "symmetric",
  ],
  ...[
    "largeop",
    "movablelimits",
    "accent",
    "accentunder",
    "linethickness",
    "notation",
    "encoding",
    "ariaLabel",
  ],
  ...["lspace", "rspace", "width", "height", "depth", "voffset", "minsize", "maxsize"].map(
    (name) => [name, LENGTH] as [string, RegExp],
  ),
  ["className", MATH_CLASS] as [string, RegExp],
];

/** What a diagram is made of: shapes and text. Nothing that leads elsewhere, and no colour. */
const SHAPES = ["g", "ellipse", "polygon", "polyline", "path", "text"];
const NUMBERS = /^[MCLZ\d.,\s-]{0,20000}$/;
const SHAPE_ATTRIBUTES: [string, RegExp][] = [
  ...["cx", "cy", "rx", "ry", "x", "y", "points", "d", "fontSize", "textLength"].map(
    (name) => [name, NUMBERS] as [string, RegExp],
  ),
  ["className", /^dg-[a-z]{1,20}$/],
  ["textAnchor", /^(?:middle|end)$/],
  ["lengthAdjust", /^spacingAndGlyphs$/],
  ["fontWeight", /^bold$/],
  ["fontStyle", /^italic$/],
];

/**
 * All that a page's text may be made of. It is the last step: whatever a handler or a library let through, only this
 * reaches a page. No script, no style, no form, no frame but one that is locked away, no address that is not
 * `https`, `http`, `mailto`, `tel`, an anchor or a file of the course.
 */
export const sanitizeSchema: Schema = {
  tagNames: [
    ...["p", "br", "hr", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "code", "kbd"],
    ...["em", "strong", "del", "sup", "sub", "span", "a", "img"],
    ...["ul", "ol", "li", "table", "thead", "tbody", "tr", "th", "td"],
    ...["aside", "section", "details", "summary", "div", "input", "tessera-tabs", "tessera-cards"],
    ...["dl", "dt", "dd", "dfn", "figure", "figcaption", "video", "audio", "track", "iframe"],
    ...MATH,
    "svg",
    ...SHAPES,
  ],
  attributes: {
    "*": ["id", "lang", "dir", ["dataBlock", /^[a-z]+$/]],
    ...Object.fromEntries(SHAPES.map((name) => [name, SHAPE_ATTRIBUTES])),
    svg: [["role", "img"], "ariaLabel", "width", "height", ["viewBox", NUMBERS]],
    ...Object.fromEntries(MATH.map((name) => [name, MATH_ATTRIBUTES])),
    a: ["href", "rel", "target", "download", ["className", "footnote-back"], "ariaLabel", "ariaDescribedBy"],
    aside: [["className", /^callout(-[a-z]+)?$/], "role", "ariaLabel"],
    code: [["className", /^language-[\w.+#-]{1,40}$/]],
    details: ["name", ["className", "transcript"]],
    figure: ["dataId", "dataSpeed", "dataActivity"],
    div: [["className", "table-scroll", "math-scroll", "diagram-scroll"], "tabIndex"],
    // The one frame: what stands in it reaches nothing of the page.
    iframe: [
      "src",
      "title",
      "height",
      ["sandbox", "allow-scripts"],
      ["referrerPolicy", "no-referrer"],
      ["loading", "lazy"],
    ],
    dl: ["dataClose"],
    dt: [["dataCard", /^[a-z0-9-]+$/]],
    "tessera-cards": ["dataId", "dataWords"],
    img: [
      ["srcSet", /^(tessera-asset:[^\s,"]+ \d+w(, |$))+$/],
      ["sizes", /^min\(100vw, \d+px\)$/],
      "src",
      "alt",
      "width",
      "height",
      "loading",
      "decoding",
    ],
    input: [["type", "checkbox"], ["disabled", true], "checked", "ariaLabel"],
    li: [
      ["className", "task"],
      ["dataStep", /^\d{1,6}$/],
    ],
    ol: ["start", ["role", "list"]],
    p: [["className", "callout-title", "embed-aside"]],
    pre: ["tabIndex"],
    section: [["className", "footnotes"], "ariaLabel"],
    span: [["className", /^hl-[a-z]$/, "elsewhere", "elsewhere-title", "marker", "file", "figure-number"]],
    audio: ["src", "preload", "controls", "ariaLabel"],
    video: ["src", "poster", "preload", "controls", "playsInline", "ariaLabel"],
    track: ["src", "kind", "srcLang", "label", "default"],
    td: [["className", /^align-(left|right|center)$/]],
    th: [["className", /^align-(left|right|center)$/], "scope"],
  },
  protocols: {
    href: ["https", "http", "mailto", "tel", "tessera-asset"],
    src: ["tessera-asset"],
    poster: ["tessera-asset"],
  },
  // Ids are made by us, from slugs; nothing of the author's text becomes one.
  clobber: [],
  strip: ["script", "style", "template"],
  required: {
    input: { disabled: true, type: "checkbox" },
    iframe: { sandbox: "allow-scripts", referrerPolicy: "no-referrer" },
  },
};
