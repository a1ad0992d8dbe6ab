import type { DirectiveNode } from "@tessera/interactions/schema";
import { isDirective } from "../syntax/syntax-context.ts";
import { problem } from "../report.ts";
import type { Report } from "../report.ts";
import type { Span } from "@tessera/diagnostics";
import type { OpenFile } from "./open-file.ts";

/** Words whose `#id` is a name that something is kept or told under. */
const FILMS = new Set(["video", "audio"]);
const KEEPING = new Set([...FILMS, "flashcards"]);
const HOLDING = new Set(["quiz", "observation"]);

interface Named {
  readonly word: string;
  readonly src: string | undefined;
  readonly span: Span;
}

/**
 * An id of a film or a deck is nobody else's in its unit: what was left of one would be taken up by the other. One film
 * that is shown twice is one film. Questions and quizzes among themselves are looked at where they are read.
 */
export function checkBlockIds(opened: readonly OpenFile[], report: Report): void {
  const first = new Map<string, Named>();
  for (const { file, scan, broken } of opened) {
    const holders = scan.body.filter(
      (node) => isDirective(node) && HOLDING.has(node.name),
    ) as DirectiveNode[];
    const blocks = scan.blocks.filter(({ name }) => KEEPING.has(name));
    for (const node of [...holders, ...scan.questions, ...blocks]) {
      if (broken.has(node)) continue;
      const attributes = file.attributes(node);
      const id = attributes.find(({ name }) => name === "id");
      if (!id) continue;
      const src = attributes.find(({ name }) => name === "src")?.value;
      const named = { word: node.name, src, span: id.valueSpan };
      const other = first.get(id.value);
      if (!other) first.set(id.value, named);
      else if (clash(named, other))
        report(
          problem("directive/duplicate-id", id.valueSpan, {
            message: `the id \`${id.value}\` belongs to a \`${other.word}\` of this unit`,
            labels: [{ span: other.span, message: "first used here" }],
            help: "give one of them another id",
          }),
        );
    }
  }
}

function clash(one: Named, other: Named): boolean {
  if (!KEEPING.has(one.word) && !KEEPING.has(other.word)) return false;
  return !(FILMS.has(one.word) && one.word === other.word && one.src === other.src);
}
