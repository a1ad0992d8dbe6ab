import { expect, test } from "vitest";
import { newsOf, withoutTexts } from "./page-news.ts";

const page = (version: string, ...texts: readonly string[]) => ({ version, rest: "rest", texts });

test("where only text is another, the pieces that are it are told, with what they were", () => {
  expect(newsOf(page("1", "<p>a</p>", "<p>b</p>"), page("2", "<p>a</p>", "<p>c</p>"))).toEqual({
    version: "2",
    texts: { since: "1", of: 2, changes: [{ at: 1, before: "<p>b</p>", after: "<p>c</p>" }] },
  });
});

test("where anything else is another, or nobody knows what it was, only the new version is told", () => {
  const now = page("2", "<p>a</p>");
  expect(newsOf(undefined, now)).toEqual({ version: "2" });
  expect(newsOf({ ...now, version: "1", rest: "another" }, now)).toEqual({ version: "2" });
  expect(newsOf(page("1", "<p>a</p>", "<p>b</p>"), now)).toEqual({ version: "2" });
});

test("a page that is gone has no version", () => {
  expect(newsOf(page("1"), undefined)).toEqual({ version: "" });
});

test("a page is told apart from its text, and stays whole where a piece is not on it", () => {
  expect(withoutTexts("<h1>A</h1><p>x</p><hr><p>x</p>", ["<p>x</p>", "<p>x</p>"])).toEqual([
    "<h1>A</h1>",
    "<hr>",
    "",
  ]);
  expect(withoutTexts("<h1>A</h1><p>x</p>", ["<p>x</p>", "<p>x</p>"])).toEqual(["<h1>A</h1><p>x</p>"]);
});
