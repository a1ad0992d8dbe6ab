/**
 * A table, a formula, a diagram or a listing that is wider than its place scrolls by itself, and the static page lets the keyboard reach each.
 * Here only those that do scroll stay a stop; tables are named by their column heads.
 */
export function watchScrollRegions(root: ParentNode): void {
  const watch = new ResizeObserver((entries) => {
    for (const { target } of entries) setScrollRegion(target, target.scrollWidth > target.clientWidth);
  });
  for (const region of root.querySelectorAll("[class$=-scroll], pre")) watch.observe(region);
}

function setScrollRegion(region: Element, scrolls: boolean): void {
  const heads = [...region.querySelectorAll("th")].map((head) => head.textContent.trim()).join(", ");
  for (const [name, value] of [
    ["tabindex", "0"],
    ["role", heads && "group"],
    ["aria-label", heads],
  ] as const) {
    if (scrolls && value) region.setAttribute(name, value);
    else region.removeAttribute(name);
  }
}
