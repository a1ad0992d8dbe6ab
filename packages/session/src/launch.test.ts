import { expect, test } from "vitest";
import { launchInQuery, readLaunch } from "./launch.ts";
import { httpRequest } from "./lms-client.ts";

const ACTOR = '{"account":{"homePage":"https://lms.example","name":"u 1"},"objectType":"Agent","name":"Ada"}';
const NAMES = {
  endpoint: "https://lms.example/xapi",
  fetch: "https://lms.example/fetch?k=1&l=2",
  actor: ACTOR,
  registration: "r-1",
  activityId: "https://lms.example/a?x=1#y",
};

function query(names: Record<string, string>): string {
  return new URLSearchParams(names).toString();
}

function launchOf(url: string) {
  const reading = readLaunch(url);
  if (reading.type !== "launch") throw new Error(JSON.stringify(reading));
  return reading.launch;
}

const SHAPES: Record<string, string> = {
  "after ?": `https://c.example/u.html?${query(NAMES)}`,
  "[8.1.0.0-7] in another order": `https://c.example/u.html?${query(Object.fromEntries(Object.entries(NAMES).reverse()))}`,
  "[13.1.4.0-3] merged into the unit's own query": `https://c.example/u.html?own=1&${query(NAMES)}&theme=dark`,
  "after #": `https://c.example/u.html#${query(NAMES)}`,
  "after # with a ? of its own": `https://c.example/u.html#/x?${query(NAMES)}`,
  "after a second ?": `https://c.example/u.html?own=1?${query(NAMES)}`,
  "with a fragment behind": `https://c.example/u.html?${query(NAMES)}#page-2`,
  "with activity_id": `https://c.example/u.html?${query(NAMES).replace("activityId", "activity_id")}`,
  "with an empty returnURL": `https://c.example/u.html?${query(NAMES)}&returnURL=`,
};

test.each(Object.entries(SHAPES))(
  "[8.1.1.0-2] [8.1.2.0-3] [8.1.3.0-2] [8.1.4.0-2] [8.1.5.0-5] launch parameters are read %s",
  (_, url) => {
    expect(launchOf(url)).toEqual({
      endpoint: "https://lms.example/xapi/",
      fetch: NAMES.fetch,
      actor: JSON.parse(ACTOR),
      registration: "r-1",
      activityId: NAMES.activityId,
      learner: "257b5458",
      scope: `257b5458 r-1 ${NAMES.activityId}`,
      key: `257b5458 r-1 ${NAMES.activityId} 939023ac`,
    });
  },
);

test("[8.1.3.0-3] the actor keeps every property, and the order, it came with", () => {
  expect(JSON.stringify(launchOf(SHAPES["after ?"] ?? "").actor)).toBe(ACTOR);
});

test("values are not parsed: a numeric registration stays text", () => {
  expect(launchOf(`u?${query({ ...NAMES, registration: "12" })}`).registration).toBe("12");
});

test("[8.1.1.0-3] the endpoint ends in exactly one slash", () => {
  expect(launchOf(`u?${query({ ...NAMES, endpoint: "https://l.example/x///" })}`).endpoint).toBe(
    "https://l.example/x/",
  );
});

test("auth stands in for a missing fetch, with or without the word Basic", () => {
  const { fetch: _, ...rest } = NAMES;
  for (const auth of ["Basic dTpw", "dTpw"]) {
    const launch = launchOf(`u?${query({ ...rest, auth })}`);
    expect(launch).toMatchObject({ auth: "dTpw" });
    expect(launch.fetch).toBeUndefined();
    expect(launch.key).not.toContain("dTpw");
  }
});

test("what one learner left in a tab is nobody else's, even where the LMS has one fetch URL for all", () => {
  const other = '{"account":{"homePage":"https://lms.example","name":"u 2"}}';
  const keys = [{}, { actor: other }, { registration: "r-2" }, { activityId: "https://lms.example/b" }].map(
    (change) => launchOf(`u?${query({ ...NAMES, ...change })}`).key,
  );
  expect(new Set(keys).size).toBe(keys.length);
  expect(launchOf(`u?${query(NAMES)}`).key).toBe(keys[0]);
});

test("an endpoint with a query of its own keeps it behind the resource", () => {
  const { endpoint } = launchOf(`u?${query({ ...NAMES, endpoint: "https://l.example/x.php/?course=1" })}`);
  expect(endpoint).toBe("https://l.example/x.php/?course=1");
  const base = { endpoint, headers: {} };
  expect(httpRequest({ method: "GET", resource: "statements", query: { statementId: "1" } }, base).url).toBe(
    "https://l.example/x.php/statements?course=1&statementId=1",
  );
  expect(httpRequest({ method: "POST", resource: "statements", body: "[]" }, base).url).toBe(
    "https://l.example/x.php/statements?course=1",
  );
});

test.each(["after #", "after # with a ? of its own"])(
  "a launch %s has an address that outlives the turning of a page",
  (shape) => {
    const url = (SHAPES[shape] ?? "").replace("u.html", "u.html?own=1");
    const moved = launchInQuery(url) ?? "";
    expect(moved).toMatch(/^https:\/\/c\.example\/u\.html\?own=1&[^#?]*$/);
    expect(launchOf(moved)).toEqual(launchOf(url));
  },
);

test("an address that has the launch in its query, or none, stays as it is", () => {
  for (const shape of ["after ?", "with a fragment behind", "after a second ?"])
    expect(launchInQuery(SHAPES[shape] ?? "")).toBeUndefined();
  expect(launchInQuery("https://c.example/u.html#page-2")).toBeUndefined();
});

test("a page opened by hand is no launch", () => {
  expect(readLaunch("https://c.example/u.html")).toEqual({ type: "none" });
  expect(readLaunch("https://c.example/u.html?own=1#page-2")).toEqual({ type: "none" });
});

test.each(["endpoint", "fetch", "actor", "registration", "activityId"] as const)(
  "a launch without %s is refused",
  (name) => {
    const rest: Record<string, string> = { ...NAMES };
    delete rest[name];
    expect(readLaunch(`u?${query(rest)}`)).toEqual({ type: "refused", reason: "launch-incomplete" });
  },
);

test.each([
  "nonsense",
  "null",
  "[]",
  '{"mbox":"mailto:a@b.example"}',
  '{"account":{"homePage":"https://l.example"}}',
  '{"objectType":"Group","account":{"homePage":"https://l.example","name":"g"}}',
])("[9.2.0.0-2] [9.2.0.0-3] actor %s is refused", (actor) => {
  expect(readLaunch(`u?${query({ ...NAMES, actor })}`)).toEqual({ type: "refused", reason: "actor-invalid" });
});
