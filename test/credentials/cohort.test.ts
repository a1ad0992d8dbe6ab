/** A whole cohort, whose LMSs have said by themselves who satisfied the course: our evaluation shares no code with theirs. */
import { simulateCohort } from "@tessera/analytics/simulate";
import { unitDataOf, unitsIn } from "@tessera/bundle";
import { awardRule, EvidenceCollector, evaluate } from "@tessera/credentials";
import type { Course } from "@tessera/course";
import { compileCourse, objectHost } from "@tessera/markdown";
import { checkStatement, CMI5_VERBS, type Agent } from "@tessera/xapi";
import { expect, test } from "vitest";

const COURSE = `---
id: https://example.org/courses/pumps
title: Pumps
version: 1.0.0
language: en
units:
  - learn: 01-read.md
  - prove: 02-test.md
    moveOn: CompletedAndPassed
    mastery: 0.7
credential:
  name: Pump isolation
  valid: P2Y
  award: { units: all, mastery: 0.7 }
---

# Pumps
`;
const QUESTION = (at: number): string => `:::true-false{#dead-${at}}
Pump ${at} is dead.

- [x] True
- [ ] False

:::
`;

async function compiled(): Promise<Course> {
  const test = `# Test\n\n::::quiz{#final}\n\n${[1, 2, 3, 4, 5, 6, 7].map(QUESTION).join("")}::::\n`;
  const files = { "course.md": COURSE, "01-read.md": "# Read\n\nClose the valve.\n", "02-test.md": test };
  const { course, diagnostics } = await compileCourse(objectHost(files));
  if (course === undefined) throw new Error(JSON.stringify(diagnostics));
  return course;
}

test("of a simulated cohort those earn it whose LMS said satisfied, and nobody else", async () => {
  const course = await compiled();
  const units = unitsIn(course).map((unit) => unitDataOf(course, unit));
  const cohort = {
    course,
    units,
    learners: 120,
    seed: "badges",
    start: Date.parse("2026-01-05T00:00:00Z"),
    days: 60,
  };
  const authorities = [
    "https://lms.example.com",
    "https://campus.example.org",
    "https://academy.example.net",
  ].map((homePage): Agent => ({ account: { homePage, name: "cmi5" } }));
  const evidence = { authorities, observation: { authorities: [], observers: [] } };
  const reading = awardRule(course, { domain: "badges.example.org" });
  if ("faults" in reading) throw new Error(reading.faults.join("; "));
  const collector = new EvidenceCollector(reading.rule.unitIds, evidence);
  const satisfied = new Set<string>();
  const faults: string[] = [];
  for (const { statements } of simulateCohort(cohort))
    for (const statement of statements) {
      faults.push(...checkStatement(statement).map(({ message }) => message));
      if (statement.verb.id === CMI5_VERBS.satisfied.id) satisfied.add(statement.context?.registration ?? "");
      collector.add(statement);
    }
  expect(faults).toEqual([]);
  const { registrations, strangers, voided } = collector.evidence();
  const earned = registrations.filter((registration) => evaluate(reading.rule, registration).earned);
  expect(satisfied.size).toBeGreaterThan(30);
  expect(satisfied.size).toBeLessThan(registrations.length);
  expect(strangers.size).toBe(0);
  // Whoever had what counts taken back is satisfied for the LMS, and has not earned it.
  const taken = [...satisfied].filter((id) => !earned.some(({ registration }) => registration === id));
  expect(taken.length).toBeLessThanOrEqual(voided);
  expect(earned.map(({ registration }) => registration).filter((id) => !satisfied.has(id))).toEqual([]);
});
