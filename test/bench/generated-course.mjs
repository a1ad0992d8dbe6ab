// A course of any size, the same for the same numbers.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const SENTENCES = [
  "A chiller that trips at night is first a question of what changed since the evening.",
  "Read the panel before you touch it, and write down what it says and at what time.",
  "The controller on floor 6 keeps its last programme when nobody talks to it.",
  "Put each device into the zone of the worst thing that can happen when it fails.",
  "A valve that nobody has turned for a year may not turn when it has to.",
  "Whoever opens a panel closes it, and says so in the log before the shift ends.",
];

/** About 170 words, a list, a table and a call-out: what a page of a real course holds. */
function page({ unit, number, questions }) {
  const paragraph = (shift) =>
    SENTENCES.map((_, index) => SENTENCES[(index + shift + number) % SENTENCES.length]).join(" ");
  const asked = Array.from(
    { length: questions },
    (_, index) => `
:::choice{#q-${unit}-${number}-${index}}
What do you do first in case ${unit}-${number}-${index}?

- [x] Read the panel and note the time
- [ ] Silence it and go on with the round
  > Then nobody knows what tripped.
- [ ] Reset it until it stays on

::hint[What will the next shift ask you?]
:::
`,
  );
  return `# Page ${number} of unit ${unit}

${paragraph(0)}

> [!WARNING]
> ${SENTENCES[number % SENTENCES.length]}

${paragraph(2)}

| Reading | Means |
|---|---|
| 6 °C | supply is right |
| ${7 + (number % 9)} °C | ask why |

- Read the panel.
- Write it down.
${asked.join("")}`;
}

/** @returns the folder */
export function writeCourse(folder, { units, pages, questions }) {
  const listed = [];
  for (let unit = 1; unit <= units; unit += 1) {
    const name = `unit-${String(unit).padStart(4, "0")}`;
    listed.push(`  - learn: ${name}\n    title: Unit ${unit}`);
    mkdirSync(join(folder, name), { recursive: true });
    for (let number = 1; number <= pages; number += 1)
      writeFileSync(
        join(folder, name, `${String(number).padStart(3, "0")}-page.md`),
        page({ unit, number, questions }),
      );
  }
  writeFileSync(
    join(folder, "course.md"),
    `---\nid: https://example.org/courses/generated\ntitle: Generated course\nversion: 1.0.0\nlanguage: en\nunits:\n${listed.join("\n")}\n---\n\nA course of ${units} units, for measuring.\n`,
  );
  return folder;
}
