import type { DirectiveNode } from "@tessera/interactions/schema";
import { accordion } from "./accordion.ts";
import type { Block, BlockDesk } from "./block.ts";
import { details } from "./details.ts";
import { embed } from "./embed.ts";
import { flashcards } from "./flashcards.ts";
import { glossary } from "./glossary.ts";
import { audio, video } from "./media.ts";
import { steps } from "./steps.ts";
import { tabs } from "./tabs.ts";
import { term } from "./term.ts";

/** Every directive that shows something and asks nothing. A new one is its file and its line here. */
const all: readonly Block[] = [
  details,
  steps,
  tabs,
  accordion,
  glossary,
  term,
  video,
  audio,
  flashcards,
  embed,
];

export const BLOCKS: ReadonlyMap<string, Block> = new Map(all.map((block) => [block.word.name, block]));

/** What `read` made of a directive, with the block that can render it. */
export interface ReadBlock {
  readonly block: Block;
  readonly read: unknown;
}

/** Undefined for what is no block, and for what was reported. */
export async function readBlock(node: DirectiveNode, desk: BlockDesk): Promise<ReadBlock | undefined> {
  const block = BLOCKS.get(node.name);
  const read = await block?.read(node, desk);
  return block && read !== undefined ? { block, read } : undefined;
}
