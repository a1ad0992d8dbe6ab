/** A course of one unit that awards a credential, and statements of learners who read it. */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { CommandFolder } from "../testing/command-folder.testing.ts";

const COURSE = "https://example.org/courses/pumps";
/** Under whose authority the statements are kept. */
export const LMS = { account: { homePage: "https://lms.example.org", name: "lms" } };

const COURSE_PAGE = `---
id: ${COURSE}
title: Pumps
version: 1.0.0
language: en
units:
  - learn: 01-read.md
credential:
  name: Pump isolation
  valid: P20Y
  award: { units: all }
---

# Pumps

Isolate a pump.
`;

/** Writes the course into `pumps`; `tessera check` then gives it its ids. */
export function putPumps({ folder, put }: CommandFolder): void {
  mkdirSync(join(folder, "pumps"));
  put("pumps/course.md", COURSE_PAGE);
  put("pumps/01-read.md", "# Read\n\nClose the valve, then open the drain.\n");
}

/**
 * A learner has completed the unit, as an LRS keeps it.
 * @param at - which statement and registration, from 1
 * @param more - what is otherwise in it
 */
export const completed = (name: string, at: number, more: object = {}) => ({
  id: `00000000-0000-4000-8000-${String(at).padStart(12, "0")}`,
  actor: { account: { homePage: "https://lms.example.org", name } },
  verb: { id: "http://adlnet.gov/expapi/verbs/completed" },
  object: { id: `${COURSE}/units/read` },
  result: { completion: true },
  context: {
    registration: `11111111-1111-4111-8111-${String(at).padStart(12, "0")}`,
    contextActivities: {
      category: [
        { id: "https://w3id.org/xapi/cmi5/context/categories/cmi5" },
        { id: "https://w3id.org/xapi/cmi5/context/categories/moveon" },
      ],
    },
  },
  timestamp: "2026-06-01T10:00:00Z",
  stored: "2026-06-01T10:00:01Z",
  authority: LMS,
  ...more,
});

/** The same, kept on another day (YYYY-MM-DD). */
export const completedOn = (day: string, name: string, at: number) =>
  completed(name, at, { timestamp: `${day}T10:00:00Z`, stored: `${day}T10:00:01Z` });

/** An issuer's folder counts what is kept under this authority. */
export function trust({ text, put }: CommandFolder, issuerFolder: string, authority: object = LMS): void {
  const issuer = JSON.parse(text(`${issuerFolder}/issuer.json`)) as { evidence: { authorities: object[] } };
  issuer.evidence.authorities.push(authority);
  put(`${issuerFolder}/issuer.json`, issuer);
}
