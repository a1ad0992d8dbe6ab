import type { PageNews, TextChange } from "@tessera/lms";

/** Where the pieces of text of a unit's page stand, in order. */
const PLACES = "main > .t-page > .t-prose";

/** What a script took over when the page was loaded: new ones need the page to be loaded again. */
const NEEDS_SCRIPT = "[data-block], [class$=-scroll], pre, video, audio";

type Texts = Pick<NonNullable<PageNews["texts"]>, "of" | "changes">;

/**
 * Puts new text in the place of old text on the page that is open: what has not changed keeps its focus, its state and
 * its place, and the session hears nothing of it.
 *
 * @returns false where that cannot be done; nothing is changed then
 */
export function mendText(root: ParentNode, { of, changes }: Texts): boolean {
  const places = root.querySelectorAll(PLACES);
  if (places.length !== of) return false;
  const acts: (() => void)[] = [];
  for (const change of changes) {
    const place = places[change.at];
    const act = place && actOf(place, change);
    if (act === undefined) return false;
    acts.push(act);
  }
  for (const act of acts) act();
  return true;
}

/** Only what differs is touched: what begins and ends alike in both versions is the same. */
function actOf(place: Element, { before, after }: TextChange): (() => void) | undefined {
  const [old, now] = [piecesOf(place, before), piecesOf(place, after)];
  const live = [...place.childNodes];
  if (old === undefined || now === undefined || live.length !== old.length) return undefined;
  const shorter = Math.min(old.length, now.length);
  let start = 0;
  while (start < shorter && isSame(old[start], now[start])) start += 1;
  let end = 0;
  while (end < shorter - start && isSame(old.at(-1 - end), now.at(-1 - end))) end += 1;
  const gone = old.slice(start, old.length - end);
  const come = now.slice(start, now.length - end);
  if ([...gone, ...come].some(needsScript)) return undefined;
  return () => {
    const next = live[old.length - end] ?? null;
    for (const node of live.slice(start, old.length - end)) node.remove();
    for (const node of come) place.insertBefore(node, next);
  };
}

/** What is in the element that `html` is. */
function piecesOf(place: Element, html: string): readonly ChildNode[] | undefined {
  const template = place.ownerDocument.createElement("template");
  template.innerHTML = html;
  const { children, childNodes } = template.content;
  const [element] = children;
  return childNodes.length === 1 && element !== undefined ? [...element.childNodes] : undefined;
}

function isSame(one: ChildNode | undefined, other: ChildNode | undefined): boolean {
  return one !== undefined && other !== undefined && one.isEqualNode(other);
}

function needsScript(node: ChildNode): boolean {
  return (
    node.nodeType === 1 &&
    ((node as Element).matches(NEEDS_SCRIPT) || (node as Element).querySelector(NEEDS_SCRIPT) !== null)
  );
}
