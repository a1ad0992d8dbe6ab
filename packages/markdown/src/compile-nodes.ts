import type { Block, Unit } from "@tessera/course";
import type { SourceText } from "@tessera/diagnostics";
import { rememberedUnit } from "./memory/unit-memory.ts";
import type { OutlineBlock, OutlineNode, OutlineUnit } from "./outline.ts";
import { problem } from "./report.ts";
import { idOf } from "./slug.ts";
import { checkTitle } from "./unit/check-unit.ts";
import { compileUnit, openCover } from "./unit/compile-unit.ts";
import type { OpenFile } from "./unit/open-file.ts";
import { sourcePlace, unknownObjective } from "./unit/read-question.ts";
import { plainText } from "./unit/scan-page.ts";
import type { WholeDesk } from "./whole-desk.ts";

/** Units and blocks, in their order, from the outline. */
export async function compileNodes(
  nodes: readonly OutlineNode[],
  desk: WholeDesk,
): Promise<readonly (Unit | Block)[]> {
  const compiled: (Unit | Block)[] = [];
  for (const node of nodes) {
    const result = node.type === "unit" ? await compileOne(node, desk) : await compileBlock(node, desk);
    if (result) compiled.push(result);
  }
  return compiled;
}

function compileOne(node: OutlineUnit, desk: WholeDesk): Promise<Unit | undefined> {
  const { remembering } = desk;
  return remembering ? rememberedUnit(node, desk, remembering) : compileUnit(node, desk);
}

async function compileBlock(node: OutlineBlock, desk: WholeDesk): Promise<Block> {
  const { entry, front, path, span } = node;
  const source = node.file?.source;
  const open = source && (await openCover(source, desk, desk.report));
  const title = entry.title ?? front.value.title ?? open?.scan.title ?? path;
  desk.map.setTitle(path, title);
  checkTitle(title, span, desk.report);
  const objectives = entry.objectives ?? front.value.objectives ?? [];
  for (const objective of objectives)
    if (desk.objectives && !desk.objectives.has(objective))
      desk.report(unknownObjective(objective, front.span("objectives"), desk.objectives));
  if (node.children.length === 0)
    desk.report(
      problem("block/empty", span, {
        message: `the block \`${title}\` holds no unit`,
        help: "add a unit, or take the block out",
      }),
    );
  const authored = entry.id ?? front.value.id;
  const slug = desk.lock.block({ authored, path, title, suggestion: idOf(title, "block"), questions: [] });
  const children = await compileNodes(node.children, desk);
  return {
    type: "block",
    slug,
    id: `${desk.courseId}/blocks/${slug}`,
    title,
    description: entry.description ?? front.value.description ?? describe(open) ?? title,
    objectives,
    children,
    source: sourcePlace(
      source ? { file: source.file, start: 0, end: 0 } : span,
      source ?? (desk.files.sources.get(span.file) as SourceText),
    ),
  };
}

/** The first paragraph, as plain text. */
export function describe(open: OpenFile | undefined): string | undefined {
  const first = open?.scan.body.find((node) => node.type === "paragraph");
  const text = first && plainText(first);
  return text === "" ? undefined : text;
}
