/**
 * Circles in what requires what, each once, by the ids on it in order; found without recursion, so that no chain is too long.
 */
export function findCycles(requires: ReadonlyMap<string, readonly string[]>): readonly (readonly string[])[] {
  const state = new Map<string, "open" | "done">();
  const cycles: string[][] = [];
  for (const start of requires.keys()) {
    if (state.has(start)) continue;
    const path: { readonly id: string; next: number }[] = [{ id: start, next: 0 }];
    state.set(start, "open");
    while (path.length > 0) {
      const top = path.at(-1) as { readonly id: string; next: number };
      const child = requires.get(top.id)?.[top.next];
      top.next += 1;
      if (child === undefined) {
        state.set(top.id, "done");
        path.pop();
      } else if (state.get(child) === "open") {
        const ids = path.map(({ id }) => id);
        cycles.push(ids.slice(ids.indexOf(child)));
      } else if (!state.has(child)) {
        state.set(child, "open");
        path.push({ id: child, next: 0 });
      }
    }
  }
  return cycles;
}
