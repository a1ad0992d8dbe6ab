import { expect, test } from "vitest";
import { peopleTables, portfolioTables } from "../people/people-tables.ts";
import { storeOf } from "../testing/memory-store.ts";
import { earnedAt, peopleCatalogue, peopleOf, portfolioOf, randomPeople } from "../testing/random-people.ts";
import { at, statement } from "../testing/statements.ts";
import { coverage } from "./coverage.ts";
import { expiring } from "./expiring.ts";
import { runReport } from "./run-report.ts";

const micros = (seconds: number) => Date.parse(at(seconds)) * 1_000;
const DAY = 86_400;

async function storeWith(statements: readonly object[], csv: string) {
  const store = await storeOf(statements);
  await store.keepCatalogue(peopleCatalogue);
  await store.replaceTables([...portfolioTables(portfolioOf()), ...peopleTables(peopleOf(csv))]);
  return store;
}

test.each(["1", "2", "3"])("who holds what is what plain loops say, people %s", async (seed) => {
  const { people, facts, statements, csv } = randomPeople(seed);
  const store = await storeWith(statements, csv);
  for (const day of [100, 400, 720]) {
    const on = micros(day * DAY);
    const said = facts.filter(({ seconds }) => seconds <= day * DAY);
    // A year is a calendar's: the same day of the next year.
    const until = (seconds: number) => {
      const begin = new Date(at(seconds));
      return begin.setUTCFullYear(begin.getUTCFullYear() + 1) * 1_000;
    };
    const holds = (id: string, credential: string) => {
      const earned = earnedAt(people.find((one) => one.id === id)?.accounts ?? [], credential, said);
      return earned !== undefined && (credential === "plain" || until(earned) > on);
    };
    const expected = new Map<string, { people: number; verified: number }>();
    for (const { id, role, site } of people)
      for (const credential of role === "tech" ? ["c", "plain"] : ["c"]) {
        const name = role === "tech" ? "Technician" : "Lead";
        for (const key of [
          [site, name, credential],
          ...(credential === "c" ? [[site, "Network", "c"]] : []),
        ]) {
          const text = JSON.stringify(key);
          const counts = expected.get(text) ?? { people: 0, verified: 0 };
          counts.people += 1;
          counts.verified += holds(id, credential) ? 1 : 0;
          expected.set(text, counts);
        }
      }
    const { rows } = await runReport(coverage, store, { on, until: on + 1 });
    const found = new Map(
      rows.map((row) => [
        JSON.stringify([String(row["site"]).toLowerCase(), row["name"], row["credential"]]),
        { people: row["people"], verified: row["verified"] },
      ]),
    );
    expect(found).toEqual(expected);
  }
  store.close();
});

const PEOPLE = `id,account_home_page,account_name,name,role,site,start,leave
1,https://lms.example,ada,Ada,tech,north,,
1,https://other.example,al,,,,,
2,https://lms.example,bob,Bob,tech,north,2026-01-01,2026-06-30
3,https://lms.example,eve,Eve,lead,south,2027-01-01,
`;
const done = (who: string, seconds: number) => [
  statement({ who, verb: "completed", unit: "u-read", seconds }),
  statement({ who, verb: "passed", unit: "u-test", seconds, result: { score: { scaled: 0.9 } } }),
  statement({
    ...{ who, verb: "answered", unit: "u-job", quiz: "https://example.org/c/job/look", seconds },
    ...{ instructor: "boss", result: { success: true } },
  }),
];

test("what hangs on one person is flagged, and what is lost when somebody leaves is told", async () => {
  const store = await storeWith([...done("ada", 10), ...done("bob", 20)], PEOPLE);
  const on = micros(DAY);
  const { rows } = await coverage.run(store, { on });
  const net = (of: typeof rows, site: string) =>
    of.find((row) => row["kind"] === "system" && row["site"] === site);
  expect(net(rows, "North")).toMatchObject({ people: 2, needed: 2, verified: 2, missing: 0, flags: "" });
  expect(net(rows, "South")).toMatchObject({
    people: 0,
    needed: 2,
    verified: 0,
    missing: 2,
    flags: "nobody",
  });
  const without = await coverage.run(store, { on, without: ["1"] });
  expect(net(without.rows, "North")).toMatchObject({
    before: 2,
    verified: 1,
    lost: 1,
    flags: "short single",
  });
  expect(without.rows.every((row) => Number(row["lost"]) > 0)).toBe(true);
  // In July Bob has left, by people.csv; in February of the next year nothing holds any more.
  const july = await coverage.run(store, { on: micros(200 * DAY), base: on });
  expect(net(july.rows, "North")).toMatchObject({ before: 2, verified: 1, lost: 1 });
  const next = await coverage.run(store, { on: micros(400 * DAY), base: on });
  expect(net(next.rows, "North")).toMatchObject({ before: 2, verified: 0, lost: 2, expired: 1 });
  store.close();
});

