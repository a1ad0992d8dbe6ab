import type { ElementContent } from "hast";
import type { Code } from "mdast";
import { suggest } from "@tessera/diagnostics";
import { element } from "../prose/element.ts";
import { didYouMean, problem } from "../report.ts";
import type { Report } from "../report.ts";
import type { FlowMath, InlineMath } from "../syntax/math-syntax.ts";
import type { ParsedFile } from "../syntax/parse-markdown.ts";
import { CODE_WORDS, codeLanguage } from "./code-languages.ts";
import { drawDiagram, isDiagram } from "./diagram.ts";
import { highlight } from "./highlight.ts";
import { drawMath } from "./math.ts";

/** What a library draws: read before anything is rendered, because the library is loaded only where it is needed. */
export type Drawable = Code | FlowMath | InlineMath;

export interface DrawDesk {
  readonly file: ParsedFile;
  readonly report: Report;
}

/** Undefined for what is shown as it stands, and for what was reported. */
export async function draw(node: Drawable, desk: DrawDesk): Promise<ElementContent[] | undefined> {
  if (node.type !== "code") return drawMath(node, desk);
  return isDiagram(node) ? drawDiagram(node, desk) : drawCode(node, desk);
}

async function drawCode(node: Code, { file, report }: DrawDesk): Promise<ElementContent[] | undefined> {
  const word = node.lang?.split(/\s/)[0];
  if (!word) return undefined;
  const language = codeLanguage(word);
  if (language === undefined) {
    const span = file.span(node);
    const start = span.start + file.source.text.slice(span.start).search(/[^`~]/);
    report(
      problem(
        "code/unknown-language",
        { ...span, start, end: start + word.length },
        {
          message: `no colours are known for the language \`${word}\``,
          help: `${didYouMean(suggest(word, CODE_WORDS)) ?? "nothing is coloured"}; \`text\` says that it has no language`,
          params: { language: word },
        },
      ),
    );
    return undefined;
  }
  if (language === "plain") return undefined;
  // A long line scrolls, so the keyboard has to reach it.
  const code = element("code", { className: [`language-${word}`] }, [
    ...(await highlight(`${node.value}\n`, language)),
  ]);
  return [element("pre", { tabIndex: 0, dataBlock: "code" }, [code])];
}
