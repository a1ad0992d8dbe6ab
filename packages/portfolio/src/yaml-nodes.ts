/** YAML with a place for everything that stands in it. Total: what is wrong is said, and what is right is kept. */
import { suggest } from "@tessera/diagnostics";
import type { SourceText, Span } from "@tessera/diagnostics";
import { isAlias, isMap, isScalar, isSeq, parseDocument } from "yaml";
import type { Node } from "yaml";
import { didYouMean, quoted, SLUG } from "./report.ts";
import type { Mistakes } from "./report.ts";

/** Deeper than any portfolio, and not deep enough to fill a stack. */
const DEEPEST = 200;

export interface Entry {
  readonly key: string;
  readonly at: Span;
  readonly value: Value;
}

/** A node, or the place where one should stand. */
export interface Value {
  readonly node: Node | undefined;
  readonly at: Span;
  /** What it is the value of, for sentences. */
  readonly name: string;
}

export class YamlNodes {
  private readonly source: SourceText;
  private readonly mistakes: Mistakes;

  constructor(source: SourceText, mistakes: Mistakes) {
    this.source = source;
    this.mistakes = mistakes;
  }

  /** @returns undefined when it is no YAML, which has been said */
  root(): Value | undefined {
    const { text } = this.source;
    const whole = this.span(0, Math.min(text.length, 1));
    if (deepest(text) > DEEPEST) {
      this.mistakes.say("portfolio/yaml", whole, {
        message: "this is nested deeper than any portfolio",
        help: "give the portfolio's own file",
      });
      return undefined;
    }
    const document = parseDocument(text, { prettyErrors: false, uniqueKeys: false, logLevel: "error" });
    for (const { pos, message } of document.errors)
      this.mistakes.say("portfolio/yaml", this.span(...pos), {
        message: `this is not YAML: ${firstSentence(message)}`,
        help: "quote a value that holds `: ` or starts with `@`, `*`, `&`, `{` or `[`",
      });
    if (document.errors.length > 0) return undefined;
    return { node: (document.contents as Node | null) ?? undefined, at: whole, name: "the portfolio" };
  }

  /** The entries of settings; nothing, which is said, when it is something else. Empty is fine. */
  entries(value: Value, expected: string): readonly Entry[] {
    const { node } = value;
    if (node === undefined || (isScalar(node) && node.value === null)) return [];
    if (!isMap(node)) {
      this.wrong(value, expected);
      return [];
    }
    // The library's own search for what stands twice compares each with each.
    const keys = new Set<string>();
    return node.items.flatMap((pair): Entry[] => {
      const at = this.of(pair.key as Node | undefined, value.at);
      if (!isScalar(pair.key) || !["string", "number"].includes(typeof pair.key.value)) {
        this.mistakes.say("portfolio/wrong-value", at, { message: "the name of a setting is one word" });
        return [];
      }
      // As written: `007` is a name and not the number 7.
      const key = pair.key.source ?? String(pair.key.value);
      if (keys.has(key)) {
        this.mistakes.say("portfolio/duplicate-key", at, {
          message: `${quoted(key)} stands twice`,
          help: "keep one of them",
        });
        return [];
      }
      keys.add(key);
      const inner = (pair.value as Node | null) ?? undefined;
      return [{ key, at, value: { node: inner, at: this.of(inner, at), name: key } }];
    });
  }

  /** Settings of known names; what else stands there is said. */
  settings<Name extends string>(
    value: Value,
    names: readonly Name[],
    expected: string,
  ): Readonly<Partial<Record<Name, Value>>> {
    const found: Partial<Record<Name, Value>> = {};
    for (const { key, at, value: inner } of this.entries(value, expected)) {
      if ((names as readonly string[]).includes(key)) found[key as Name] = inner;
      else
        this.mistakes.say("portfolio/unknown-key", at, {
          message: `unknown setting ${quoted(key)}`,
          help: didYouMean(suggest(key, names), names),
        });
    }
    return found;
  }

  /** One line of text; undefined when it is not there or something else. */
  text(value: Value | undefined, expected = "one line of text"): string | undefined {
    if (value === undefined) return undefined;
    const { node } = value;
    const text = isScalar(node) && typeof node.value === "string" ? node.value.trim() : "";
    if (text !== "" && text.length <= 2_000 && !/[\r\n]./.test(text)) return text;
    this.wrong(value, expected);
    return undefined;
  }

  match(value: Value | undefined, pattern: RegExp, expected: string): string | undefined {
    const text = this.text(value, expected);
    if (text === undefined || value === undefined || pattern.test(text)) return text;
    this.wrong(value, expected);
    return undefined;
  }

  count(value: Value | undefined): number | undefined {
    if (value === undefined) return undefined;
    const { node } = value;
    const number = isScalar(node) ? node.value : undefined;
    if (typeof number === "number" && Number.isInteger(number) && number >= 1 && number <= 1_000)
      return number;
    this.wrong(value, "a whole number from 1 to 1000");
    return undefined;
  }

  /** Ids with the places at which they stand. */
  ids(value: Value | undefined): readonly { readonly id: string; readonly at: Span }[] {
    if (value === undefined) return [];
    const { node } = value;
    if (!isSeq(node)) {
      this.wrong(value, "a list of ids, such as `[fire-safety, smart-hvac]`");
      return [];
    }
    const seen = new Set<string>();
    return (node.items as readonly (Node | null)[]).flatMap((item) => {
      const at = this.of(item ?? undefined, value.at);
      const id = this.match({ node: item ?? undefined, at, name: value.name }, SLUG, ID);
      if (id === undefined) return [];
      if (seen.has(id)) {
        this.mistakes.say("portfolio/duplicate-key", at, {
          message: `${quoted(id)} stands twice in this list`,
          help: "keep one of them",
        });
        return [];
      }
      seen.add(id);
      return [{ id, at }];
    });
  }

  wrong({ node, at, name }: Value, expected: string): void {
    this.mistakes.say("portfolio/wrong-value", at, {
      message: `\`${name}\`: found ${show(node)}, expected ${expected}`,
      ...(isAlias(node) && { help: "write it out here" }),
    });
  }

  private of(node: Node | undefined, otherwise: Span): Span {
    return node?.range ? this.span(node.range[0], node.range[1]) : otherwise;
  }

  /** A place of many lines says nothing: its first 80 characters do. */
  private span(start: number, end: number): Span {
    return { file: this.source.file, start, end: Math.min(Math.max(end, start + 1), start + 80) };
  }
}

export const ID = "an id of `a-z`, `0-9` and single `-` between them";

function show(node: Node | undefined): string {
  if (isMap(node)) return "settings";
  if (isSeq(node)) return "a list";
  if (isAlias(node)) return "an alias";
  const value = isScalar(node) ? node.value : undefined;
  if (value === null || value === undefined) return "nothing";
  return typeof value === "string" ? `text ${quoted(value)}` : quoted(String(value as number | boolean));
}

const firstSentence = (message: string): string =>
  (message.split("\n")[0] ?? "").replace(/ at line \d+, column \d+.*$/s, "").replace(/[.:]\s*$/, "");

/** How deep brackets and lines are nested, at most; cheap, and never too small. */
function deepest(text: string): number {
  let [open, most] = [0, 0];
  for (const sign of text) {
    if (sign === "[" || sign === "{") most = Math.max(most, (open += 1));
    else if (sign === "]" || sign === "}") open -= 1;
  }
  const indent = /^[ \-?:]*/gm;
  for (const [found] of text.matchAll(indent)) most = Math.max(most, found.length);
  return most;
}
