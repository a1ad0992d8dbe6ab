/** A learner who guesses: the chance to pass each course that comes with Tessera, printed beside what is allowed. */
import { readdirSync } from "node:fs";
import { compileCourse, objectHost } from "@tessera/markdown";
import type { Course } from "@tessera/course";
import { expect, test } from "vitest";
import { compileFolder } from "../../tools/cli/src/compile-folder.adapter.ts";
import { guessCourse, WITHOUT_LIMIT, type GuessFigure } from "./guess.ts";

const MOST = 0.02;
const LEARNERS = 2_000;
const percent = (share: number) => `${(share * 100).toFixed(share < 0.0001 && share > 0 ? 5 : 2)} %`;

async function courseIn(folder: string): Promise<Course> {
  const { course, diagnostics } = await compileFolder(folder);
  if (!course) throw new Error(`${folder} does not compile: ${JSON.stringify(diagnostics)}`);
  return course;
}

function print(name: string, figures: readonly GuessFigure[]): void {
  for (const { unit, mastery, attempts, isLimited, learners, passed, bound } of figures)
    console.log(
      `${name}: “${unit}” (${percent(mastery)} needed, ${isLimited ? attempts : `no limit, ${attempts} taken`} attempts a session): ` +
        `${passed} of ${learners} guessers passed, ${percent(passed / learners)} (give or take ${percent(2 * Math.sqrt(bound / learners))}); at most ${percent(bound)}; allowed below ${percent(MOST)}`,
    );
}

const folders = readdirSync("courses", { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

test.each(folders)("who guesses passes %s with a chance below 2 per cent", async (name) => {
  const figures = guessCourse(await courseIn(`courses/${name}`), { learners: LEARNERS });
  print(name, figures);
  expect(figures.length).toBeGreaterThan(0);
  for (const { passed, learners, isLimited, bound } of figures) {
    expect(isLimited).toBe(true);
    expect(passed / learners).toBeLessThan(MOST);
    expect(bound).toBeLessThan(MOST);
  }
});

const COURSE = `---
id: https://example.org/courses/coin
title: Coin
version: 1.0.0
language: en
units: [{ prove: 01-coin.md, mastery: 1, attempts: 2 }]
---

# Coin
`;
const coins = (count: number) =>
  `# Coin\n\n::::quiz{#coin}\n\n${Array.from({ length: count }, (_, n) => `:::true-false{#c${n}}\nIs it heads?\n\n- [x] True\n- [ ] False\n\n:::\n`).join("\n")}\n::::\n`;

test("the figure is the one that can be worked out by hand, and the bound lies above it", async () => {
  const { course } = await compileCourse(objectHost({ "course.md": COURSE, "01-coin.md": coins(3) }));
  const [figure] = guessCourse(course as Course, { learners: 20_000 });
  // Two attempts at three coins: 1 − (7/8)².
  const chance = 1 - (7 / 8) ** 2;
  expect((figure?.passed ?? 0) / 20_000).toBeCloseTo(chance, 2);
  expect(figure?.bound).toBeGreaterThan(chance);
  expect(figure?.bound).toBeLessThan(2.1 / 8);
});

test("without a limit of attempts a guesser gets there in the end", async () => {
  const course = COURSE.replace(", attempts: 2", "");
  const compiled = await compileCourse(objectHost({ "course.md": course, "01-coin.md": coins(2) }));
  const [figure] = guessCourse(compiled.course as Course, { learners: 50 });
  expect(figure).toMatchObject({ isLimited: false, attempts: WITHOUT_LIMIT, passed: 50, bound: 1 });
});
