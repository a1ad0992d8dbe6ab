/** The page is made of nodes, never of markup: a stranger's text is text wherever it lands. */
type Child = Node | string | undefined | false;

export function h<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Readonly<Record<string, string | undefined>> = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes))
    if (value !== undefined) element.setAttribute(key, value);
  element.append(...children.filter((child) => child !== undefined && child !== false));
  return element;
}

export function button(text: string, act: () => void, kind = ""): HTMLButtonElement {
  const element = h("button", { type: "button", class: kind || undefined }, text);
  element.addEventListener("click", act);
  return element;
}

const SHAPES = {
  // A disc, an octagon, a square on its corner, a triangle: told apart without colour.
  valid: ["M24 2a22 22 0 1 0 0 44 22 22 0 0 0 0-44Z", "M14 25l7 7 14-15"],
  revoked: ["M15 3h18l12 12v18L33 45H15L3 33V15Z", "M16 16l16 16M32 16L16 32"],
  expired: ["M8 4h32v8L28 24l12 12v8H8v-8l12-12L8 12Z", "M17 40h14"],
  "not-yet-valid": ["M8 4h32v8L28 24l12 12v8H8v-8l12-12L8 12Z", "M17 9h14"],
  tampered: ["M24 3l22 41H2Z", "M24 18v12M24 36v2"],
  "unknown-issuer": ["M24 2l22 22-22 22L2 24Z", "M19 19a5 5 0 1 1 7 5q-2 1-2 4M24 33v2"],
  "cannot-tell": ["M6 6h36v36H6Z", "M19 19a5 5 0 1 1 7 5q-2 1-2 4M24 33v2"],
} as const;

const SVG = "http://www.w3.org/2000/svg";

/** A shape for each verdict; the words beside it say the same. */
export function sign(verdict: keyof typeof SHAPES): SVGSVGElement {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 48 48");
  svg.setAttribute("aria-hidden", "true");
  const [outer, inner] = SHAPES[verdict];
  for (const [d, name] of [
    [outer, "outer"],
    [inner, "inner"],
  ] as const) {
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("d", d);
    path.setAttribute("class", name);
    svg.append(path);
  }
  return svg;
}
