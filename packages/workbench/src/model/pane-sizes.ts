/** Widths of the outer panes in CSS pixels, kept for the next visit. */
export interface PaneSizes {
  read(pane: string): number | undefined;
  write(pane: string, width: number): void;
}
