import type { List, RootContent } from "mdast";
import { problem } from "../report.ts";
import { element } from "../prose/element.ts";
import { contentOf, isLabel } from "./block.ts";
import type { Block } from "./block.ts";
import { reportEmpty } from "./empty.ts";

/** `:::steps`: one numbered list, set so that each step can be found again with a look. */
export const steps: Block<List> = {
  word: { name: "steps", forms: ["container"], within: ["*"], attributes: [] },
  read(node, { file, opening, report }) {
    const label = (node.children as RootContent[]).find(isLabel);
    const content = label ? [label, ...contentOf(node)] : contentOf(node);
    const [first] = content;
    if (first === undefined) return reportEmpty(node.name, opening, report);
    const other = content.find((child) => !isNumbered(child)) ?? content[1];
    if (other === undefined) return first as List;
    const span = file.span(other);
    const bullets = other.type === "list" && !isNumbered(other);
    report(
      problem(
        "steps/not-a-list",
        { ...span, end: Math.min(span.end, lineEnd(file.source.text, span.start)) },
        {
          message: bullets
            ? "steps without numbers: `:::steps` holds one numbered list"
            : "`:::steps` holds one numbered list and nothing beside it",
          help: bullets
            ? "begin the steps with `1.`, `2.`, …"
            : "move this above or below the steps; what belongs to a step is indented below its first line",
        },
      ),
    );
    return undefined;
  },
  render(list, { flow }) {
    const [made] = flow([list]).filter((child) => child.type === "element");
    if (!made) return [];
    const first = list.start ?? 1;
    const items = made.children.filter((child) => child.type === "element");
    // The sheet draws the numbers; without markers, WebKit forgets that it is a list.
    return [
      element(
        "ol",
        { ...made.properties, role: "list", dataBlock: "steps" },
        items.map((item, index) =>
          element("li", { ...item.properties, dataStep: String(first + index) }, item.children),
        ),
      ),
    ];
  },
};

function isNumbered(node: RootContent): boolean {
  return node.type === "list" && node.ordered === true;
}

function lineEnd(text: string, start: number): number {
  const end = text.indexOf("\n", start);
  return end === -1 ? text.length : end;
}
