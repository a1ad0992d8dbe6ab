import { outlineOf } from "@tessera/course";
import type { Course } from "@tessera/course";
import { compileCourse, objectHost } from "@tessera/markdown";
import { expect, test } from "vitest";
import { outlineText } from "./outline-text.ts";

const files = {
  "course.md":
    "---\nid: https://example.org/courses/pumps\ntitle: Pumps\nversion: 1.0.0\nlanguage: en\nobjectives:\n  isolate: Isolate a pump so that it cannot start again while somebody works on it\n  drain: Drain a pump\nunits:\n  - block: Basics\n    units:\n      - learn: 01-valves\n  - prove: 02-quiz.md\n    mastery: 0.8\n---\n\nAbout pumps.\n",
  "01-valves/01-a.md": "---\nminutes: 2\nobjectives: [isolate]\n---\n\n# Suction | first\n\nText.\n",
  "01-valves/02-b.md":
    "---\nminutes: 3\n---\n\n# Discharge\n\n:::true-false{#one}\nIt is shut.\n\n- [x] True\n- [ ] False\n\n:::\n",
  "02-quiz.md":
    "# Quiz\n\n::::quiz{#final draw=1}\n\n:::true-false{#two objective=isolate}\nIt is off.\n\n- [x] True\n- [ ] False\n\n:::\n\n:::true-false{#three objective=isolate}\nIt is cold.\n\n- [x] True\n- [ ] False\n\n:::\n\n::::\n",
};
const { course } = await compileCourse(objectHost(files));
const outline = outlineOf(course as Course);

test("the table has units, pages, minutes and questions, then the map of objectives with its gaps", () => {
  expect(outlineText(outline, "table")).toMatchInlineSnapshot(`
    "Pumps 1.0.0 (en)

    unit and pages       for    minutes  estimate  practice  in quizzes  mastery
    ───────────────────  ─────  ───────  ────────  ────────  ──────────  ───────
    Basics               block
      Suction | first    learn  5        1         1         –           –
        Suction | first         2        0
        Discharge               3        1         1
    Quiz                 prove  –        1         –         1 of 2      80 %

    Objectives

    objective                                  taught on        practised  assessed   observed  gaps
    ─────────────────────────────────────────  ───────────────  ─────────  ─────────  ────────  ────────────────────────
    isolate: Isolate a pump so that it cannot  Suction | first  –          2 (drawn)  –         –
      start again while somebody works on it
    drain: Drain a pump                        –                –          –          –         not taught, not assessed
    "
  `);
});

test("as markdown it is two tables that keep their cells and depth", () => {
  const text = outlineText(outline, "md");
  expect(text).toContain("## Pumps 1.0.0 (en)\n\n| unit and pages | for |");
  expect(text).toContain("| &emsp;&emsp;Suction \\| first |  | 2 |");
  expect(text).toContain("| drain: Drain a pump | – | – | – | – | not taught, not assessed |");
});
