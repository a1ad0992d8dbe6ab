/** A course of ours as learners of several LMSs take it, as files that a sync reads. */
import { createReadStream, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { StatementFile } from "@tessera/analytics";
import { simulateCohort } from "@tessera/analytics/simulate";
import { unitDataOf, unitsIn } from "@tessera/bundle";
import { compileCourse, objectHost } from "@tessera/markdown";

const courseFolder = fileURLToPath(new URL("../../courses/ot-cyber-hygiene", import.meta.url));

export async function demoCourse() {
  const paths = readdirSync(courseFolder, { recursive: true, encoding: "utf8" }).filter((path) =>
    statSync(join(courseFolder, path)).isFile(),
  );
  const files = Object.fromEntries(
    paths.map((path) => [path.replaceAll("\\", "/"), readFileSync(join(courseFolder, path))] as const),
  );
  const { course } = await compileCourse(objectHost(files));
  if (course === undefined) throw new Error("the course does not compile");
  return course;
}

/** So many are simulated; more are these again, as other people: to simulate a million statements takes many minutes. */
const SIMULATED = 1_000;

/** The same statement of somebody else: other names, and other ids throughout, so that what voids still finds what it voids. */
const asOther = (line: string, copy: number): string =>
  line
    .replace(
      /learner-(\d{5})/g,
      (_, n: string) => `learner-${String(Number(n) + copy * SIMULATED).padStart(5, "0")}`,
    )
    .replace(
      /\b([0-9a-f]{4})([0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{8})/g,
      (_, begin: string, rest: string) =>
        `${(Number.parseInt(begin, 16) ^ copy).toString(16).padStart(4, "0")}${rest}`,
    );

/** @returns files of a hundred learners each, written into the folder; a learner is about a hundred statements */
export function cohortFiles(
  course: Awaited<ReturnType<typeof demoCourse>>,
  { learners, seed, folder }: { readonly learners: number; readonly seed: string; readonly folder: string },
): readonly StatementFile[] {
  const units = unitsIn(course).map((unit) => unitDataOf(course, unit));
  const simulated = simulateCohort({
    ...{ course, units, seed, start: Date.UTC(2026, 0, 5), days: 90 },
    learners: Math.min(learners, SIMULATED),
  });
  const files: StatementFile[] = [];
  let lines: string[] = [];
  const close = () => {
    if (lines.length === 0) return;
    const name = `part-${files.length}.ndjson`;
    writeFileSync(join(folder, name), lines.join("\n"));
    lines = [];
    files.push({ name, mark: "1", chunks: () => createReadStream(join(folder, name)) });
  };
  let n = 0;
  for (const { statements } of simulated) {
    for (const one of statements) lines.push(JSON.stringify(one));
    n += 1;
    if (n % 100 === 0) close();
  }
  close();
  const copied = files.slice();
  for (let copy = 1; copy * SIMULATED < learners; copy++)
    for (const { name } of copied) {
      lines = readFileSync(join(folder, name), "utf8")
        .split("\n")
        .map((line) => asOther(line, copy));
      close();
    }
  return files;
}
