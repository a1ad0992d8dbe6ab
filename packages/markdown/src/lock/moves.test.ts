import type { Course, Unit } from "@tessera/course";
import fc from "fast-check";
import { expect, test } from "vitest";
import { compileCourse } from "../compile.ts";
import { objectHost } from "../source-host.ts";

const COURSE =
  "---\nid: https://example.org/courses/pumps\ntitle: Pumps\nversion: 1.0.0\nlanguage: en\n---\n\nAbout pumps.\n";
interface Asked {
  readonly head: string;
  readonly text: string;
  readonly answers: readonly string[];
}
const QUESTIONS: readonly Asked[] = [
  { head: "{#authored}", text: "Which valve first?", answers: ["[x] Suction", "[ ] Discharge", "[ ] Drain"] },
  { head: "", text: "Which valve last?", answers: ["[ ] Suction", "[x] Discharge", "[ ] Drain"] },
  { head: "", text: "Who may start it?", answers: ["[x] The shift lead", "[ ] Anybody", "[ ] Nobody"] },
  {
    head: "{#second}",
    text: "Who signs?",
    answers: ["[x] The owner of the lock", "[ ] The planner of the work"],
  },
];
const TITLES = ["Suction side", "Discharge side", "Paper"];

const written = ({ head, text, answers }: Asked) =>
  `:::choice${head}\n${text}\n\n${answers.map((answer) => `- ${answer}`).join("\n")}\n\n:::\n`;

interface Layout {
  /** Order of the units, and the names of their files. */
  readonly order: readonly number[];
  readonly names: readonly string[];
  /** Question → its unit, and the order of its answers. */
  readonly homes: readonly number[];
  readonly questions: readonly number[];
  readonly flip: readonly boolean[];
}

const layout: fc.Arbitrary<Layout> = fc.record({
  order: fc.shuffledSubarray([0, 1, 2], { minLength: 3 }),
  // A file may be renamed; one that takes the name of another unit takes its place.
  names: fc.tuple(
    fc.constantFrom("valves", "inlet"),
    fc.constantFrom("lines", "outlet"),
    fc.constantFrom("papers", "forms"),
  ),
  homes: fc.array(fc.nat(2), { minLength: 4, maxLength: 4 }),
  questions: fc.shuffledSubarray([0, 1, 2, 3], { minLength: 4 }),
  flip: fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }),
});

function filesOf({ order, names, homes, questions, flip }: Layout): Record<string, string> {
  return Object.fromEntries(
    order.map((unit, place) => {
      const own = questions
        .filter((question) => homes[question] === unit)
        .map((question) => {
          const asked = QUESTIONS[question] as Asked;
          return written(flip[question] ? { ...asked, answers: [...asked.answers].reverse() } : asked);
        });
      return [`0${place + 1}-${names[unit]}.md`, `# ${TITLES[unit]}\n\nText.\n\n${own.join("\n")}`];
    }),
  );
}

/** What records refer to, by what people see. */
function idsOf(course: Course): Readonly<Record<string, string>> {
  const units = course.children as readonly Unit[];
  return Object.fromEntries(
    units.flatMap((unit) => [
      [unit.title, unit.id] as const,
      ...unit.pages.flatMap((page) =>
        page.flow.flatMap((part) => {
          if (part.type !== "question") return [];
          const { name, id, version, spec } = part.question;
          const { options } = spec as {
            readonly options: readonly { readonly id: string; readonly text: string }[];
          };
          return [
            [name, `${id} ${version}`] as const,
            ...options.map(({ id: option, text }) => [`${name} ${text}`, option] as const),
          ];
        }),
      ),
    ]),
  );
}

test("units, questions and answers that are moved, renumbered, renamed and re-ordered keep their ids and versions", async () => {
  await fc.assert(
    fc.asyncProperty(layout, layout, async (before, after) => {
      const first = await compileCourse(objectHost({ "course.md": COURSE, ...filesOf(before) }));
      const second = await compileCourse(
        objectHost({ "course.md": COURSE, ...filesOf(after), "course.lock.yaml": first.lock.text }),
      );
      expect(second.diagnostics).toEqual([]);
      expect(idsOf(second.course as Course)).toEqual(idsOf(first.course as Course));
    }),
    { numRuns: 60 },
  );
});
