/** CSS pixels between a word and its card, and between the card and the edge of the window. */
const GAP = 6;
const EDGE = 16;

/**
 * Shows what a term means beside the word, instead of turning to the list where it is explained. Without popovers the
 * link does what links do.
 */
export function watchTerms(root: Document): void {
  if (!("popover" in HTMLElement.prototype)) return;
  root.addEventListener("click", (event) => {
    const link =
      event.target instanceof Element ? event.target.closest<HTMLAnchorElement>("a[data-block=term]") : null;
    // With a key held down it is to be opened elsewhere.
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const name = root.getElementById(decodeURIComponent(link.hash.slice(1)));
    const meaning = name?.nextElementSibling;
    if (!name || !meaning) return;
    event.preventDefault();
    open(link, { name, meaning });
  });
}

interface Explained {
  readonly name: Element;
  readonly meaning: Element;
}

function open(link: HTMLAnchorElement, { name, meaning }: Explained): void {
  // What a paragraph may hold, so that it can stand behind its word: Tab goes on from there.
  const card = link.ownerDocument.createElement("span");
  card.className = "term-card";
  card.popover = "auto";
  card.setAttribute("role", "dialog");
  card.setAttribute("aria-label", name.textContent);
  card.tabIndex = -1;
  const title = link.ownerDocument.createElement("span");
  title.className = "term-card-name";
  title.textContent = name.textContent;
  const close = link.ownerDocument.createElement("button");
  close.type = "button";
  close.textContent = name.closest<HTMLElement>("[data-close]")?.dataset["close"] ?? "";
  close.addEventListener("click", () => card.hidePopover());
  card.append(title, ...withoutIds(meaning), close);
  card.addEventListener("toggle", (event) => {
    if (event.newState === "closed") card.remove();
  });
  link.after(card);
  card.showPopover();
  place(card, link);
  card.focus({ preventScroll: true });
}

/** A second element of the same id would lead links astray. */
function withoutIds(meaning: Element): Node[] {
  const copy = meaning.cloneNode(true) as Element;
  for (const each of copy.querySelectorAll("[id]")) each.removeAttribute("id");
  return [...copy.childNodes];
}

/** Below the word, or above it where there is no room; within the window. */
function place(card: HTMLElement, link: Element): void {
  const [word = link.getBoundingClientRect()] = link.getClientRects();
  const { width, height } = card.getBoundingClientRect();
  const window = {
    width: document.documentElement.clientWidth,
    height: document.documentElement.clientHeight,
  };
  const rtl = getComputedStyle(card).direction === "rtl";
  const wanted = rtl ? word.right - width : word.left;
  const left = Math.max(EDGE, Math.min(wanted, window.width - width - EDGE));
  const below = word.bottom + GAP;
  const top =
    below + height + EDGE > window.height && word.top - GAP - height > EDGE ? word.top - GAP - height : below;
  card.style.left = `${left + scrollX}px`;
  card.style.top = `${top + scrollY}px`;
}
