import type { Span } from "@tessera/diagnostics";
import type { Element, ElementContent, Properties } from "hast";
import { element } from "../prose/element.ts";
import { problem } from "../report.ts";
import type { FlowMath, FormulaLine, InlineMath } from "../syntax/math-syntax.ts";
import type { DrawDesk } from "./drawn.ts";

/** UTF-16 code units of one formula, and of what becomes of it: a formula of macros grows by powers. */
const MAX_SOURCE = 4_000;
const MAX_MARKUP = 60_000;
/** Groups inside each other: the library reads each by calling itself. */
const MAX_DEPTH = 60;

/** What would give a formula colours, addresses or names of its own. */
const FOREIGN =
  /\\(?:color|textcolor|colorbox|fcolorbox|definecolor|href|url|includegraphics|class|id|style|data|htmlClass|htmlId)(?![A-Za-z])/;

/** Signs that the library draws with sheets and pictures of its own. */
const NOT_DRAWN =
  /\\(?:phase|longdiv|angl|angln|cancelto|Circled|circledtext|textcircled|bordermatrix)(?![A-Za-z])/;

/** The library's inline styles that mean something, and the class that says it; a page has no inline style. */
const STYLES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "padding-left": { "0em": "tml-l0", "1em": "tml-l1" },
  "padding-right": { "0em": "tml-r0", "1em": "tml-r1" },
  "text-align": { left: "tml-left", right: "tml-right" },
  "border-top": { "*": "tml-bt" },
  "border-bottom": { "*": "tml-bb" },
  "border-left": { "*": "tml-bl" },
  "border-right": { "*": "tml-br" },
  border: { "*": "tml-fbox" },
};

/**
 * A formula as MathML, which browsers draw and screen readers read by themselves. In a line it may break after a relation or
 * an operator; set off, it scrolls where it is wider than the page.
 *
 * @returns undefined for what is no formula; it has been reported
 */
export async function drawMath(
  node: FlowMath | InlineMath,
  desk: DrawDesk,
): Promise<ElementContent[] | undefined> {
  const { value, display } = node;
  if (!isSound(node, desk)) return undefined;
  const { default: temml } = await import("temml");
  let markup: string;
  try {
    markup = temml.renderToString(value, {
      displayMode: display,
      throwOnError: true,
      wrap: "tex",
      maxSize: [30, 30],
      maxExpand: 200,
    });
  } catch (thrown) {
    reportTex(thrown, node, desk);
    return undefined;
  }
  if (markup.length > MAX_MARKUP) {
    tooLong(node, desk);
    return undefined;
  }
  const [math] = fromMarkup(markup);
  if (math?.type !== "element") return undefined;
  // Its name, where it is all that an answer says: the name of a control is taken from words, and MathML has none.
  const drawn = element(
    "math",
    { ...math.properties, dataBlock: "math", ariaLabel: value.trim().replace(/\s+/g, " ") },
    math.children,
  );
  return display ? [element("div", { className: ["math-scroll"], tabIndex: 0 }, [drawn])] : [drawn];
}

function isSound(node: FlowMath | InlineMath, desk: DrawDesk): boolean {
  const { value, open, lines } = node;
  const whole = desk.file.span(node);
  const opening = { ...whole, end: Math.min(whole.start + 2, whole.end) };
  if (open) {
    const message = "a formula that `$$` opens is not closed";
    const help = "write `$$` at its end, on a line of its own; `\\$` is a plain dollar sign";
    desk.report(problem("math/not-closed", opening, { message, help }));
    return false;
  }
  if (value.trim() === "") {
    const help = "write the formula between the dollar signs, or `\\$\\$` for two of them";
    desk.report(problem("math/unreadable", opening, { message: "a formula with nothing in it", help }));
    return false;
  }
  if (value.length > MAX_SOURCE) return tooLong(node, desk);
  if (depthOf(value) > MAX_DEPTH) {
    const message = `a formula with more than ${MAX_DEPTH} braces inside each other`;
    desk.report(problem("math/unreadable", opening, { message, help: "write it flat" }));
    return false;
  }
  const undrawn = NOT_DRAWN.exec(value);
  if (undrawn)
    desk.report(
      problem("math/unreadable", spanAt(lines, whole, undrawn.index, undrawn[0].length), {
        message: `\`${undrawn[0]}\` is a sign that no browser draws by itself`,
        help: "say it with other signs, or put it in as a picture",
      }),
    );
  const foreign = FOREIGN.exec(value);
  if (!foreign) return !undrawn;
  desk.report(
    problem("math/unreadable", spanAt(lines, whole, foreign.index, foreign[0].length), {
      message: `\`${foreign[0]}\` in a formula, which has no colours, addresses or names of its own`,
      help: "leave it out; the theme has the colours",
    }),
  );
  return false;
}

