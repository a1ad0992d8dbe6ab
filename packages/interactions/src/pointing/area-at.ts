/** Half of what a finger needs, CSS pixels: who points beside a small region means it. */
const REACH = [0, 8, 15, 22];
const DIRECTIONS = 8;

/** Id of the region that was pointed at, or of the nearest within a finger's reach. */
export function areaAt(areas: Element, { target, clientX, clientY }: MouseEvent): string | undefined {
  const hit = areaOf(target, areas);
  if (hit !== undefined) return hit;
  for (const reach of REACH)
    for (let turn = 0; turn < DIRECTIONS; turn += 1) {
      const angle = (turn / DIRECTIONS) * 2 * Math.PI;
      const [x, y] = [clientX + reach * Math.cos(angle), clientY + reach * Math.sin(angle)];
      const id = areaOf(document.elementFromPoint(x, y), areas);
      if (id !== undefined) return id;
    }
  return undefined;
}

function areaOf(node: EventTarget | null, areas: Element): string | undefined {
  const area = node instanceof Element ? node.closest<SVGElement>("[data-area]") : null;
  return area !== null && areas.contains(area) ? area.dataset["area"] : undefined;
}
