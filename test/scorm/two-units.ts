/** A course of two short units, written into a folder of its own: one to read, one to pass. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const FILES: Readonly<Record<string, string>> = {
  "course.md": `---
id: https://example.org/courses/pumps
title: Pumps
version: 1.0.0
language: en
units:
  - learn: 01-look.md
    moveOn: Completed
  - prove: 02-prove.md
    moveOn: CompletedAndPassed
    mastery: 1
---

# Pumps

Two short units about seals.
`,
  "01-look.md": `# Look at the seal

A seal keeps water in. Look at it, and listen.
`,
  "02-prove.md": `# Choose a seal

::::quiz{#check}

:::true-false{#dry}
A mechanical seal may run dry.

- [ ] True
- [x] False

:::

::::
`,
};

export interface CourseFolder {
  readonly path: string;
  remove(): void;
}

export function twoUnits(): CourseFolder {
  const path = mkdtempSync(join(tmpdir(), "tessera two units "));
  for (const [name, text] of Object.entries(FILES)) writeFileSync(join(path, name), text);
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}
