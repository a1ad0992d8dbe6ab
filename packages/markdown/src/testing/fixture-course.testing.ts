/** What one of the room's diagnostics is met by: a folder of `fixtures/`, as a course. */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { compileCourse } from "../compile.ts";
import { objectHost } from "../source-host.ts";

export const FIXTURES = fileURLToPath(new URL("../../fixtures/", import.meta.url));

/** For a fixture that writes none. */
const COURSE = `---
id: https://example.org/courses/pumps
title: Pumps
version: 1.0.0
language: en
---

# Pumps

About pumps.
`;

export interface FixtureCourse {
  /** Path → content, as the fixture has it. */
  readonly files: Readonly<Record<string, Uint8Array>>;
  /** Paths of links that lead nowhere. */
  readonly lost: readonly string[];
}

/**
 * Two names stand for what is not kept in a repository: `NAME.zeros` holds how many zeros NAME has, and `NAME.lost` is a
 * link NAME that leads nowhere.
 *
 * @param name - of the folder
 */
export function fixtureCourse(name: string): FixtureCourse {
  const written = Object.entries(filesIn(`${FIXTURES}${name}/files`));
  const endingWith = (end: string) => written.filter(([path]) => path.endsWith(end));
  const zeros = endingWith(".zeros").map(([path, size]) => [
    path.slice(0, -".zeros".length),
    new Uint8Array(Number(new TextDecoder().decode(size))),
  ]);
  const plain = written.filter(([path]) => !/\.(zeros|lost)$/.test(path));
  return {
    files: Object.fromEntries([...plain, ...zeros]) as Record<string, Uint8Array>,
    lost: endingWith(".lost").map(([path]) => path.slice(0, -".lost".length)),
  };
}

export function compileFixture(name: string, { files, lost }: FixtureCourse) {
  const own = name !== "course__missing" && { "course.md": COURSE };
  return compileCourse(objectHost({ ...own, ...files }, lost), { frozen: name === "lock__out-of-date" });
}

function filesIn(root: string, prefix = ""): Record<string, Uint8Array> {
  const found: Record<string, Uint8Array> = {};
  for (const name of readdirSync(root).sort()) {
    const path = `${root}/${name}`;
    if (statSync(path).isDirectory()) Object.assign(found, filesIn(path, `${prefix}${name}/`));
    else found[`${prefix}${name}`] = new Uint8Array(readFileSync(path));
  }
  return found;
}
