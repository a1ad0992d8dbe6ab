/**
 * Flowcharts as Mermaid writes them, in Graphviz's language, so that the one library draws both and no browser is needed.
 * A line that is not understood is refused: half a diagram says something else than the whole.
 */

/** A mistake, or something that is not drawn; `line` counts from the first below the fence's opening, which is 1. */
export interface MermaidProblem {
  readonly line: number;
  readonly message: string;
  readonly help?: string;
}

type Outcome = { readonly dot: string } | { readonly problem: MermaidProblem };

const DIRECTIONS: Readonly<Record<string, string>> = { TB: "TB", TD: "TB", BT: "BT", LR: "LR", RL: "RL" };
/** Opening → closing and what Graphviz calls the shape; the longer ones first. */
const SHAPES: readonly (readonly [open: string, close: string, dot: string])[] = [
  ["(((", ")))", "shape=doublecircle"],
  ["((", "))", "shape=circle"],
  ["([", "])", 'shape=box style="rounded"'],
  ["[[", "]]", "shape=box peripheries=2"],
  ["[(", ")]", "shape=cylinder"],
  ["{{", "}}", "shape=hexagon"],
  ["[/", "/]", "shape=parallelogram"],
  ["(", ")", 'shape=box style="rounded"'],
  ["[", "]", "shape=box"],
  ["{", "}", "shape=diamond"],
];
const COLOURS = /^(?:classDef|style|linkStyle|class)\b/;
/** Beginning and end of a link, and its line: `<-- text -->`, `-.->`, `==>`, `--x`. */
const LINK = /^(<|[xo](?=[-=]))?(-{2,}|={2,}|-\.+-?)(>|[xo](?![\w-]))?/;
const LATER_PART = /^(-{2,}|={2,}|\.+-)(>|[xo](?![\w-]))?/;

class Unread extends Error {
  readonly help: string | undefined;
  constructor(message: string, help?: string) {
    super(message);
    this.help = help;
  }
}

/** @param source - the text of the fence */
export function dotOfMermaid(source: string): Outcome {
  const lines = source.split("\n");
  const writer = new Writer();
  let headed = false;
  for (const [index, whole] of lines.entries()) {
    for (const part of statements(whole)) {
      try {
        if (headed) writer.statement(part);
        else writer.head(part);
        headed = true;
      } catch (error) {
        if (!(error instanceof Unread)) throw error;
        const { message, help } = error;
        return { problem: { line: index + 1, message, ...(help !== undefined && { help }) } };
      }
    }
  }
  if (!headed) return { problem: { line: 0, message: "it is empty", help: HEAD_HELP } };
  if (writer.open > 0)
    return {
      problem: { line: lines.length, message: "a `subgraph` is not closed", help: "write `end` below it" },
    };
  return { dot: writer.text };
}

const HEAD_HELP = "it begins with `flowchart LR`, or another of TB, BT, LR, RL";

/** Parts of a line, without comments; a `;` in quotes or in a text parts nothing. */
function statements(line: string): string[] {
  if (/^\s*%%/.test(line)) return [];
  return (line.match(/(?:"[^"]*"|\[[^\]]*\]|\([^)]*\)|\{[^}]*\}|\|[^|]*\||[^;])+/g) ?? [])
    .map((part) => part.trim())
    .filter((part) => part !== "");
}

class Writer {
  readonly #lines: string[] = ["node [shape=box];"];
  #direction = "TB";
  #groups = 0;
  open = 0;

  get text(): string {
    return `digraph {\nrankdir=${this.#direction};\n${this.#lines.join("\n")}\n}`;
  }

  head(part: string): void {
    const [, word = "", direction = "TB"] = /^([\w-]+)(?:\s+(\S+))?$/.exec(part) ?? [];
    if (word !== "graph" && word !== "flowchart")
      throw new Unread(
        `of Mermaid, flowcharts are drawn, and this begins with \`${part.split(/\s/)[0] ?? ""}\``,
        "say it as a flowchart or in ```dot, or put it in as an image",
      );
    const known = DIRECTIONS[direction];
    if (known === undefined) throw new Unread(`\`${direction}\` is no direction`, HEAD_HELP);
    this.#direction = known;
  }

  statement(part: string): void {
    const group = /^subgraph(?:\s+(.*))?$/.exec(part);
    if (group) return this.#group(group[1] ?? "");
    if (part === "end") {
      if (this.open === 0) throw new Unread("`end` closes no `subgraph`");
      this.open -= 1;
      this.#lines.push("}");
      return;
    }
    if (COLOURS.test(part))
      throw new Unread(
        "a diagram has the colours of the page, and none of its own",
        "say what is meant behind a node: `A:::wrong`; known: right, wrong, caution, info, accent, muted",
      );
    if (/^(?:direction|click|accTitle|accDescr)\b/.test(part))
      throw new Unread(`\`${part.split(/\W/)[0] ?? ""}\` is not drawn`, "take it out");
    this.#chain(new Cursor(part));
  }

  #group(written: string): void {
    const found = /^(?:([\p{L}\p{N}_-]+)\s*)?\[([^\]]*)\]$|^(.*)$/u.exec(written.trim());
    const title = unquoted(found?.[2] ?? found?.[3] ?? "");
    this.#groups += 1;
    this.open += 1;
    this.#lines.push(`subgraph cluster_${this.#groups} {`, `label=${quoted(title)};`);
  }

  /** `A & B -->|text| C --> D` */
  #chain(cursor: Cursor): void {
    let left = this.#nodes(cursor);
    while (!cursor.done) {
      const link = cursor.link();
      const right = this.#nodes(cursor);
      for (const from of left) for (const to of right) this.#lines.push(`${from} -> ${to} [${link}];`);
      left = right;
    }
  }

  #nodes(cursor: Cursor): string[] {
    const names: string[] = [];
    do {
      const { id, settings } = cursor.node();
      const name = quoted(id);
      if (settings !== "") this.#lines.push(`${name} [${settings}];`);
      else this.#lines.push(`${name};`);
      names.push(name);
    } while (cursor.eat(/^&/));
    return names;
  }
}

