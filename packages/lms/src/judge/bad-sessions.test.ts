import fc from "fast-check";
import { expect, test } from "vitest";
import { requirement } from "../requirement.ts";
import type { RequirementId } from "../requirement.ts";
import { BAD_ORDERS } from "../testing/bad-orders.ts";
import { BAD_REQUESTS } from "../testing/bad-requests.ts";
import { begin, playBadly } from "../testing/bad-sessions.ts";
import { BAD_STATEMENTS } from "../testing/bad-statements.ts";
import { launchUnit, playWell } from "../testing/scripted-unit.ts";
import { startTestLms } from "../testing/test-lms.ts";
import { judgeSession } from "./judged-requirement.ts";
import { RULES } from "./rules/rules.ts";
import { SUMS } from "./sums.ts";

const BAD = [...BAD_STATEMENTS, ...BAD_REQUESTS, ...BAD_ORDERS];

/** Refused under another name: the LMS's own no, and a row that sums up others. */
const NOT_NAMED: readonly RequirementId[] = ["11.0.0.0-2", "10.2.2.0-5"];

/** Seen to hold when they come up; an LMS cannot know that they should have. */
const WITNESSES: readonly RequirementId[] = [
  "9.3.3.0-1",
  "9.3.4.0-1",
  "9.3.5.0-1",
  "10.2.2.0-1",
  "10.2.2.0-7",
];

// No brackets around the ids: these tests show that the judge works, not that our units keep the rules.
for (const bad of BAD) {
  test(`the judge finds a breach of ${bad.id}: ${bad.why}`, async () => {
    const { status, body, found, violated } = await playBadly(bad);
    expect(status).toBe(bad.status);
    if (requirement(bad.id).binds === "au") expect(violated).toContain(bad.id);
    else expect(found).toContain(bad.id);
    if ((status === 400 || status === 403) && !NOT_NAMED.includes(bad.id)) expect(body).toContain(bad.id);
  });
}

test("each rule has a session that breaks it, or only ever bears witness", () => {
  const broken = new Set(BAD.map(({ id }) => id));
  const sums = SUMS.map(([id]) => id);
  const unbroken = RULES.map(({ id }) => id).filter((id) => !broken.has(id) && !sums.includes(id));
  expect(unbroken.toSorted()).toEqual(WITNESSES.toSorted());
});

test("a bad statement differs from a good one by its patch alone", async () => {
  const started = await startTestLms();
  const unit = await launchUnit(started);
  await begin(unit);
  for (const statement of [
    unit.allowed(),
    unit.defined("completed"),
    unit.defined("failed"),
    unit.defined("terminated"),
  ]) {
    expect((await unit.send(statement)).status).toBe(204);
  }
  expect(started.lms.snapshot().findings).toEqual([]);
});

test("the requests of a unit with every resource in use, in order and well formed, leave nothing to find", async () => {
  const { found, violated } = await playBadly({
    id: "7.0.0.0-2",
    why: "nothing",
    play: async (unit) => {
      await begin(unit);
      const agent = unit.parameters.get("actor") ?? "";
      const registration = unit.parameters.get("registration") ?? "";
      const activityId = unit.parameters.get("activityId") ?? "";
      const query = { activityId, agent, registration, stateId: "resume" };
      await unit.request("PUT", "activities/state", { query, body: "{}" });
      await unit.request("GET", "activities/state", { query });
      await unit.request("DELETE", "activities/state", { query });
      await unit.writePreferences({ languagePreference: "en-US,fr-FR", audioPreference: "on" });
      await unit.request("GET", "about");
      await unit.request("GET", "agents", { query: { agent } });
      await unit.request("GET", "activities", { query: { activityId } });
      await unit.request("GET", "statements", { query: { agent, limit: "1" } });
      await unit.send(unit.defined("terminated"));
    },
  });
  expect(found).toEqual([]);
  expect(violated).toEqual([]);
});

const word = fc.constantFrom("statements", "activities/state", "agents/profile", "about", "nonsense", "");
const anything = fc.record({
  target: fc.constantFrom("fetch", "xapi", "return"),
  method: fc.constantFrom("GET", "PUT", "POST", "DELETE", "PATCH"),
  path: fc.oneof(word, fc.string()),
  query: fc.array(
    fc.tuple(
      fc.constantFrom("agent", "stateId", "profileId", "statementId", "registration", "x"),
      fc.string(),
    ),
  ),
  headers: fc.dictionary(
    fc.constantFrom("authorization", "content-type", "x-experience-api-version"),
    fc.string(),
  ),
  body: fc.oneof(fc.json(), fc.string()),
});

test("whatever a unit sends, the judge has a word for it and does not fall over", async () => {
  const started = await startTestLms();
  const unit = await launchUnit(started);
  await playWell(unit);
  const record = started.lms.record(unit.session);
  fc.assert(
    fc.property(fc.array(anything, { maxLength: 5 }), fc.nat(), (requests, place) => {
      const noise = requests.map((request, index) => ({
        ...request,
        order: 1000 + index * 2,
        answered: 1001 + index * 2,
        at: 0,
        status: 200,
      }));
      const cut = place % (record.exchanges.length + 1);
      const exchanges = [...record.exchanges.slice(0, cut), ...noise];
      const rows = judgeSession({ ...record, exchanges } as typeof record);
      expect(rows).toHaveLength(106);
      for (const { verdict, findings } of rows)
        expect(verdict === "violated" && findings.length === 0).toBe(false);
    }),
  );
});
