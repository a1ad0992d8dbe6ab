import { describe, expect, test } from "vitest";
import { LEARNER, numberedId, problem, testLrs, type Client } from "../testing/test-lrs.ts";

const agent = JSON.stringify(LEARNER);
const activityId = "https://example.com/unit/1";
const registration = numberedId(7);

const RESOURCES = {
  "activities/state": { activityId, agent, registration, stateId: "one" },
  "activities/profile": { activityId, profileId: "one" },
  "agents/profile": { agent, profileId: "one" },
} as const;
const NAMES = Object.keys(RESOURCES) as (keyof typeof RESOURCES)[];

describe.each(NAMES)("%s", (name) => {
  const query: Readonly<Record<string, string>> = RESOURCES[name];
  const none = { "if-none-match": "*" };
  const put = (ask: Client, body: unknown, headers: Readonly<Record<string, string>> = none) =>
    ask("PUT", name, { query, body, headers });

  test("a document is given back byte for byte with its type, time and SHA-1", async () => {
    const { ask, pass } = testLrs();
    const bytes = new Uint8Array([0, 1, 254, 255, 13, 10]);
    const headers = { ...none, "content-type": "image/png" };
    expect((await ask("PUT", name, { query, body: bytes, headers })).status).toBe(204);
    pass(60_000);
    const got = await ask("GET", name, { query });
    expect(new Uint8Array(await got.arrayBuffer())).toEqual(bytes);
    expect(got.headers.get("content-type")).toBe("image/png");
    expect(got.headers.get("last-modified")).toBe("Sat, 31 Jan 2026 08:30:00 GMT");
    expect(got.headers.get("etag")).toBe('"7a665e162fcf8094869ffa5da7c29c5f82c1209a"');
  });

  test("what is not there is not found", async () => {
    const { ask } = testLrs();
    expect((await ask("GET", name, { query })).status).toBe(404);
    expect((await ask("DELETE", name, { query })).status).toBe(204);
  });

  test("POST merges the top level and nothing below", async () => {
    const { ask } = testLrs();
    await put(ask, { x: { deep: 1 }, y: 2 });
    expect((await ask("POST", name, { query, body: { x: { other: 1 }, z: 3 } })).status).toBe(204);
    expect(await (await ask("GET", name, { query })).json()).toEqual({ x: { other: 1 }, y: 2, z: 3 });
  });

  test("POST stores what was not there, and takes JSON objects only", async () => {
    const { ask } = testLrs();
    expect((await ask("POST", name, { query, body: [1] })).status).toBe(400);
    expect(
      (await ask("POST", name, { query, body: "text", headers: { "content-type": "text/plain" } })).status,
    ).toBe(400);
    expect((await ask("GET", name, { query })).status).toBe(404);
    expect((await ask("POST", name, { query, body: { x: 1 } })).status).toBe(204);
    expect(await (await ask("GET", name, { query })).json()).toEqual({ x: 1 });
  });

  test("POST onto a document that is no JSON object changes nothing", async () => {
    const { ask } = testLrs();
    await ask("PUT", name, { query, body: "text", headers: { ...none, "content-type": "text/plain" } });
    expect((await ask("POST", name, { query, body: { x: 1 } })).status).toBe(400);
    expect(await (await ask("GET", name, { query })).text()).toBe("text");
  });

  test("a __proto__ in a merge is a plain key and reaches nothing else", async () => {
    const { ask } = testLrs();
    await put(ask, { x: 1 });
    await ask("POST", name, { query, body: '{"__proto__":{"polluted":true}}' });
    expect(await (await ask("GET", name, { query })).text()).toBe('{"x":1,"__proto__":{"polluted":true}}');
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  test("a body that is not the JSON it says it is, is refused", async () => {
    const { ask } = testLrs();
    expect((await put(ask, "{x")).status).toBe(400);
  });

  test.each<[string, "PUT" | "POST" | "DELETE", Readonly<Record<string, string>>, number]>([
    ["PUT with the etag that is there", "PUT", { "if-match": "CURRENT" }, 204],
    ["PUT with one of several", "PUT", { "if-match": '"other", CURRENT' }, 204],
    ["PUT with an old etag", "PUT", { "if-match": '"old"' }, 412],
    ["PUT with a weak etag", "PUT", { "if-match": "W/CURRENT" }, 412],
    ["PUT only if nothing is there", "PUT", { "if-none-match": "*" }, 412],
    ["PUT if anything is there", "PUT", { "if-match": "*" }, 204],
    ["PUT with an etag without quotes", "PUT", { "if-match": "abc" }, 400],
    ["POST with an old etag", "POST", { "if-match": '"old"' }, 412],
    ["POST only if nothing is there", "POST", { "if-none-match": "*" }, 412],
    ["POST without either", "POST", {}, 204],
    ["DELETE with an old etag", "DELETE", { "if-match": '"old"' }, 412],
    ["DELETE with the etag that is there", "DELETE", { "if-match": "CURRENT" }, 204],
  ])("%s", async (_what, method, headers, status) => {
    const { ask } = testLrs();
    await put(ask, { x: 1 });
    const current = (await ask("GET", name, { query })).headers.get("etag") ?? "";
    const sent = Object.fromEntries(
      Object.entries(headers).map(([key, value]) => [key, value.replace("CURRENT", current)]),
    );
    const answer = await ask(method, name, {
      query,
      headers: sent,
      ...(method === "DELETE" ? {} : { body: { x: 2 } }),
    });
    expect(answer.status).toBe(status);
    const after = await ask("GET", name, { query });
    const value = after.status === 404 ? undefined : ((await after.json()) as { x: number }).x;
    expect(value).toBe(status !== 204 ? 1 : method === "DELETE" ? undefined : 2);
  });

  test("If-Match where nothing is there fails", async () => {
    const { ask } = testLrs();
    expect((await put(ask, { x: 1 }, { "if-match": "*" })).status).toBe(412);
  });

  test("of two writers with the same etag one gets 412", async () => {
    const { ask } = testLrs();
    await put(ask, { x: 0 });
    const etag = (await ask("GET", name, { query })).headers.get("etag") ?? "";
    const answers = await Promise.all([1, 2, 3].map((x) => put(ask, { x }, { "if-match": etag })));
    expect(answers.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([
      204, 412, 412,
    ]);
  });

  test("of many that merge at once every one is heard", async () => {
    const { ask } = testLrs();
    const keys = ["a", "b", "c", "d", "e"];
    await Promise.all(keys.map((key) => ask("POST", name, { query, body: { [key]: 1 } })));
    expect(Object.keys((await (await ask("GET", name, { query })).json()) as object).sort()).toEqual(keys);
  });

  test("a document that the client has is not sent again", async () => {
    const { ask } = testLrs();
    await put(ask, { x: 1 });
    const etag = (await ask("GET", name, { query })).headers.get("etag") ?? "";
    expect((await ask("GET", name, { query, headers: { "if-none-match": etag } })).status).toBe(304);
  });

  test("HEAD says what GET would, without the document", async () => {
    const { ask } = testLrs();
    await put(ask, { x: 1 });
    const [got, head] = [await ask("GET", name, { query }), await ask("HEAD", name, { query })];
    expect(await head.text()).toBe("");
    expect([head.status, [...head.headers]]).toEqual([got.status, [...got.headers]]);
  });

  test("ids are listed, newer than a time if asked", async () => {
    const { ask, pass } = testLrs();
    const idName = name === "activities/state" ? "stateId" : "profileId";
    await put(ask, { x: 1 });
    pass(1_000);
    await ask("PUT", name, { query: { ...query, [idName]: "two" }, body: { x: 1 }, headers: none });
    const { [idName]: _id, ...scope } = query;
    const listed = await ask("GET", name, { query: scope });
    expect(await listed.json()).toEqual(["one", "two"]);
    expect(listed.headers.get("last-modified")).toBe("Sat, 31 Jan 2026 08:30:01 GMT");
    const newer = await ask("GET", name, { query: { ...scope, since: "2026-01-31T08:30:00.000Z" } });
    expect(await newer.json()).toEqual(["two"]);
    const both = await ask("GET", name, { query: { ...query, since: "2026-01-31T08:30:00Z" } });
    expect(await problem(both)).toMatchObject({ status: 400, path: "since" });
  });

  test("every parameter that is missing, unknown or malformed is refused", async () => {
    const { ask } = testLrs();
    for (const key of Object.keys(query).filter((one) => one !== "registration")) {
      const { [key]: _missing, ...rest } = query;
      expect(
        await problem(
          await put((method, resource, asked) => ask(method, resource, { ...asked, query: rest }), { x: 1 }),
        ),
      ).toMatchObject({ status: 400, path: key });
    }
    for (const wrong of [
      { agent: "{}" },
      { activityId: "page" },
      { registration: "7" },
      { since: "now" },
      { extra: "1" },
    ]) {
      const answer = await ask("PUT", name, { query: { ...query, ...wrong }, body: {}, headers: none });
      expect(answer.status).toBe(400);
    }
  });
});

describe("guarding", () => {
  test("a state may be overwritten without a word", async () => {
    const { ask } = testLrs();
    const query = RESOURCES["activities/state"];
    for (const x of [1, 2])
      expect((await ask("PUT", "activities/state", { query, body: { x } })).status).toBe(204);
  });

  test.each(["activities/profile", "agents/profile"] as const)(
    "%s may not, and the answer says how it is done",
    async (name) => {
      const { ask } = testLrs();
      const query = RESOURCES[name];
      expect((await ask("PUT", name, { query, body: { x: 1 } })).status).toBe(204);
      const refused = await ask("PUT", name, { query, body: { x: 2 } });
      expect(refused.status).toBe(409);
      expect(await refused.text()).toMatch(/GET the document.*If-Match/);
      expect(await (await ask("GET", name, { query })).json()).toEqual({ x: 1 });
    },
  );
});

describe("states", () => {
  test("a registration has its own documents", async () => {
    const { ask } = testLrs();
    const { registration: _registration, ...plain } = RESOURCES["activities/state"];
    await ask("PUT", "activities/state", { query: RESOURCES["activities/state"], body: { x: 1 } });
    expect((await ask("GET", "activities/state", { query: plain })).status).toBe(404);
    const other = { ...plain, registration: numberedId(8) };
    expect((await ask("GET", "activities/state", { query: other })).status).toBe(404);
    const capitals = { ...plain, registration: registration.toUpperCase() };
    expect((await ask("GET", "activities/state", { query: capitals })).status).toBe(200);
  });

  test("DELETE without stateId empties the context", async () => {
    const { ask } = testLrs();
    const { stateId: _id, ...scope } = RESOURCES["activities/state"];
    for (const stateId of ["one", "two"]) {
      await ask("PUT", "activities/state", { query: { ...scope, stateId }, body: { x: 1 } });
    }
    expect((await ask("DELETE", "activities/state", { query: scope })).status).toBe(204);
    expect(await (await ask("GET", "activities/state", { query: scope })).json()).toEqual([]);
    expect((await ask("DELETE", "agents/profile", { query: { agent } })).status).toBe(400);
  });

  test("the same agent written in another way has the same documents", async () => {
    const { ask } = testLrs();
    const query = RESOURCES["activities/state"];
    await ask("PUT", "activities/state", { query, body: { x: 1 } });
    const same = JSON.stringify({ objectType: "Agent", name: "Someone", mbox: "mailto:learner@EXAMPLE.com" });
    expect((await ask("GET", "activities/state", { query: { ...query, agent: same } })).status).toBe(200);
  });
});
