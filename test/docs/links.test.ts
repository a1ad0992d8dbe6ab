/** Links and paths of the documents lead somewhere. */
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { root, trackedFiles } from "../rooms/sources.ts";

const pages = trackedFiles().filter(
  (path) => path.endsWith(".md") && !/(^|\/)(fixtures|templates|courses|schema)\//.test(path),
);

/** Without fenced blocks: those hold examples. */
const prose = (path: string) => readFileSync(join(root, path), "utf8").replace(/^(`{3,})[\s\S]*?^\1$/gm, "");

const anchorOf = (heading: string) =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, "")
    .trim()
    .replaceAll(" ", "-");

test("every link to a file of the tree finds it, and its heading", () => {
  const dead = pages.flatMap((page) =>
    [...prose(page).matchAll(/(?<!`)\]\((?!https?:|mailto:)([^)#\s]*)(?:#([^)\s]+))?\)/g)].flatMap(
      ([, path = "", anchor]) => {
        const target = path === "" ? page : join(dirname(page), path);
        if (!existsSync(join(root, target))) return [`${page}: ${path}`];
        if (anchor === undefined || !target.endsWith(".md")) return [];
        const headings = [...prose(target).matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) =>
          anchorOf(heading),
        );
        return headings.includes(anchor) ? [] : [`${page}: ${path}#${anchor}`];
      },
    ),
  );
  expect(pages.length).toBeGreaterThan(20);
  expect(dead).toEqual([]);
});

test("every path that a page names from the root exists", () => {
  const missing = pages.flatMap((page) =>
    [...prose(page).matchAll(/`((?:packages|tools|test|docs|courses)\/[\w./-]+)`/g)]
      .map(([, path = ""]) => path)
      .filter((path) => !/\/dist\/|[A-Z]{4,}\.json$/.test(path) && !existsSync(join(root, path)))
      .map((path) => `${page}: ${path}`),
  );
  expect(missing).toEqual([]);
});
