/** What the gallery shows of the blocks is what the compiler makes of what their states say an author writes. */
import { readdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Unit } from "@tessera/course";
import { blockStates, COMPILED, type BlockShown } from "@tessera/elements/states";
import { compileCourse, objectHost } from "@tessera/markdown";
import { expect, test } from "vitest";

const blocks = fileURLToPath(new URL("../../packages/elements/src/blocks/", import.meta.url));

const GLOSSARY = `:::glossary

| Term             | Meaning                                                     |
| ---------------- | ----------------------------------------------------------- |
| Router           | Passes packets on between networks                          |
| Broadcast domain | All devices that hear each other, as far as the next router |

:::`;

const CAPTIONS = "WEBVTT\n\n00:01.000 --> 00:04.000\nShut the suction valve first.\n";

async function compiled(block: string, { name, language, source }: BlockShown): Promise<string> {
  const { course, diagnostics } = await compileCourse(
    objectHost({
      "course.md": `---\nid: https://example.org/courses/blocks\ntitle: Blocks\nversion: 1.0.0\nlanguage: ${language}\n---\n\n# Blocks\n\nText.\n`,
      "media/icon.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="32" height="32"/>',
      "media/explorer.html": "<!doctype html><title>Explorer</title><p>Who is heard?</p>",
      "media/film.mp4": "",
      "media/call.mp3": "",
      "media/film.en.vtt": CAPTIONS,
      "media/film.ar.vtt": CAPTIONS,
      "media/film.md": "# What is said\n\n**Ada:** Shut the suction valve first.\n\n_A wheel is turned._\n",
      // What terms lean on, in a unit of its own.
      "09-words.md": `# Words\n\n${block === "glossary" ? "Text." : GLOSSARY}\n`,
      // The page's name is in every id, so that states can share a page of the gallery.
      [`01-${block}-${name}.md`]: `# A page\n\n## Before it\n\n${source}`,
    }),
  );
  expect(diagnostics, `${block}, ${name}`).toEqual([]);
  const [unit] = course?.children ?? [];
  const html = (unit as Unit).pages[0]?.flow
    .map((item) => (item.type === "prose" || item.type === "observation" ? item.html : ""))
    .join("\n");
  // Pictures lie beside the gallery's pages.
  return (html ?? "").replace(/^<h2[^]*?<\/h2>\n/, "").replace(/tessera-asset:media\//g, "");
}

/** `UPDATE_STATES=1` writes the file; read the difference. */
test("what the gallery shows is what the compiler makes of the states' sources", async () => {
  const found: Record<string, string> = {};
  for (const [block, table] of Object.entries(blockStates))
    for (const shown of table) found[`${block}/${shown.name}`] = await compiled(block, shown);
  if (process.env["UPDATE_STATES"] === "1") {
    const lines = Object.entries(found).map(
      ([name, html]) => `  "${name}": \`${html.replace(/[\\`]|\$\{/g, "\\$&")}\`,\n`,
    );
    const head = "/** Written by `UPDATE_STATES=1` of `test/blocks/states.test.ts`. */\n";
    writeFileSync(
      `${blocks}compiled.ts`,
      `${head}export const COMPILED: Readonly<Record<string, string>> = {\n${lines.join("")}};\n`,
    );
  } else expect(found).toEqual(COMPILED);
});

test("every block that has looks or a script has its states, and each state a name of its own", () => {
  const folders = readdirSync(blocks, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  expect(Object.keys(blockStates).sort()).toEqual(folders.map(({ name }) => name).sort());
  for (const [block, table] of Object.entries(blockStates)) {
    const names = table.map(({ name }) => name);
    expect(new Set(names).size, block).toBe(names.length);
    expect(
      table.some(({ language }) => language === "ar"),
      `${block}, right to left`,
    ).toBe(true);
  }
});
