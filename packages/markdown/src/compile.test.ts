import { expect, test } from "vitest";
import { compileCourse } from "./compile.ts";
import { objectHost } from "./source-host.ts";

export const COURSE = `---
id: https://example.org/courses/pumps
title: Pumps
version: 1.0.0
language: en
objectives:
  isolate: Isolate a pump
---

# Pumps

For people who work on pumps.
`;

const PAGE = `# Isolate a pump

Shut the *suction* valve first.

:::choice{#first objective=isolate}
Which valve first?

- [x] Suction
- [ ] Discharge

:::
`;

test("a page with one question becomes a course and a lock", async () => {
  const { course, diagnostics, lock } = await compileCourse(
    objectHost({ "course.md": COURSE, "01-isolate.md": PAGE }),
  );
  expect(diagnostics).toEqual([]);
  expect(course).toMatchInlineSnapshot(`
    {
      "assets": [],
      "children": [
        {
          "description": "Shut the suction valve first.",
          "id": "https://example.org/courses/pumps/units/isolate",
          "launchMethod": "AnyWindow",
          "moveOn": "Completed",
          "objectives": [
            "isolate",
          ],
          "pages": [
            {
              "flow": [
                {
                  "html": "<p>Shut the <em>suction</em> valve first.</p>",
                  "type": "prose",
                },
                {
                  "question": {
                    "feedback": {},
                    "hints": [],
                    "id": "https://example.org/courses/pumps/units/isolate/questions/first",
                    "kind": "choice",
                    "name": "Which valve first?",
                    "objectives": [
                      "isolate",
                    ],
                    "points": 1,
                    "scoring": "partial",
                    "shuffle": false,
                    "slug": "first",
                    "source": {
                      "column": 1,
                      "end": 141,
                      "file": "01-isolate.md",
                      "line": 5,
                      "start": 51,
                    },
                    "spec": {
                      "multiple": false,
                      "options": [
                        {
                          "html": "Suction",
                          "id": "suction",
                          "right": true,
                          "text": "Suction",
                        },
                        {
                          "html": "Discharge",
                          "id": "discharge",
                          "right": false,
                          "text": "Discharge",
                        },
                      ],
                    },
                    "stem": "<p>Which valve first?</p>",
                    "version": 1,
                  },
                  "type": "question",
                },
              ],
              "id": "https://example.org/courses/pumps/units/isolate/pages/isolate",
              "slug": "isolate",
              "source": {
                "column": 1,
                "end": 16,
                "file": "01-isolate.md",
                "line": 1,
                "start": 0,
              },
              "title": "Isolate a pump",
            },
          ],
          "purpose": "learn",
          "slug": "isolate",
          "source": {
            "column": 1,
            "end": 0,
            "file": "01-isolate.md",
            "line": 1,
            "start": 0,
          },
          "title": "Isolate a pump",
          "type": "unit",
        },
      ],
      "description": "For people who work on pumps.",
      "format": 1,
      "id": "https://example.org/courses/pumps",
      "language": "en",
      "objectives": [
        {
          "id": "https://example.org/courses/pumps/objectives/isolate",
          "slug": "isolate",
          "title": "Isolate a pump",
        },
      ],
      "roles": [],
      "slug": "pumps",
      "title": "Pumps",
      "version": "1.0.0",
    }
  `);
  expect(lock.text).toMatchInlineSnapshot(`
    "# Written by Tessera; commit it with the course. It keeps the ids of units, questions and answers, which
    # records of learners refer to. Take nothing out.
    format: 1
    units:
      isolate: { path: "01-isolate.md", title: "Isolate a pump" }
    questions:
      first:
        unit: "isolate"
        id: "https://example.org/courses/pumps/units/isolate/questions/first"
        version: 1
        text: "Which valve first?"
        right:
          - "suction"
        parts:
          options:
            discharge: "Discharge"
            suction: "Suction"
    "
  `);
});