function depthOf(value: string): number {
  let depth = 0;
  let deepest = 0;
  for (const [brace] of value.matchAll(/[{}]|\\(?:left|begin|end|right)(?![A-Za-z])/g)) {
    depth += brace === "{" || brace === "\\left" || brace === "\\begin" ? 1 : -1;
    deepest = Math.max(deepest, depth);
  }
  return deepest;
}

function tooLong(node: FlowMath | InlineMath, { file, report }: DrawDesk): false {
  const span = file.span(node);
  report(
    problem(
      "math/unreadable",
      { ...span, end: Math.min(span.start + 2, span.end) },
      {
        message: `a formula of more than ${MAX_SOURCE} characters, or one whose macros make as much of it`,
        help: "make several formulas of it",
      },
    ),
  );
  return false;
}

function reportTex(thrown: unknown, node: FlowMath | InlineMath, { file, report }: DrawDesk): void {
  const { message = "", position } = thrown as { readonly message?: string; readonly position?: number };
  const said = message
    .replace(/^\s*ParseError:\s*/, "")
    .replace(/ at (?:position \d+|end of input): ?[^]*$/, "")
    .replace(/^Unsupported function name: (\S+)$/, "Unknown command `$1`")
    .replace(/^Too many expansions.*$/, "Its macros call each other without an end");
  const whole = file.span(node);
  const word = position === undefined ? "" : (/^\\[A-Za-z]+|^./u.exec(node.value.slice(position))?.[0] ?? "");
  const span = position === undefined ? whole : spanAt(node.lines, whole, position, Math.max(word.length, 1));
  report(
    problem("math/unreadable", span, {
      message: `a formula cannot be read: ${lowerFirst(said)}`,
      help: "a formula is written in TeX; `\\$` is a plain dollar sign",
    }),
  );
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

/** Where a part of the formula stands in the file. */
function spanAt(lines: readonly FormulaLine[], whole: Span, at: number, length: number): Span {
  const line = lines.findLast((each) => each.at <= at) ?? { at: 0, offset: whole.start };
  const start = Math.min(line.offset + at - line.at, whole.end - 1);
  return { ...whole, start, end: Math.min(start + length, whole.end) };
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&lt;": "<",
  "&gt;": ">",
  "&amp;": "&",
  "&quot;": '"',
  "&#x27;": "'",
};

function decode(text: string): string {
  return text.replace(/&(?:lt|gt|amp|quot|#x27);/g, (entity) => ENTITIES[entity] ?? entity);
}

/** The library's own markup, in which every element is closed and every value quoted; what is kept of it, the allow-list says. */
function fromMarkup(markup: string): ElementContent[] {
  const root: Element = element("div", {});
  const open = [root];
  for (const [token, end, name = "", attributes = ""] of markup.matchAll(
    /<(\/?)([a-z]+)((?:\s+[\w:-]+="[^"]*")*)\s*>|[^<]+/g,
  )) {
    const parent = open.at(-1) ?? root;
    if (!token.startsWith("<")) parent.children.push({ type: "text", value: decode(token) });
    else if (end === "/") open.pop();
    else {
      const made = element(name, propertiesOf(attributes));
      parent.children.push(made);
      open.push(made);
    }
  }
  return root.children;
}

function propertiesOf(attributes: string): Properties {
  const properties: Properties = {};
  const classes: string[] = [];
  for (const [, name = "", value = ""] of attributes.matchAll(/([\w:-]+)="([^"]*)"/g))
    if (name === "class") classes.push(...decode(value).split(/\s+/));
    else if (name === "style") classes.push(...classesOf(decode(value)));
    else properties[name] = decode(value);
  return classes.length === 0 ? properties : { ...properties, className: classes };
}

function classesOf(style: string): string[] {
  return style.split(";").flatMap((declaration) => {
    const [name = "", value = ""] = declaration.split(":").map((part) => part.trim());
    const known = STYLES[name];
    return known?.[value] ?? known?.["*"] ?? [];
  });
}
