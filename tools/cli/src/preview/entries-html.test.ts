import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { entriesHtml } from "./entries-html.ts";

const page = readFileSync(new URL("../../../../docs/diagnostics.md", import.meta.url), "utf8");

test("each entry of the page stands under its code", () => {
  const codes = [...page.matchAll(/^### `(.+)`$/gm)].map(([, code]) => code);
  const ids = [...entriesHtml(page).matchAll(/<h3 id="([^"]+)"/g)].map(([, id]) => id);
  expect(codes.length).toBeGreaterThan(100);
  expect(ids).toEqual(codes);
});

test("nothing of the page is left as a mark of markdown, and no text becomes markup", () => {
  const html = entriesHtml(page);
  const prose = html.replace(/<pre[\s\S]*?<\/pre>/g, "").replace(/<code>[\s\S]*?<\/code>/g, "");
  expect(prose).not.toMatch(/`|\]\(|^\||^#|^&gt;/m);
  const tags = new Set([...html.matchAll(/<\/?([a-z0-9]+)/g)].map(([, tag]) => tag));
  const ours = ["blockquote", "code", "h1", "h2", "h3", "li", "p", "pre", "ul"];
  expect([...tags].filter((tag) => !ours.includes(tag ?? ""))).toEqual([]);
  expect(entriesHtml("- one\n- two\n  lines\n")).toBe("<ul><li>one</li><li>two lines</li></ul>");
  expect(entriesHtml("```html\n<script>\n\n# x\n```\n")).toBe(
    '<pre tabindex="0"><code>&lt;script>\n\n# x</code></pre>',
  );
});
