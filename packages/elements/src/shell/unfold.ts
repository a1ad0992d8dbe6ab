/** Opens everything folded away that holds a target, the innermost first. */
export function unfold(target: Element): void {
  for (let fold = target.closest("details"); fold; fold = fold.parentElement?.closest("details") ?? null)
    fold.open = true;
}
