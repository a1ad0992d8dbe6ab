import type { ElementContent } from "hast";
import type { HLJSApi } from "highlight.js";
import { element } from "../prose/element.ts";
import { modulesOf } from "./code-languages.ts";
import { GRAMMARS } from "./grammars.ts";

/** UTF-16 code units. A longer listing is nothing to learn from, and some grammars take long over it. */
const MAX_COLOURED = 50_000;

/**
 * What a reader tells apart, by the first word of the highlighter's scope. A handful of letters, so that a page stays
 * small and the sheet has a token for each; all other scopes stay as they are.
 */
const TONES: Readonly<Record<string, string>> = {
  keyword: "k",
  built_in: "k",
  "selector-tag": "k",
  doctag: "k",
  tag: "k",
  string: "s",
  regexp: "s",
  char: "s",
  link: "s",
  code: "s",
  number: "n",
  literal: "n",
  symbol: "n",
  comment: "c",
  quote: "c",
  meta: "c",
  title: "t",
  section: "t",
  name: "t",
  type: "t",
  "selector-class": "t",
  "selector-id": "t",
  attr: "a",
  attribute: "a",
  property: "a",
  variable: "a",
  "template-variable": "a",
  addition: "i",
  deletion: "d",
};

interface Token {
  readonly scope?: string;
  readonly children: readonly (Token | string)[];
}

const instances = new Map<string, Promise<HLJSApi>>();

/**
 * The text as spans with one class each, `hl-k` and so on; its characters are those of the text.
 *
 * @param language - a name that `codeLanguage` gave
 */
export async function highlight(text: string, language: string): Promise<ElementContent[]> {
  if (language === "plain" || text.length > MAX_COLOURED) return [{ type: "text", value: text }];
  let instance = instances.get(language);
  if (!instance) instances.set(language, (instance = load(language)));
  const result = (await instance).highlight(text, { language, ignoreIllegals: true });
  const { rootNode } = result._emitter as unknown as { readonly rootNode: Token };
  return spans(rootNode, undefined);
}

/**
 * One for each language: a grammar that takes a guess at what is in it would otherwise guess among whatever was loaded
 * before, and the same course would give other bytes.
 */
async function load(language: string): Promise<HLJSApi> {
  const { default: core } = await import("highlight.js/lib/core");
  const instance = core.newInstance();
  for (const name of modulesOf(language)) {
    const grammar = GRAMMARS[name];
    if (grammar === undefined) throw new Error(`there is no grammar of \`${name}\``);
    instance.registerLanguage(name, (await grammar()).default);
  }
  return instance;
}

/** Flat where a part has the tone of what is round it; neighbours of one tone are one span. */
function spans({ children }: Token, tone: string | undefined): ElementContent[] {
  const found: ElementContent[] = [];
  for (const child of children) {
    if (typeof child === "string") {
      append(found, { type: "text", value: child });
      continue;
    }
    const own = TONES[child.scope?.split(".")[0] ?? ""] ?? tone;
    const inside = spans(child, own);
    if (own === tone || own === undefined) for (const part of inside) append(found, part);
    else append(found, element("span", { className: [`hl-${own}`] }, inside));
  }
  return found;
}

function append(nodes: ElementContent[], node: ElementContent): void {
  const last = nodes.at(-1);
  if (node.type === "text" && last?.type === "text") last.value += node.value;
  else nodes.push(node);
}
