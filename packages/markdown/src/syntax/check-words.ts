import { suggest } from "@tessera/diagnostics";
import type { Span } from "@tessera/diagnostics";
import type { DirectiveNode, SourceAttribute } from "@tessera/interactions/schema";
import { COLONS } from "../language.ts";
import type { Form, Language, Word } from "../language.ts";
import { didYouMean, problem, respelt } from "../report.ts";
import type { SyntaxContext } from "./syntax-context.ts";
import { ALERTS } from "./check-text.ts";

export interface WordOptions {
  readonly context: SyntaxContext;
  readonly parents: readonly string[];
  readonly silent: boolean;
}

const FORMS: Readonly<Record<DirectiveNode["type"], Form>> = {
  containerDirective: "container",
  leafDirective: "leaf",
  textDirective: "text",
};

/** Colons and name of a directive: what a mistake about the word points at. */
export function wordSpan(node: DirectiveNode, context: Pick<SyntaxContext, "file">): Span {
  const span = context.file.span(node);
  return { ...span, end: span.start + colonsOf(node, context) + node.name.length };
}

/** How many colons open it. */
export function colonsOf(node: DirectiveNode, context: Pick<SyntaxContext, "file">): number {
  const { start } = context.file.span(node);
  const { text } = context.file.source;
  let colons = 0;
  while (text[start + colons] === ":") colons += 1;
  return colons;
}

/**
 * Guard 3: a directive must be registered for its number of colons and its place; its attributes must be known and
 * stand once.
 *
 * @returns false when the directive must not be read any further
 */
export function checkWord(node: DirectiveNode, options: WordOptions): boolean {
  const { context, silent } = options;
  const form = FORMS[node.type];
  const word = context.language.words.get(node.name);
  if (silent) return true;
  const span = wordSpan(node, context);
  const { report } = context;
  if (!word) {
    const name = nearestWord(node.name, { form, language: context.language });
    const message = `unknown directive \`${COLONS[form]}${node.name}\``;
    const alert = suggest(node.name, ALERTS);
    const help = didYouMean(name) ?? (alert && `call-outs are quotes: \`> [!${alert.toUpperCase()}]\``);
    const near = new Set(
      [...context.language.words.values()].flatMap((each) => (each.forms.includes(form) ? each.name : [])),
    );
    const fix = respelt(node.name, near, { ...span, start: span.end - node.name.length });
    report(problem("directive/unknown", span, { message, help, fix, params: { name: node.name } }));
    return false;
  }
  if (!word.forms.includes(form)) {
    const right = COLONS[word.forms[0] as Form];
    const message = `\`${node.name}\` is written with ${right.length} colon${right.length === 1 ? "" : "s"}, not ${COLONS[form].length}`;
    report(problem("directive/wrong-colons", span, { message, help: `write \`${right}${node.name}\`` }));
    return false;
  }
  if (!standsWell(word, options)) {
    const message = `\`${COLONS[form]}${node.name}\` means nothing ${placeName(options.parents)}`;
    const why = word.practiceOnly ? ": no key judges its answers, so it never counts" : "";
    report(problem("directive/wrong-place", span, { message, help: `it stands ${places(word)}${why}` }));
    return false;
  }
  checkAttributes(node, word, context);
  if (word.labelled && !hasLabel(node)) {
    const message = `\`${COLONS[form]}${node.name}\` has no text in square brackets`;
    report(
      problem("directive/no-label", span, {
        message,
        help: `write \`${COLONS[form]}${node.name}[…]\`: ${word.labelled}`,
      }),
    );
  }
  return true;
}

function hasLabel(node: DirectiveNode): boolean {
  if (node.type !== "containerDirective") return node.children.length > 0;
  const [first] = node.children as readonly {
    data?: { directiveLabel?: boolean };
    children?: readonly unknown[];
  }[];
  return first?.data?.directiveLabel === true && (first.children?.length ?? 0) > 0;
}

function standsWell(word: Word, { parents }: Pick<WordOptions, "parents">): boolean {
  // What may stand anywhere may stand in a transcript; nothing there is read from a file once more.
  if (parents[0] === "part") return word.within.includes("*");
  const fits = (name: string) => word.within.includes("*") || word.within.includes(name);
  // A text directive belongs to the question round it, whatever else stands between (a hint, a table).
  if (word.forms.includes("text")) return parents.some(fits);
  return fits(parents.at(-1) as string);
}

function placeName(parents: readonly string[]): string {
  const place = parents.at(-1) as string;
  if (parents[0] === "part") return "in a transcript";
  if (place === "page") return "at the top level of a page";
  if (place === "bank") return "in a bank of questions";
  if (place === "cover") return "in the description of a course, block or unit";
  return `inside \`:::${place}\``;
}

function places(word: Word): string {
  const names = word.within.map((name) => {
    if (name === "page") return "at the top level of a page";
    if (name === "bank") return "in a bank of questions";
    return `inside \`:::${name}\``;
  });
  if (names.length > 4) return "inside a question";
  return names.length < 2
    ? (names[0] ?? "nowhere")
    : `${names.slice(0, -1).join(", ")} or ${names.at(-1) as string}`;
}

function checkAttributes(node: DirectiveNode, word: Word, context: SyntaxContext): void {
  // Whoever reads a question reports its attributes, with the kind's own words.
  if (!word.attributes) return;
  const { report } = context;
  const seen = new Map<string, SourceAttribute>();
  const all = context.file.attributes(node);
  for (const attribute of all) {
    const { name, nameSpan } = attribute;
    const first = seen.get(name);
    if (name === "class") {
      const help = "the look belongs to the theme; leave it out, or write `#` before an id";
      report(problem("directive/class", nameSpan, { message: "a directive has no class", help }));
    } else if (first) {
      report(
        problem("directive/repeated-attribute", nameSpan, {
          message: `\`${name === "id" ? "#id" : name}\` stands twice`,
          labels: [{ span: first.nameSpan, message: "first here" }],
          help: "keep one of them; several words go into one value in quotes",
        }),
      );
    } else if (!word.attributes.includes(name)) {
      report(
        problem("directive/unknown-attribute", nameSpan, {
          message: `\`${word.name}\` has no attribute \`${name}\``,
          help: didYouMean(suggest(name, word.attributes), word.attributes) ?? "it takes no attributes",
          fix: respelt(
            name,
            word.attributes.filter((each) => !all.some((other) => other.name === each)),
            nameSpan,
          ),
          params: { name },
        }),
      );
    }
    seen.set(name, attribute);
  }
}

function nearestWord(
  name: string,
  { form, language }: { form: Form; language: Language },
): string | undefined {
  const words = [...language.words.values()];
  const same = words.filter((word) => word.forms.includes(form)).map((word) => word.name);
  return suggest(name, same) ?? suggest(name, language.words.keys());
}
