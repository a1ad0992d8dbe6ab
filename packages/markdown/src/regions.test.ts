import { expect, test } from "vitest";
import { compileCourse } from "./compile.ts";
import { objectHost } from "./source-host.ts";

const COURSE =
  "---\nid: https://example.org/courses/pumps\ntitle: Pumps\nversion: 1.0.0\nlanguage: en\n---\n\n# Pumps\n\nAbout pumps.\n";
const SVG = `<svg xmlns="http://www.w3.org/2000/svg" width="400" height="300" viewBox="0 0 800 600"><g id="make-up" transform="translate(500 100)"><rect width="100" height="60"/></g></svg>`;
const PAGE = `# Valves

:::hotspot{#valve}
Where do you shut it? See [the zones](#zones).

![Plant room](media/plant-room.svg)

- [x] [Condenser valve](#xywh=40,180,60,60)
- [ ] [Make-up valve](#make-up)
  > It fills [the tower](#zones).

:::

## Zones

Text.
`;

async function compile(page: string, svg = SVG) {
  const { course, diagnostics, sources } = await compileCourse(
    objectHost({ "course.md": COURSE, "01-valves.md": page, "media/plant-room.svg": svg }),
  );
  const said = diagnostics.map(({ code, span }) => {
    const text = span && sources.get(span.file)?.text.slice(span.start, span.end);
    return `${code} ${text ?? ""}`;
  });
  const [unit] = course?.children ?? [];
  const flow = unit?.type === "unit" ? unit.pages.flatMap((page) => page.flow) : [];
  const questions = flow.flatMap((item) => (item.type === "question" ? [item.question] : []));
  return { said, question: questions[0], course };
}

test("a region is a part of the picture and no link of the page; links elsewhere in the question are followed", async () => {
  const { said, question, course } = await compile(PAGE);
  expect(said).toEqual([]);
  expect(question).toMatchObject({
    stem: `<p>Where do you shut it? See <a href="#valves--zones">the zones</a>.</p>`,
    spec: {
      picture: { width: 400, height: 300 },
      options: [
        { text: "Condenser valve", html: "Condenser valve", area: { x: 70, y: 210 } },
        {
          id: "make-up-valve",
          // In the pixels in which the picture is shown.
          area: { path: "M250 50L300 50L300 80L250 80Z" },
          feedback: `<p>It fills <a href="#valves--zones">the tower</a>.</p>`,
        },
      ],
    },
  });
  expect(JSON.stringify(question?.spec)).toContain('<img src=\\"tessera-asset:media/plant-room.svg\\"');
  expect(course?.assets.map(({ path }) => path)).toEqual(["media/plant-room.svg"]);
});

test.each([
  ["a dead link in its text", PAGE.replace("(#zones)", "(#zoness)"), "link/dead [the zones](#zoness)"],
  [
    "a dead link in a feedback",
    PAGE.replace("[the tower](#zones)", "[the tower](#towers)"),
    "link/dead [the tower](#towers)",
  ],
  [
    "a shape that is not there",
    PAGE.replace("(#make-up)", "(#makeup)"),
    "region/unknown-shape [Make-up valve](#makeup)",
  ],
  ["a picture without words", PAGE.replace("![Plant room]", "![]"), "image/no-alt ![](media/plant-room.svg)"],
  [
    "a picture that is not there",
    PAGE.replace("plant-room.svg", "plant.svg"),
    "image/not-found ![Plant room](media/plant.svg)",
  ],
])("of %s one thing is said", async (_, page, expected) => {
  expect((await compile(page)).said).toEqual([expected]);
});

test("regions on a picture whose size is not known are told once, at the picture", async () => {
  const { said, question } = await compile(
    PAGE,
    `<svg xmlns="http://www.w3.org/2000/svg"><rect id="make-up"/></svg>`,
  );
  expect(said).toEqual(["image/unreadable ![Plant room](media/plant-room.svg)"]);
  expect(question).toBeUndefined();
});

test("a list in the text of such a question still has links of the page", async () => {
  const { said } = await compile(
    PAGE.replace("See [the zones](#zones).", "See\n\n- [the zones](#zones)\n\nfirst."),
  );
  expect(said).toEqual([]);
});

test("headings that are a question's groups are none of the page: no level is skipped, nothing links to them", async () => {
  const page =
    "# Sort\n\n:::drag{#sort}\nSort them. See [OT](#ot).\n\n#### OT\n- Controller\n#### IT\n- Printer\n\n:::\n\n## OT\n\nText.\n";
  const { said, question } = await compile(page);
  expect(said).toEqual([]);
  expect(question).toMatchObject({
    stem: `<p>Sort them. See <a href="#valves--ot">OT</a>.</p>`,
    spec: {
      target: [
        { id: "ot", html: "OT" },
        { id: "it", html: "IT" },
      ],
    },
  });
});
