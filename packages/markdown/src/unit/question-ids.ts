import type { DirectiveNode } from "@tessera/interactions/schema";
import type { Lock } from "../lock/lock.ts";
import { idOf, unique } from "../slug.ts";
import type { OpenFile } from "./open-file.ts";
import { authoredId } from "./read-question.ts";
import { plainText } from "./scan-page.ts";

/** Ids that authors gave to the questions of these files. */
export function authoredIds(files: readonly OpenFile[]): readonly string[] {
  return files.flatMap(({ scan, file }) => scan.questions.flatMap((node) => authoredId(node, file) ?? []));
}

export interface MadeIdsOptions {
  readonly lock: Pick<Lock, "claim" | "isPresent" | "knows" | "pathOf" | "unclaimed">;
  readonly unit: string;
  /** True when a file of that unit still holds the text. */
  holds(unitPath: string, text: string): Promise<boolean>;
}

/**
 * Ids for questions without one of the author's: the recorded one of the same text in this unit; or of a unit that no
 * longer holds the text (the question moved); or, when one is left over on both sides, that one (its text was edited);
 * else a new one made of the text.
 */
export async function madeIds(
  files: readonly OpenFile[],
  { lock, unit, holds }: MadeIdsOptions,
): Promise<ReadonlyMap<object, string>> {
  const ids = new Map<object, string>();
  const open = files.flatMap(({ scan, file }) =>
    scan.questions.flatMap((node) =>
      authoredId(node, file) === undefined ? [{ node, text: asks(node) }] : [],
    ),
  );
  const take = (node: object, slug: string) => {
    ids.set(node, slug);
    lock.claim(slug);
  };
  for (const { node, text } of open) {
    const same = lock.unclaimed(unit).find(([, entry]) => comparable(entry.text) === comparable(text));
    if (same) take(node, same[0]);
  }
  for (const { node, text } of open) {
    if (ids.has(node)) continue;
    for (const [slug, entry] of lock.unclaimed()) {
      if (entry.unit === unit || comparable(entry.text) !== comparable(text)) continue;
      const from = lock.pathOf(entry.unit);
      if (from !== undefined && lock.isPresent(from) && (await holds(from, text))) continue;
      take(node, slug);
      break;
    }
  }
  const rest = open.filter(({ node }) => !ids.has(node));
  const left = lock.unclaimed(unit);
  if (rest.length === 1 && left.length === 1)
    take((rest[0] as { node: object }).node, (left[0] as [string, unknown])[0]);
  for (const { node, text } of open)
    if (!ids.has(node))
      take(
        node,
        unique(idOf(text, "question"), (slug) => lock.knows(slug)),
      );
  return ids;
}

/** The first block of a question that is text: what it asks. */
function asks(node: DirectiveNode): string {
  const first = node.children.find((child) => child.type === "paragraph" || child.type === "heading");
  return first ? plainText(first) : plainText(node);
}

/** Recorded texts are cut; markup and punctuation are not what a question asks. */
export function comparable(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim()
    .slice(0, 120);
}