test("who completes the course that renews it holds it further, and held it in between as long as it counted", async () => {
  const later = (day: number) =>
    statement({ who: "ada", verb: "completed", unit: "u-read", seconds: day * DAY });
  const store = await storeWith([...done("ada", 10), later(300), later(900)].flat(), PEOPLE);
  const verified = async (day: number) =>
    (await coverage.run(store, { on: micros(day * DAY) })).rows.find((row) => row["name"] === "Network")?.[
      "verified"
    ];
  const days = [0, 100, 400, 660, 670, 899, 901];
  expect(await Promise.all(days.map(verified))).toEqual([0, 1, 1, 1, 0, 0, 1]);
  const [row] = (await expiring.run(store, { on: micros(310 * DAY), names: true })).rows;
  expect(row).toBeUndefined();
  store.close();
});

test("a course narrows the rows, not who is verified for it", async () => {
  const store = await storeWith(done("ada", 10), PEOPLE);
  const filter = { on: micros(DAY), course: "https://example.org/c" };
  const all = await coverage.run(store, { on: micros(DAY) });
  const { rows } = await coverage.run(store, filter);
  expect(rows).toEqual(all.rows.filter((row) => row["credential"] === "c"));
  expect(rows.some((row) => row["verified"] === 1)).toBe(true);
  expect((await expiring.run(store, filter)).rows.map((row) => row["people"])).toEqual([1]);
  expect((await expiring.run(store, { ...filter, course: "https://example.org/plain" })).rows).toEqual([]);
  const { notes } = await coverage.run(store, { ...filter, since: micros(10) });
  expect(notes).toContain("who holds what on 2026-01-05");
  expect(notes.join()).toMatch(/only what was said since 2026-01-05 counts/);
  store.close();
});

test("what to do names the units, where they are not the whole course", async () => {
  const store = await storeWith(done("ada", 10), PEOPLE);
  const unit = {
    purpose: "prove",
    moveOn: "Passed",
    mastery: 0.8,
    minutes: 5,
    course: "https://example.org/c",
  };
  await store.keepCatalogue({
    ...peopleCatalogue,
    units: [{ ...unit, id: "u-test", slug: "test", title: "Final test", position: 0 }],
    needs: [
      ...peopleCatalogue.needs,
      {
        credential: "c renew 1",
        need: "test",
        people: 1,
        unit: "u-test",
        verb: "passed",
        mastery: 0.8,
        observation: undefined,
      },
    ],
    renewals: [
      {
        ...{
          credential: "c",
          version: "",
          way: "c renew 1",
          own: true,
          earlyMonths: undefined,
          earlyDays: undefined,
        },
        ...{ withinMonths: undefined, withinDays: undefined },
      },
    ],
  });
  const todo = async () =>
    (await expiring.run(store, { on: micros(DAY) })).rows.map((row) => row["what_to_do"]);
  // The course that the portfolio names comes first.
  expect(await todo()).toEqual(["take plain"]);
  await store.replaceTables(portfolioTables({ ...portfolioOf(), credentials: [] }));
  expect(await todo()).toEqual(["take “Final test” of Course (c)"]);
  store.close();
});

test("nobody is named unless that is asked for", async () => {
  const store = await storeWith(done("ada", 10), PEOPLE);
  const on = micros(DAY);
  expect(JSON.stringify(await coverage.run(store, { on }))).not.toMatch(/Ada|Bob/);
  const { rows } = await coverage.run(store, { on, names: true });
  expect(rows.find((row) => row["name"] === "Technician" && row["credential"] === "c")).toMatchObject({
    who: "Ada",
    who_missing: "Bob",
  });
  expect(JSON.stringify(await expiring.run(store, { on }))).not.toMatch(/Ada/);
  store.close();
});

test("role, site and cohort narrow who counts", async () => {
  const store = await storeWith([...done("ada", 10), ...done("bob", 20)], PEOPLE);
  const on = micros(DAY);
  const names = async (filter: object) =>
    (await coverage.run(store, { on, ...filter })).rows.map((row) => `${row["site"]} ${row["name"]}`);
  expect(await names({ site: "south" })).toEqual(["South Network"]);
  expect(await names({ role: "tech" })).toEqual(["North Technician", "North Technician"]);
  expect(await names({ cohort: "none" })).toEqual([]);
  expect((await coverage.run(store, { on, learner: "1" })).rows).toMatchObject([
    { name: "Technician", credential: "c", people: 1, verified: 1 },
    { name: "Technician", credential: "plain", people: 1, verified: 1 },
  ]);
  expect((await coverage.run(store, { on, learner: "bob", names: true })).rows[0]).toMatchObject({
    who: "Bob",
  });
  store.close();
});

