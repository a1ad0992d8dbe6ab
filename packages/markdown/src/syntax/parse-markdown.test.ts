import fc from "fast-check";
import { fromMarkdown } from "mdast-util-from-markdown";
import { frontmatterFromMarkdown } from "mdast-util-frontmatter";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { frontmatter } from "micromark-extension-frontmatter";
import { gfm } from "micromark-extension-gfm";
import { expect, test } from "vitest";
import { directiveFromSource, directiveSyntax } from "./directive-syntax.ts";
import { parseMarkdown } from "./parse-markdown.ts";

/** The whole of GFM, whatever the text holds. */
const wholeTree = (text: string) =>
  fromMarkdown(text, {
    extensions: [frontmatter(["yaml"]), gfm(), directiveSyntax()],
    mdastExtensions: [
      frontmatterFromMarkdown(["yaml"]),
      ...gfmFromMarkdown().map(({ transforms: _, ...extension }) => extension),
      directiveFromSource(() => undefined),
    ],
  });

const piece = fc.constantFrom(
  ...["a", "B", "x1", "_", "*", "**", "~", "~~", "-", "+", ".", "/", ":", "!", "[", "]", "(", ")", "`", "``"],
  ...[" ", "  ", "\n", "\n\n", "\t", "\\", "&amp;", "<", ">", "<b>", "<https://a.example>", "|", "\n|-|-|\n"],
  ...[
    "http://a.example/b_c",
    "https://",
    "www.a.example",
    "wWw.",
    "Http://x.yz.",
    "mailto:a",
    "[^1]",
    "[^1]: ",
  ],
  ...["[a](b.md)", "![a](b.png)", "# ", "> ", "- ", "1. ", ":set[x]{#a}", ":::choice\n", ":::", "\n---\n"],
  ...["ä", "名", "é_è", "\u00a0"],
);
const text = fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(""));

test("a text without an at sign has the tree that it has with mail addresses looked for", () => {
  fc.assert(
    fc.property(text, (markdown) => {
      const { root } = parseMarkdown({ file: "a.md", text: markdown });
      expect(root).toEqual(wholeTree(markdown));
    }),
    { numRuns: 1000 },
  );
});

test("a bare mail address is a link, wherever it stands", () => {
  for (const markdown of ["x@a.example", "Ask (pump.team+night@a.example).", "- [ ] a\n  - x_y@a.example"]) {
    const { root } = parseMarkdown({ file: "a.md", text: markdown });
    expect(root).toEqual(wholeTree(markdown));
    expect(JSON.stringify(root)).toContain('"url":"mailto:');
  }
});
