import { h } from "./node.ts";
import type { Element, Node } from "./node.ts";

export interface PanelOptions {
  readonly id: string;
  /** What it shows, as a sentence with a number. */
  readonly says: string;
  /** What is chosen within the panel; stays as it is when the rest is drawn again. */
  readonly controls?: Element | undefined;
  readonly chart?: Element | undefined;
  /** What else is to be said of the picture. */
  readonly more?: readonly (Node | undefined)[];
  readonly table?: Element | undefined;
  /** Of the table: with many rows it is folded, with many columns it stands below the picture. */
  readonly rows?: number;
  readonly columns?: number;
  /** Folded however few its rows are, since the picture says the same. */
  readonly folded?: boolean;
  /** How it is counted: one sentence or two. */
  readonly how: string;
  readonly notes?: readonly string[];
}

const MANY = 12;
const SLIM = 6;

export function panel({
  id,
  says,
  controls,
  chart,
  more = [],
  table,
  columns = 0,
  rows = 0,
  folded = rows > MANY,
  how,
  notes = [],
}: PanelOptions): Element {
  return h(
    "section",
    { class: "panel", id, "aria-labelledby": `${id}-says` },
    h("h2", { id: `${id}-says`, dir: "auto" }, says),
    controls,
    h(
      "div",
      { class: "pair" },
      h("div", { class: "picture" }, chart, ...more.filter((one) => one !== undefined)),
      table !== undefined &&
        (folded
          ? h("details", { class: "fold" }, h("summary", {}, `The table (${rows} rows)`), table)
          : h("div", { class: columns > SLIM ? "below" : "beside" }, table)),
    ),
    h(
      "p",
      { class: "how", id: `${id}-how` },
      h("strong", {}, "How it is counted. "),
      [how, ...notes.map((note) => `${note.charAt(0).toUpperCase()}${note.slice(1)}.`)].join(" "),
    ),
  );
}