test("without people or a portfolio it is said what is missing", async () => {
  const store = await storeOf([]);
  await expect(coverage.run(store, {})).rejects.toThrow("no portfolio");
  await store.replaceTables(portfolioTables(portfolioOf()));
  await expect(coverage.run(store, {})).rejects.toThrow("no people");
  store.close();
});

test("what expires is told by window and by person, with what renews it; whoever renewed is not expired", async () => {
  const year = 365 * DAY;
  const store = await storeWith(
    [
      ...done("ada", 10),
      ...done("bob", 40 * DAY),
      ...done("stranger", 80 * DAY),
      ...done("zoe", 20).map((one) => ({ ...one })),
    ],
    `${PEOPLE}9,https://lms.example,zoe,Zoe,tech,south,,\n`,
  );
  const counts = await expiring.run(store, { on: micros(year + 20) });
  expect(
    counts.rows.map((row) => [row["site"], row["expired"], row["in_30"], row["in_60"], row["in_90"]]),
  ).toEqual([
    ["(none)", 0, 0, 0, 1],
    ["North", 1, 0, 0, 0],
    ["South", 1, 0, 0, 0],
  ]);
  expect(counts.rows[0]?.["what_to_do"]).toBe("take plain");
  const { rows } = await expiring.run(store, { on: micros(year - 25 * DAY), names: true });
  expect(rows).toMatchObject([
    { person: "Ada", credential: "c", earned: "2026-01-05", expires: "2027-01-05", days: 25 },
    { person: "Zoe", site: "South" },
  ]);
  store.close();
});

test.each(["1", "2", "3"])("what expires in each window is what plain loops say, people %s", async (seed) => {
  const { people, facts, statements, csv } = randomPeople(`expiring ${seed}`);
  const store = await storeWith(statements, csv);
  let soon = 0;
  for (const day of [380, 440, 500]) {
    const on = day * DAY;
    const known = facts.filter(({ seconds }) => seconds <= on);
    // Whoever people.csv does not have is somebody, too, at no site.
    const strangers = [...new Set(facts.map(({ who }) => who))].filter((who) => who.startsWith("stranger"));
    const all = [...people, ...strangers.map((who) => ({ accounts: [who], site: "(none)" }))];
    const expected = new Map<string, { held: number; windows: number[] }>();
    for (const { accounts, site } of all) {
      const earned = earnedAt(accounts, "c", known);
      if (earned === undefined) continue;
      const begin = new Date(at(earned));
      const ends = (begin.setUTCFullYear(begin.getUTCFullYear() + 1) - Date.parse(at(on))) / 1_000;
      const own = expected.get(site) ?? { held: 0, windows: [0, 0, 0, 0] };
      expected.set(site, own);
      own.held += 1;
      // Expired, then in 30, 60 and 90 days: each in the first that it falls into.
      const nth = [0, 30, 60, 90].findIndex((days) => ends <= days * DAY);
      if (nth >= 0) own.windows[nth] = (own.windows[nth] ?? 0) + 1;
    }
    const { rows } = await runReport(expiring, store, { on: micros(on), until: micros(on) + 1 });
    const found = new Map(
      rows.map((row) => [
        String(row["site"]).toLowerCase(),
        {
          held: row["people"],
          windows: [row["expired"], row["in_30"], row["in_60"], row["in_90"]],
        },
      ]),
    );
    expect(found).toEqual(expected);
    for (const { windows } of expected.values()) soon += windows.slice(1).filter((n) => n > 0).length;
  }
  expect(soon).toBeGreaterThan(0);
  store.close();
});

test("the statements behind a credential can be listed, those of a pathway too", async () => {
  const store = await storeWith([...done("ada", 10), ...done("eve", 20)], PEOPLE);
  const verbs = async (key: string, filter: object = {}) =>
    (await coverage.explain(store, filter, key))?.rows.map((row) => row["verb"]).sort();
  expect(await verbs("c", { learner: "1" })).toEqual(["answered", "completed", "passed"]);
  expect((await verbs("both"))?.length).toBe(6);
  expect(await verbs("nothing")).toBeUndefined();
  store.close();
});