class Cursor {
  #rest: string;

  constructor(text: string) {
    this.#rest = text;
  }

  get done(): boolean {
    return this.#rest === "";
  }

  /** Takes what stands next, and the space behind it. */
  eat(pattern: RegExp): RegExpExecArray | undefined {
    const found = pattern.exec(this.#rest);
    if (!found) return undefined;
    this.#rest = this.#rest.slice(found[0].length).trimStart();
    return found;
  }

  node(): { readonly id: string; readonly settings: string } {
    // A hyphen belongs to the id only between letters: `a-b`, and not `a--b`.
    const id = this.eat(/^[\p{L}\p{N}_]+(?:-[\p{L}\p{N}_]+)*/u)?.[0];
    if (id === undefined) throw this.#unread("a node was expected");
    if (id === "end") throw new Unread("`end` is a word of the language, and no node", "write `End`");
    const settings: string[] = [];
    const shape = SHAPES.find(([open]) => this.#rest.startsWith(open));
    if (shape) {
      const [open, close, dot] = shape;
      settings.push(dot, `label=${quoted(this.#textUntil(open, close))}`);
    }
    const meaning = this.eat(/^:::([\w-]+)/)?.[1];
    if (meaning !== undefined) settings.push(`class=${quoted(meaning)}`);
    return { id, settings: settings.join(" ") };
  }

  #textUntil(open: string, close: string): string {
    const inside = this.#rest.slice(open.length);
    const inQuotes = /^\s*"([^"]*)"\s*/.exec(inside);
    const end = inQuotes ? inQuotes[0].length : inside.indexOf(close);
    if (end === -1 || !inside.startsWith(close, end))
      throw this.#unread(`\`${open}\` is not closed by \`${close}\``);
    const text = inQuotes?.[1] ?? inside.slice(0, end);
    if (!inQuotes && /[[\](){}"]/.test(text))
      throw new Unread(
        "a text with brackets stands in quotes",
        `write \`${open}"${text.replaceAll('"', "").trim()}"${close}\``,
      );
    this.#rest = inside.slice(end + close.length).trimStart();
    return unquoted(text);
  }

  /** The settings of an edge. */
  link(): string {
    if (this.eat(/^~{3,}/)) return "style=invis";
    const first = this.eat(LINK);
    if (!first) throw this.#unread("a link such as `-->` was expected");
    const [, tail, line = "", head] = first;
    let [end, words, body] = [head, "", line];
    const isOpen = head === undefined;
    const label = this.eat(/^\|([^|]*)\|/)?.[1];
    if (label !== undefined) words = label;
    else if (isOpen && !/^(?:-{3,}|={3,}|-\.+-)$/.test(line)) {
      // `-- text -->`: two characters begin a text, three are a link.
      const text = this.eat(/^(.+?)\s*(?=-{2,}|={2,}|\.+-)/);
      const later = text && this.eat(LATER_PART);
      if (!later) throw this.#unread("the text of a link is not closed, as in `-- text -->`");
      [words, end, body] = [text[1] ?? "", later[2], line + (later[1] ?? "")];
    }
    const settings = [
      ...(words.trim() === "" ? [] : [`label=${quoted(unquoted(words))}`]),
      ...(body.startsWith("=") ? ["style=bold"] : body.includes(".") ? ["style=dashed"] : []),
      `arrowhead=${ENDS[end ?? ""] ?? "none"}`,
      ...(tail === undefined ? [] : ["dir=both", `arrowtail=${ENDS[tail] ?? "none"}`]),
    ];
    return settings.join(" ");
  }

  #unread(message: string): Unread {
    return new Unread(`${message} at \`${this.#rest.slice(0, 20)}\``);
  }
}

const ENDS: Readonly<Record<string, string>> = { ">": "normal", "<": "normal", x: "tee", o: "odot" };

function unquoted(text: string): string {
  const found = /^"(.*)"$/s.exec(text.trim());
  return (found?.[1] ?? text)
    .trim()
    .replace(/<br\s*\/?>/gi, "\n")
    .replace(/#quot;/g, '"');
}

/** As Graphviz reads it: only a quote and a backslash mean anything. */
function quoted(text: string): string {
  return `"${text.replace(/\\/g, "\\\\").replace(/"/g, '\\"').replace(/\n/g, "\\n")}"`;
}
