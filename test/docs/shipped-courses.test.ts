/** What Tessera ships as an example keeps what Tessera asks of courses. */
import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { compileCourse } from "@tessera/markdown";
import { expect, test } from "vitest";
import { folderHost } from "../../tools/cli/src/folder.adapter.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const courses = readdirSync(`${root}courses`, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => `courses/${name}`);

test.each(courses)("%s compiles without a warning, and its lock file is up to date", async (path) => {
  const { course, diagnostics, lock } = await compileCourse(folderHost(root + path));
  expect(diagnostics.map(({ code, message }) => `${code}: ${message}`)).toEqual([]);
  expect(course).toBeDefined();
  expect(lock.changed).toBe(false);
});
