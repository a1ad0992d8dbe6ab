import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { page, PAGE_STYLE } from "./page.ts";

test("the one style of a page is the one that its policy names, and nothing else may load or run", () => {
  const text = page({ language: "en", title: "<b>", description: '"&' }, "<h1>x</h1>");
  const digest = createHash("sha256").update(PAGE_STYLE).digest("base64");
  expect(text).toContain(`default-src 'none'; style-src 'sha256-${digest}'`);
  expect(text).not.toContain("<b>");
  expect(text).not.toMatch(/<script|style="|unsafe/);
});
