import { expect, test } from "vitest";
import { course, node, unit } from "./sample-lms.testing.ts";
import {
  brief,
  filterRows,
  findNode,
  nextUnit,
  percent,
  sentence,
  stateWord,
  unitRows,
} from "./unit-rows.ts";

const COURSE = course([
  unit("Apples", { masteryScore: 0.8 }),
  unit("Pears", { launchMethod: "OwnWindow" }),
  unit("Red plums"),
]);
const TREE = node("One", {
  type: "course",
  children: [
    node("Pome fruit", {
      type: "block",
      why: "1 of 2 parts are satisfied",
      children: [
        node("Apples", { satisfied: true, why: "moveOn is Passed, and passed has arrived" }),
        node("Pears", {
          satisfied: true,
          progress: { completed: false, passed: false, failed: false, waived: true },
        }),
      ],
    }),
    node("Red plums"),
  ],
});

test("before enrolment the units are listed with what would satisfy them, and no state", () => {
  const rows = unitRows(COURSE, undefined);
  expect(rows.map(({ title, why, terms }) => [title, why, terms])).toEqual([
    ["Apples", "moveOn: Completed", "mastery 80\u00A0%"],
    ["Pears", "moveOn: Completed", "own window"],
    ["Red plums", "moveOn: Completed", ""],
  ]);
  expect(rows.map(stateWord)).toEqual(["", "", ""]);
});

test("after enrolment blocks stand above their units, each with the LMS's own conclusion", () => {
  const rows = unitRows(COURSE, TREE);
  expect(rows.map(({ type, depth, title }) => `${depth} ${type} ${title}`)).toEqual([
    "0 block Pome fruit",
    "1 unit Apples",
    "1 unit Pears",
    "0 unit Red plums",
  ]);
  expect(rows.map(stateWord)).toEqual(["open", "satisfied", "waived", "open"]);
  expect(rows[1]?.why).toBe("moveOn is Passed, and passed has arrived");
});

test("a search keeps the units with all its words, and the blocks they are in", () => {
  const rows = unitRows(COURSE, TREE);
  expect(filterRows(rows, "PEAR").map(({ title }) => title)).toEqual(["Pome fruit", "Pears"]);
  expect(filterRows(rows, "plums red").map(({ title }) => title)).toEqual(["Red plums"]);
  expect(filterRows(rows, "fruit")).toEqual([]);
  expect(filterRows(rows, "  ")).toBe(rows);
});

test("1,001 units are listed and searched", () => {
  const many = course(Array.from({ length: 1001 }, (_, index) => unit(`Unit ${index}`)));
  const tree = node("One", { type: "course", children: many.units.map(({ title }) => node(title)) });
  const rows = unitRows(many, tree);
  expect(rows).toHaveLength(1001);
  expect(filterRows(rows, "1000").map(({ title }) => title)).toEqual(["Unit 1000"]);
});

test("a reason that names hundreds of parts is cut after a name", () => {
  const reason = `0 of 900 parts are satisfied; open: ${Array.from({ length: 900 }, (_, index) => `“Unit ${index}”`).join(", ")}`;
  expect(brief(reason).length).toBeLessThan(165);
  expect(brief(reason)).toMatch(/”,? and more$/);
  expect(brief("the unit was waived")).toBe("the unit was waived");
});

test("clauses become sentences, names keep their case", () => {
  expect(sentence("the unit was waived")).toBe("The unit was waived");
  expect(sentence("moveOn is Passed")).toBe("moveOn is Passed");
});

test("scores are percentages with at most one decimal", () => {
  expect([percent(0.8), percent(1 / 3), percent(1)]).toEqual(["80\u00A0%", "33.3\u00A0%", "100\u00A0%"]);
});

test("the next unit is the next in the document, and there is none after the last", () => {
  expect(nextUnit(COURSE, unit("Apples").publisherId)?.title).toBe("Pears");
  expect(nextUnit(COURSE, unit("Red plums").publisherId)).toBeUndefined();
  expect(nextUnit(COURSE, "https://example.org/unknown")).toBeUndefined();
});

test("a node is found at any depth", () => {
  expect(findNode(TREE, unit("Pears").publisherId)?.title).toBe("Pears");
  expect(findNode(TREE, "https://example.org/unknown")).toBeUndefined();
});
