/** A page as plain values: written as text when it is made, and as elements when its script draws a part again. */
export interface Element {
  readonly tag: string;
  readonly attributes: Attributes;
  readonly children: readonly Node[];
}

export type Node = Element | string;
export type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;
type Child = Node | undefined | false | readonly (Node | undefined | false)[];

/** `true` is an attribute without a value; `false` and undefined are none. */
export function h(tag: string, attributes: Attributes = {}, ...children: readonly Child[]): Element {
  const all = (children as readonly (Node | undefined | false | readonly Node[])[]).flat();
  return { tag, attributes, children: all.filter((one): one is Node => one !== undefined && one !== false) };
}

const VOID = new Set(["meta", "link", "input", "br", "hr"]);

const ESCAPES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
};

export const escape = (text: string): string =>
  text.replace(/[&<>"]/g, (letter) => ESCAPES[letter] ?? letter);

export function text(node: Node): string {
  if (typeof node === "string") return escape(node);
  const { tag, attributes, children } = node;
  const said = Object.entries(attributes)
    .map(([name, value]) => {
      if (value === undefined || value === false) return "";
      return value === true ? ` ${name}` : ` ${name}="${escape(String(value))}"`;
    })
    .join("");
  return VOID.has(tag) ? `<${tag}${said}>` : `<${tag}${said}>${children.map(text).join("")}</${tag}>`;
}
