import { expect, test } from "vitest";
import { seededFaults, staleness } from "../mutations/faults.mjs";

test("every seeded fault can still be put in: its text stands in its file once, and its tests are there", () => {
  const faults = seededFaults();
  expect(faults.length).toBeGreaterThan(500);
  expect(
    faults.flatMap((fault) => {
      const why = staleness(fault);
      return why === undefined ? [] : [`${fault.room}: ${fault.why}: ${why}`];
    }),
  ).toEqual([]);
});

test("every seeded fault changes something and is told apart from the others of its room", () => {
  const faults = seededFaults();
  expect(faults.filter(({ find, replace }) => find === replace)).toEqual([]);
  const names = faults.map(({ room, why }) => `${room}: ${why}`);
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});
