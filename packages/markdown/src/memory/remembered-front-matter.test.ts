import { courseFrontMatter } from "@tessera/course";
import type { CourseFrontMatter } from "@tessera/course";
import type { SourceText } from "@tessera/diagnostics";
import { expect, test } from "vitest";
import { readFrontMatter } from "../front-matter.ts";
import type { FrontMatter } from "../front-matter.ts";
import { rememberedFrontMatter } from "./remembered-front-matter.ts";
import type { Remembered, UnitsNow } from "./unit-memory.ts";

const SETTINGS = `id: https://example.org/courses/pumps
title: "Pumps: all of them"
version: 1.0.0
language: en
objectives:
  isolate: Isolate a pump
  prove: &it Prove that it is dead
roles: [engineer, "technician"]
units:
  - learn: 01-first
    title: First
  - block: Later
    units:
      - prove: 03-quiz
        mastery: 0.8
credential:
  name: *it
  award: { units: all, mastery: 0.9 }
`;

/** Paths of settings that are there, and of some that are not. */
const PATHS: readonly (readonly PropertyKey[])[] = [
  [],
  ["title"],
  ["description"],
  ["objectives", "prove"],
  ["objectives", "gone"],
  ["roles", 1],
  ["roles", 7],
  ["units"],
  ["units", 0],
  ["units", 0, "learn"],
  ["units", 0, "mastery"],
  ["units", 1, "units", 0, "prove"],
  ["units", 1, "units", 0, "title"],
  ["units", 5, "learn"],
  ["credential", "name"],
  ["credential", "award", "within"],
  ["theme", "dark", "logo"],
  ["toString"],
];

/** What is kept goes through JSON, as on a disk. */
function memory(): UnitsNow {
  const known = new Map<string, string>();
  return {
    digest: String,
    find: (key) => (known.has(key) ? (JSON.parse(known.get(key) as string) as Remembered) : undefined),
    keep: (key, each) => void known.set(key, JSON.stringify(each)),
  };
}

const source = (text: string): SourceText => ({ file: "course.md", text: `---\n${text}---\n` });

/** Reads through the memory; says whether the text was read. */
function look(text: string, kept: UnitsNow): { front: FrontMatter<CourseFrontMatter>; wasRead: boolean } {
  let wasRead = false;
  const front = rememberedFrontMatter(
    source(text),
    () => {
      wasRead = true;
      let isGood = true;
      const read = readFrontMatter({ source: source(text), text, start: 4 }, courseFrontMatter, () => {
        isGood = false;
      });
      return { front: read, isGood };
    },
    kept,
  );
  return { front, wasRead };
}

test("what is remembered has the settings and the places of what was read", () => {
  const kept = memory();
  const { front: first, wasRead } = look(SETTINGS, kept);
  const again = look(SETTINGS, kept);
  expect([wasRead, again.wasRead]).toEqual([true, false]);
  expect(again.front.value).toEqual(first.value);
  expect(again.front.complete).toBe(true);
  for (const path of PATHS) {
    expect(again.front.span(...path), `value of ${path.join(".")}`).toEqual(first.span(...path));
    expect(again.front.keySpan(...path), `name of ${path.join(".")}`).toEqual(first.keySpan(...path));
  }
});

test("front matter of another text is read, and so is one that had a mistake", () => {
  const kept = memory();
  look(SETTINGS, kept);
  expect(look(SETTINGS.replace("1.0.0", "1.0.1"), kept).wasRead).toBe(true);
  const wrong = SETTINGS.replace("mastery: 0.8", "mastery: 8");
  expect(look(wrong, kept).wasRead).toBe(true);
  expect(look(wrong, kept).wasRead).toBe(true);
});
