import type { DirectiveNode } from "@tessera/interactions/schema";
import type { Span } from "@tessera/diagnostics";
import type { Heading, RootContent } from "mdast";
import { problem } from "../report.ts";
import { contentOf, isLabel } from "./block.ts";
import type { BlockDesk } from "./block.ts";
import { reportEmpty } from "./empty.ts";
import { checkPlainTitle } from "./plain-title.ts";

export interface Section {
  readonly heading: Heading;
  readonly content: readonly RootContent[];
}

/**
 * What headings part a container into. The first heading says which level parts it; deeper ones belong to the text.
 *
 * @returns undefined when something is wrong with them, which has been reported
 */
export function readSections(node: DirectiveNode, desk: BlockDesk): readonly Section[] | undefined {
  const { file, opening, report } = desk;
  const label = (node.children as RootContent[]).find(isLabel);
  const all = [...(label ? [label] : []), ...contentOf(node)];
  const [first] = all;
  if (first === undefined) return reportEmpty(node.name, opening, report);
  const parts = `\`:::${node.name}\``;
  if (first.type !== "heading") {
    const found = all.some((child) => child.type === "heading");
    const message = found
      ? `text above the first heading of ${parts} belongs to none of its parts`
      : `${parts} has no heading: each part begins with one`;
    const help = found
      ? "move it above the container, or give it a heading"
      : "write `### Title` above each part";
    report(
      problem("sections/no-heading", found ? firstLine(file.span(first), desk) : opening, { message, help }),
    );
    return undefined;
  }
  const sections: { heading: Heading; content: RootContent[] }[] = [];
  let sound = true;
  for (const child of all) {
    if (child.type === "heading" && child.depth < first.depth) {
      const span = firstLine(file.span(child), desk);
      const message = `a level-${child.depth} heading stands above the parts of ${parts}, which begin at level ${first.depth}`;
      const labels = [{ span: firstLine(file.span(first), desk), message: "the first part" }];
      const help = `write \`${"#".repeat(first.depth)}\`, or close the container above it`;
      report(problem("sections/higher-heading", span, { message, labels, help }));
      sound = false;
    }
    if (child.type === "heading" && child.depth <= first.depth)
      sections.push({ heading: child, content: [] });
    else sections.at(-1)?.content.push(child);
  }
  for (const { heading, content } of sections) {
    if (content.length > 0) continue;
    const message = `a part of ${parts} has a heading and nothing below it`;
    const help = "write what it shows, or take the heading out";
    report(problem("sections/empty", firstLine(file.span(heading), desk), { message, help }));
    sound = false;
  }
  for (const { heading } of sections) checkPlainTitle(heading.children, desk);
  if (sections.length === 1 && sound)
    report(
      problem("sections/only-one", opening, {
        message: `${parts} has one part only, so there is nothing to choose`,
        help: "take the container out, or add a second heading",
      }),
    );
  return sound ? sections : undefined;
}

function firstLine(span: Span, { file }: BlockDesk): Span {
  const end = file.source.text.indexOf("\n", span.start);
  return end === -1 ? span : { ...span, end: Math.min(span.end, end) };
}
