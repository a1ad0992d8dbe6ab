/** Controls that are typed into: they stay readable and in the tab order when they are locked. */
export function isTyped(control: HTMLElement): control is HTMLInputElement | HTMLTextAreaElement {
  return (
    control instanceof HTMLTextAreaElement || (control instanceof HTMLInputElement && control.type === "text")
  );
}

/** The one control of a part. */
export function fieldOf(part: HTMLElement): HTMLInputElement | HTMLSelectElement | null {
  return part.querySelector<HTMLInputElement | HTMLSelectElement>("input, select");
}
