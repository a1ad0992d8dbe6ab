/** The tutorial is a course; what it shows as source compiles, and the commands it names exist. */
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { compileCourse, objectHost } from "@tessera/markdown";
import type { Course, Unit } from "@tessera/course";
import { expect, test } from "vitest";
import { folderHost } from "../../tools/cli/src/folder.adapter.ts";
import { program } from "../../tools/cli/src/program.ts";

const folder = fileURLToPath(new URL("../../courses/tutorial/", import.meta.url));
const pages = ["01-write/", ""].flatMap((path) =>
  readdirSync(folder + path)
    .filter((name) => /^\d.*\.md$/.test(name))
    .map((name) => readFileSync(`${folder}${path}${name}`, "utf8")),
);
const fences = (language: string) =>
  pages.flatMap((page) =>
    [...page.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, "gm"))].map(
      ([, code = ""]) => code,
    ),
  );

const COURSE = `---
id: https://example.org/courses/pumps
title: Pumps
version: 1.0.0
language: en
objectives:
  isolate: Isolate a pump so that it cannot start
---

About pumps.
`;

test.each(fences("markdown"))("what is shown as source compiles without a word: %#", async (source) => {
  const { diagnostics } = await compileCourse(objectHost({ "course.md": COURSE, "01-valves.md": source }));
  // A page by itself need not meet what its course is for.
  expect(diagnostics.filter(({ code }) => !code.startsWith("objective/"))).toEqual([]);
});

test("what is shown as front matter is some", async () => {
  const [yaml = ""] = fences("yaml");
  const files = {
    "course.md": COURSE.replace(/objectives:[\s\S]*?(?=---)/, yaml),
    "01-valves.md": fences("markdown").at(-1) as string,
    "02-assessment.md": `# Quiz\n\n::::quiz{#q}\n\n:::true-false{#two objective=isolate}\nIt is off.\n\n- [x] True\n- [ ] False\n\n:::\n\n::::\n`,
  };
  const { diagnostics } = await compileCourse(objectHost(files));
  expect(diagnostics).toEqual([]);
});

test("the mistake that is shown is told as it is shown", async () => {
  const [example = ""] = fences("markdown");
  const { diagnostics } = await compileCourse(
    objectHost({ "course.md": COURSE, "01-valves.md": example.replace(":::choice", ":::chioce") }),
  );
  const [shown = ""] = fences("text");
  for (const { code, message, help } of diagnostics.slice(0, 1)) {
    expect(shown).toContain(`error[${code}]: ${message}`);
    expect(shown).toContain(`help: ${help}`);
  }
  const line = example.split("\n").findIndex((each) => each.startsWith(":::choice")) + 1;
  expect(shown).toContain(`01-valves.md:${line}:1`);
});

test("the question beside its source is that source", () => {
  const [example = ""] = fences("markdown");
  const question = example.slice(example.indexOf(":::choice")).trim();
  const played = question.replace("{#first-valve}", "{#first-valve objective=ask}");
  expect(pages.some((page) => page.includes(question) && page.includes(played))).toBe(true);
});

test("every command that it names is one, with its options", () => {
  const known = new Map(program().commands.map((command) => [command.name(), command]));
  const named = pages.flatMap((page) => [...page.matchAll(/^tessera (\w+)([^\n`]*)/gm)]);
  expect(named.length).toBeGreaterThan(4);
  for (const [, name = "", rest = ""] of named) {
    const options = known.get(name)?.options.map(({ long }) => long);
    expect(options, name).toBeDefined();
    for (const [option] of rest.matchAll(/--[\w-]+/g)) expect(options).toContain(option);
  }
});

test("it takes ten minutes to learn, and every objective is taught and assessed", async () => {
  const { course, diagnostics } = await compileCourse(folderHost(folder));
  expect(diagnostics.map(({ code, message, span }) => `${span?.file} ${code}: ${message}`)).toEqual([]);
  const [learn] = (course as Course).children as readonly Unit[];
  expect(learn?.minutes).toBe(10);
  expect(learn?.pages.reduce((sum, page) => sum + (page.minutes ?? 0), 0)).toBe(10);
});
