import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { SCORINGS } from "../interaction.ts";
import { readOne, readPage } from "../reading/sample-context.testing.ts";
import { scenario } from "./scenario.ts";
import { bestPaths } from "./scenario-graph.ts";
import type { ScenarioScene, ScenarioSpec } from "./scenario-spec.ts";
import { scenarioSample } from "./scenario.testing.ts";

const readme = readFileSync(new URL("README.md", import.meta.url), "utf8");
const SOURCE = /```markdown\n([\s\S]*?)```/.exec(readme)?.[1] ?? "";
const spec = () => readOne<ScenarioSpec>(SOURCE).spec;
const codes = (source: string) => readPage(source).diagnostics.map(({ code }) => code);
const [READ, FANS, CALL, RESET, SILENCE] = [
  "start-read-the-panel",
  "panel-look-at-the-condenser-fans",
  "start-call-the-shift-lead-first",
  "panel-reset-the-chiller",
  "start-silence-it-and-go-on-with-the-round",
] as const;

test("headings are scenes, links choices, boxes say what is right, a quotation what is said of it", () => {
  const { scenes } = spec();
  expect(scenes.map(({ id, title }) => `${id}: ${title}`)).toEqual([
    "start: The alarm panel at night",
    "panel: High head pressure",
    "ignored: Half an hour later",
    "found: A fan stands still",
  ]);
  expect(scenes[0]?.choices.map(({ id, to, right, points }) => [id, to, right, points])).toEqual([
    [SILENCE, "ignored", false, 1],
    [READ, "panel", true, 2],
    [CALL, "panel", undefined, 1],
  ]);
  expect(scenes[0]).toMatchObject({ html: "<p>The chiller alarm sounds.</p>" });
  expect(scenes[0]?.choices[1]?.feedback).toBe("<p>Right: know before you act.</p>");
  expect(scenes[2]?.end).toMatchObject({ html: "<p>The chiller trips.</p>", pass: false });
  expect(spec()).toMatchObject({ most: 4, best: [[READ, FANS]] });
});

test("an id alone is shown as a title", () => {
  const one = readOne<ScenarioSpec>(
    ":::scenario\n## at-the-panel\n- [x] [Read](#read-it)\n\n## read-it\n::end[Read.]{pass}\n:::",
  );
  expect(one.spec.scenes.map(({ title }) => title)).toEqual(["At the panel", "Read it"]);
  expect(one.name).toBe("At the panel");
});

test.each([
  [[READ, FANS], [1, 1, 1], true],
  [[CALL, FANS], [0, 0.5, 0.5], false],
  [[READ, RESET], [0, 0.5, 0.25], false],
  [[SILENCE], [0, 0, -0.25], false],
  [[READ], [0, 0.5, 0.5], false],
] as const)("the README's examples are scored as it says (%#)", (path, expected, success) => {
  expect(SCORINGS.map((scoring) => scenario.score(spec(), path, scoring).scaled)).toEqual(expected);
  expect(scenario.score(spec(), path, "partial").success).toBe(success);
});

test("the response is the path, and what is no path is none", () => {
  expect(scenario.response(spec(), [READ, FANS])).toBe(`${READ}[,]${FANS}`);
  expect(scenario.correct(spec())).toEqual([`${READ}[,]${FANS}`]);
  expect(scenario.parse(spec(), FANS)).toBeUndefined();
  expect(scenario.parse(spec(), `${SILENCE}[,]${READ}`)).toBeUndefined();
  expect(scenario.isComplete(spec(), [READ])).toBe(false);
  expect(scenario.isComplete(spec(), "read" as never)).toBe(false);
});

const HUB = `:::scenario{#site}
## hub: The site
- [x] [Ask the foreman](#foreman)
- [x] [Look at the tag](#tag)
- [Decide](#decide)

## foreman
- [Go back](#hub)

## tag
- [Go back](#hub)

## decide
- [x] [Do not climb](#safe)
- [ ] [Climb](#fall)

## safe
::end[Nobody fell.]{pass}
## fall
::end[A plank slid.]{fail}
:::`;

test("in a circle each right choice counts once, and either order is a best path", () => {
  const hub = readOne<ScenarioSpec>(HUB).spec;
  expect(hub.most).toBe(4);
  expect(hub.best).toHaveLength(2);
  const [one = [], other = []] = hub.best;
  expect(new Set(one)).toEqual(new Set(other));
  const again = ["hub-look-at-the-tag", "tag-go-back", ...one];
  expect(scenario.score(hub, again, "partial")).toMatchObject({ scaled: 1, success: true });
});

test("no path without a wrong choice gives more than the best", () => {
  fc.assert(
    fc.property(
      scenarioSample.specs.chain((each) => fc.tuple(fc.constant(each), scenarioSample.answers(each))),
      ([each, path]) => {
        const { success, scaled, marks } = scenario.score(each, path, "partial");
        if (Object.values(marks).includes("wrong")) expect(success).toBe(false);
        else if (scaled > 0.999998) expect(success).toBe(true);
      },
    ),
  );
});

test("ways that nobody could look at are too many", () => {
  const rooms: ScenarioScene[] = Array.from({ length: 18 }, (_, index) => ({
    id: `room-${index}`,
    title: "Room",
    html: "",
    choices: [{ id: `back-${index}`, html: "Back", text: "Back", to: "hub", points: 1 }],
  }));
  const hub: ScenarioScene = {
    id: "hub",
    title: "Hub",
    html: "",
    choices: rooms.map(({ id }) => ({ id: `to-${id}`, html: id, text: id, to: id, right: true, points: 1 })),
  };
  expect(bestPaths([hub, ...rooms])).toBe("many");
});

test.each([
  ["question/no-credit", SOURCE.replace("(#panel)\n\n## panel", "(#panel) :set{points=3}\n\n## panel")],
  ["question/no-credit", SOURCE.replace("{fail}", "{fail points=2}")],
  ["question/attribute-value", SOURCE.replace("points=2", "points=0")],
  ["question/duplicate-answer", SOURCE.replace("Call the shift lead first", "Read the panel")],
  ["question/quote-at-margin", SOURCE.replace("  > It trips", "\n> It trips")],
  ["question/text-after-answers", SOURCE.replace("\n## ignored", "\nIt is hot.\n\n## ignored")],
  ["question/second-list", SOURCE.replace("The chiller alarm sounds.", "- [ ] [Run](#found)\n\nThe alarm.")],
  ["question/malformed-box", SOURCE.replace("- [x] [Look", "- [X ] [Look")],
  ["scenario/end-and-choices", SOURCE.replace("{fail}", "{fail}\n\n- [x] [Try](#panel)")],
  ["scenario/no-target", SOURCE.replace("[Reset the chiller](#ignored)", "[Reset](#ignored) the chiller")],
  ["scenario/no-target", SOURCE.replace("(#found)", "(https://example.org)")],
] as const)("%s is told (%#)", (code, source) => {
  expect(source).not.toBe(SOURCE);
  expect(codes(source)).toContain(code);
});

test("a list without links or boxes is told in its scene", () => {
  const told = SOURCE.replace(
    "The chiller alarm sounds.",
    "The panel says:\n\n- high head\n- fan 2\n\nRead on.",
  );
  expect(readOne<ScenarioSpec>(told).spec.scenes[0]?.html).toContain("<li>fan 2</li>");
});
