import type { Nodes } from "mdast";
import { problem } from "../report.ts";
import type { BlockDesk } from "./block.ts";

/**
 * The title of a part is what opens it: a link or a term in it would be a second thing to press in the same place, and a
 * tab shows neither.
 */
export function checkPlainTitle(title: readonly object[], desk: Pick<BlockDesk, "file" | "report">): void {
  for (const node of title as readonly Nodes[]) {
    const isTerm = (node as { readonly name?: string }).name === "term";
    if (isTerm || node.type === "link" || node.type === "linkReference")
      desk.report(
        problem("sections/title-link", desk.file.span(node), {
          message: `the title of a part holds a ${isTerm ? "term" : "link"}: pressing it opens the part`,
          help: `leave the words in the title, and put the ${isTerm ? "`:term`" : "link"} into the text below it`,
        }),
      );
    else if ("children" in node) checkPlainTitle(node.children, desk);
  }
}
