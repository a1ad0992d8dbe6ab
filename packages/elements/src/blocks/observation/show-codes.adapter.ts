/**
 * Puts a code, a link and a file beside each observation. It answers and sends nothing; the link is for copying and leads nowhere
 * here, since the observer's page has no place inside a learner's session.
 */
import { qrCode, qrPath, QUIET } from "@tessera/qr";
import { FRAGMENTS, fragmentOf, readLaunch, REQUEST_FORMAT } from "@tessera/session";
import type { ObservationRequest } from "@tessera/session";
import type { RequestData } from "./request-data.ts";

/** Modules on a side that a phone still reads off a screen. */
const READABLE = 141;
const SVG = "http://www.w3.org/2000/svg";

/** Only a launch says who the learner is; elsewhere an observation is on paper. */
export async function showCodes(root: Document): Promise<void> {
  const reading = readLaunch(location.href);
  if (reading.type !== "launch") return;
  const { actor, registration } = reading.launch;
  for (const held of root.querySelectorAll<HTMLDataElement>("data.t-observe")) {
    const { page = "", words, ...rest } = JSON.parse(held.value) as RequestData;
    const request: ObservationRequest = {
      format: REQUEST_FORMAT,
      ...rest,
      learner: actor,
      registration,
      nonce: nonce(),
    };
    const link = `${page}#${await fragmentOf(FRAGMENTS.request, request)}`;
    held.after(panel(link, request, words));
  }
}

/** 16 bytes in 22 letters of base64url. */
function nonce(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replace(/=+$/, "");
}

type Attributes = Readonly<Record<string, string>>;

function make<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Attributes = {},
  ...inside: readonly (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...inside);
  return element;
}

let count = 0;

function panel(link: string, request: ObservationRequest, words: RequestData["words"]): HTMLElement {
  const id = `_observe-${(count += 1)}`;
  const said = make("p", { role: "status", class: "observe-said" });
  const field = make("input", { readonly: "", dir: "ltr", "aria-label": words.link });
  field.value = link;
  const select = () => field.select();
  field.addEventListener("focus", select);
  const copy = make("button", { type: "button", class: "t-button" }, words.copy);
  copy.addEventListener("click", () => {
    const ok = () => (said.textContent = words.copied);
    const no = () => {
      said.textContent = words.select;
      field.focus();
    };
    // An LMS's frame may forbid it.
    if (navigator.clipboard === undefined) no();
    else void navigator.clipboard.writeText(link).then(ok, no);
  });
  const save = make("button", { type: "button", class: "t-button" }, words.save);
  save.addEventListener("click", () => saved(request));
  const code = qrCode(link, { level: "L" });
  const drawn = code !== undefined && code.length <= READABLE;
  return make(
    "section",
    { class: "observe", "aria-labelledby": id },
    make("h3", { id }, words.title),
    make("p", {}, words.how),
    drawn ? picture(qrPath(code), code.length + 2 * QUIET, words.code) : make("p", {}, words.long),
    make("p", { class: "observe-elsewhere" }, words.elsewhere),
    make("div", { class: "observe-acts" }, copy, save),
    said,
    field,
  );
}

function picture(path: string, size: number, name: string): SVGElement {
  const [svg, ground, dark] = ["svg", "rect", "path"].map((each) => document.createElementNS(SVG, each)) as [
    SVGElement,
    SVGElement,
    SVGElement,
  ];
  const set = (element: Element, attributes: Attributes) => {
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  };
  set(svg, {
    viewBox: `0 0 ${size} ${size}`,
    role: "img",
    "aria-label": name,
    "shape-rendering": "crispEdges",
  });
  // Dark on light in a dark page too: not every reader takes it the other way round.
  set(ground, { width: String(size), height: String(size), fill: "#fff" });
  set(dark, { d: path, fill: "#000" });
  svg.append(ground, dark);
  return svg;
}

function saved(request: ObservationRequest): void {
  const url = URL.createObjectURL(new Blob([JSON.stringify(request)], { type: "application/json" }));
  make("a", { href: url, download: "observation-request.json" }).click();
  URL.revokeObjectURL(url);
}
