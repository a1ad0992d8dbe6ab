import { lookOf } from "../preview/wear-look.ts";

/** What the index of the gallery holds: links to pages, a frame that shows one, three switches. */
interface Parts {
  readonly links: readonly HTMLAnchorElement[];
  readonly frame: HTMLIFrameElement;
  readonly width: HTMLSelectElement;
  readonly direction: HTMLSelectElement;
  readonly colours: HTMLSelectElement;
}

/**
 * Takes over the index of the gallery, whose links lead into the frame by themselves: marks which page is shown and keeps
 * it in the address (`#kind-choice`), and shows pages in another width, direction and colours.
 */
export function takeOverGallery(document: Document): void {
  const parts = partsOf(document);
  const { frame, links } = parts;
  const named = decodeURIComponent(document.location.hash.slice(1));
  const first = links.find((link) => nameOf(link.href) === named);
  if (first !== undefined) frame.src = first.href;
  frame.addEventListener("load", () => {
    const shown = frame.contentDocument;
    if (shown === null) return;
    const page = nameOf(shown.location.href);
    for (const link of links)
      if (nameOf(link.href) === page) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    document.defaultView?.history.replaceState(null, "", `#${page}`);
    const wear = lookOf(shown);
    const dress = () => {
      wear({
        direction: parts.direction.value as "auto" | "ltr" | "rtl",
        colours: parts.colours.value as "auto" | "light" | "dark",
      });
    };
    parts.direction.onchange = dress;
    parts.colours.onchange = dress;
    dress();
    // Some states take the focus, and the page with it: whoever looks begins at its top, and stays in the list.
    const root = shown.documentElement;
    const begin = () => {
      shown.defaultView?.scrollTo(0, 0);
      if (document.activeElement !== frame) return;
      (shown.activeElement as HTMLElement | null)?.blur();
      links.find((link) => link.hasAttribute("aria-current"))?.focus();
    };
    new MutationObserver(begin).observe(root, { attributeFilter: ["data-settled"] });
    begin();
  });
  const resize = () => {
    frame.dataset["width"] = parts.width.value;
  };
  parts.width.addEventListener("change", resize);
  resize();
}

function partsOf(document: Document): Parts {
  const find = <Kind extends Element>(selector: string): Kind => {
    const found = document.querySelector<Kind>(selector);
    if (found === null) throw new Error(`the gallery has no ${selector}`);
    return found;
  };
  return {
    links: [...document.querySelectorAll<HTMLAnchorElement>("a[target]")],
    frame: find("iframe"),
    width: find("#width"),
    direction: find("#direction"),
    colours: find("#colours"),
  };
}

/** `…/kind-choice.html` is `kind-choice`. */
function nameOf(url: string): string {
  return (new URL(url).pathname.split("/").at(-1) ?? "").replace(/\.html$/, "");
}
