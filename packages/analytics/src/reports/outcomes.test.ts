import { expect, test } from "vitest";
import { peopleTables, portfolioTables } from "../people/people-tables.ts";
import { interruptedFit } from "../statistics/interrupted-series.ts";
import { storeOf } from "../testing/memory-store.ts";
import { peopleCatalogue, peopleOf, portfolioOf } from "../testing/random-people.ts";
import { at, statement } from "../testing/statements.ts";
import { outcomes } from "./outcomes.ts";

const DAY = 86_400;
const PEOPLE = `id,account_home_page,account_name,site
1,https://lms.example,ada,north
2,https://lms.example,bob,north
3,https://lms.example,eve,north
4,https://lms.example,zoe,south
`;
const COURSE = "https://example.org/plain";
const read = (who: string, day: number) =>
  statement({ who, verb: "completed", unit: "u-read", seconds: day * DAY + 3_600 });

async function storeWith(statements: readonly object[]) {
  const store = await storeOf(statements);
  await store.keepCatalogue(peopleCatalogue);
  await store.replaceTables([...portfolioTables(portfolioOf()), ...peopleTables(peopleOf(PEOPLE))]);
  return store;
}
const weeks = (n: number, site: string, of: (week: number) => number) =>
  Array.from({ length: n }, (_, week) => ({
    ...{ day: at(week * 7 * DAY).slice(0, 10), site },
    value: of(week),
  }));

test("a series is cut on the day on which half of the site's people were verified, and fitted by its weeks", async () => {
  const store = await storeWith([read("ada", 69), read("bob", 72), read("eve", 90), read("zoe", 1)]);
  const wave = (week: number) => Math.sin(week * 12.9898) * 0.2;
  const kpi = weeks(30, "north", (week) => 10 + 0.1 * week + (week >= 11 ? -4 : 0) + wave(week));
  const { rows, notes } = await outcomes.run(store, { course: COURSE, kpi });
  const expected = interruptedFit(kpi.map(({ value }, week) => ({ t: (week * 7 - 72) / 7, y: value })));
  expect(rows).toHaveLength(1);
  expect(rows[0]).toMatchObject({
    ...{ site: "north", verified: 3, from: at(72 * DAY).slice(0, 10), before: 11, after: 19, per: "week" },
    says: "level: fell; slope: no clear change",
    level_change: expected?.levelChange.value,
    slope_low: expected?.slopeChange.low,
  });
  expect(notes.join(" ")).toMatch(/no proof of its cause/);
  expect(notes.join(" ")).not.toMatch(/ada|bob/);
  store.close();
});

test("too few points on a side, and a site where nobody was verified, get no estimate and are told", async () => {
  const store = await storeWith([read("ada", 69)]);
  const kpi = [...weeks(17, "north", () => 1), ...weeks(30, "south", () => 1)];
  const { rows } = await outcomes.run(store, { course: COURSE, kpi });
  expect(rows).toMatchObject([
    {
      site: "north",
      before: 10,
      after: 7,
      level_change: null,
      says: expect.stringMatching("too few") as string,
    },
    { site: "south", verified: 0, from: null, level_change: null, says: "nobody was verified" },
  ]);
  store.close();
});

test("a day that is given counts in place of what statements say, and site and days narrow the series", async () => {
  const store = await storeWith([read("ada", 69)]);
  const kpi = [...weeks(40, "north", (week) => week), ...weeks(40, "south", (week) => -week)];
  const verified = Date.parse(at(140 * DAY)) * 1_000;
  const { rows } = await outcomes.run(store, { course: COURSE, kpi, verified, site: "south" });
  expect(rows).toMatchObject([{ site: "south", before: 20, after: 20 }]);
  expect(rows[0]?.["slope"]).toBeCloseTo(-1, 9);
  const until = Date.parse(at(200 * DAY)) * 1_000;
  expect((await outcomes.run(store, { course: COURSE, kpi, verified, until })).rows[0]).toMatchObject({
    before: 20,
    after: 9,
  });
  store.close();
});

test("of several credentials one has to be named", async () => {
  const store = await storeWith([]);
  await expect(outcomes.run(store, { kpi: [] })).rejects.toThrow("for which course");
  store.close();
});
