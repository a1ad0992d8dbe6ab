import { describe, expect, test } from "vitest";
import { createLrs } from "./lrs.ts";
import { createMemoryStore } from "./memory-store.ts";
import { AUTHORITY, foundIds, LEARNER, numberedId, ORIGIN, statement, testLrs } from "./testing/test-lrs.ts";

const VERSION = { "x-experience-api-version": "1.0.3" };

describe("callers", () => {
  const guarded = () =>
    testLrs({
      authenticate: (_request, authorization) =>
        authorization === "Basic good"
          ? { authority: LEARNER }
          : { message: "expected the token of this session" },
    });

  test("without credentials nothing but About is answered", async () => {
    const { ask } = guarded();
    const refused = await ask("GET", "statements");
    expect([refused.status, refused.headers.get("www-authenticate")]).toEqual([
      401,
      'Basic realm="xAPI", charset="UTF-8"',
    ]);
    expect((await ask("POST", "statements", { body: statement() })).status).toBe(401);
    expect((await ask("GET", "about")).status).toBe(200);
  });

  test("a script is not answered with a challenge, which would open a dialog", async () => {
    const { ask } = guarded();
    const refused = await ask("GET", "statements", { headers: { origin: "http://localhost:1" } });
    expect([refused.status, refused.headers.get("www-authenticate")]).toEqual([401, null]);
  });

  test("statements get the authority of their caller, whatever they say", async () => {
    const { ask, stored } = guarded();
    const headers = { authorization: "Basic good" };
    await ask("POST", "statements", { body: statement({ authority: AUTHORITY }), headers });
    expect(stored[0]?.authority).toEqual(LEARNER);
  });

  test("a host that has authenticated the caller hands it over", async () => {
    const kept: unknown[] = [];
    const lrs = createLrs({
      store: createMemoryStore(),
      now: () => 0,
      ids: () => numberedId(1),
      authority: AUTHORITY,
      authenticate: () => ({ message: "never asked" }),
      onStored: (one) => kept.push(one.authority),
    });
    const request = new Request(`${ORIGIN}/xapi/statements`, {
      method: "POST",
      headers: { ...VERSION, "content-type": "application/json" },
      body: JSON.stringify(statement()),
    });
    expect((await lrs.handle(request, { authority: LEARNER })).status).toBe(200);
    expect(kept).toEqual([LEARNER]);
  });

  test("every resource asks for permission before it answers", async () => {
    const asked: string[] = [];
    const { ask } = testLrs({
      authenticate: () => ({
        authority: LEARNER,
        permit: ({ resource, access }) => {
          asked.push(`${access} ${resource}`);
          return { status: 429, message: "too many" };
        },
      }),
    });
    const agent = JSON.stringify(LEARNER);
    const state = { activityId: "x:y", agent, stateId: "s" };
    const answers = [
      await ask("GET", "statements"),
      await ask("GET", "statements", { query: { statementId: numberedId(1) } }),
      await ask("POST", "statements", { body: statement() }),
      await ask("GET", "activities/state", { query: state }),
      await ask("PUT", "activities/state", { query: state, body: {} }),
      await ask("DELETE", "activities/state", { query: state }),
      await ask("DELETE", "activities/state", { query: { activityId: "x:y", agent } }),
      await ask("GET", "agents", { query: { agent } }),
      await ask("GET", "activities", { query: { activityId: "x:y" } }),
    ];
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 429));
    expect(asked).toEqual([
      "read statements",
      "read statements",
      "write statements",
      "read activities/state",
      "write activities/state",
      "delete activities/state",
      "delete activities/state",
      "read agents",
      "read activities",
    ]);
  });
});

describe("pages of other origins", () => {
  test("a preflight is answered without credentials and names what a client needs", async () => {
    const { fetch } = testLrs({ authenticate: () => ({ message: "no" }) });
    const answer = await fetch(
      new Request(`${ORIGIN}/xapi/statements`, {
        method: "OPTIONS",
        headers: {
          origin: "http://127.0.0.1:5173",
          "access-control-request-method": "PUT",
          "access-control-request-headers": "authorization, x-experience-api-version",
        },
      }),
    );
    expect(answer.status).toBe(204);
    expect(answer.headers.get("access-control-allow-origin")).toBe("http://127.0.0.1:5173");
    expect(answer.headers.get("access-control-allow-methods")).toContain("PUT");
    for (const name of [
      "authorization",
      "content-type",
      "x-experience-api-version",
      "if-match",
      "if-none-match",
    ]) {
      expect(answer.headers.get("access-control-allow-headers")).toContain(name);
    }
    expect(answer.headers.get("access-control-allow-credentials")).toBeNull();
  });

  test("an answer lets the page read the headers of xAPI, an error too", async () => {
    const { ask } = testLrs();
    for (const query of [{}, { unknown: "x" }]) {
      const answer = await ask("GET", "statements", { query, headers: { origin: "http://localhost:5173" } });
      expect(answer.headers.get("access-control-allow-origin")).toBe("http://localhost:5173");
      for (const name of ["ETag", "Last-Modified", "X-Experience-API-Consistent-Through"]) {
        expect(answer.headers.get("access-control-expose-headers")).toContain(name);
      }
      expect(answer.headers.get("vary")).toBe("Origin");
    }
  });

  test.each([
    "https://evil.example",
    "null",
    "http://localhost.evil.example",
    "http://127.0.0.1.evil.example",
  ])("a page of %s is refused and may read nothing", async (origin) => {
    const { ask } = testLrs();
    const answer = await ask("POST", "statements", { body: statement(), headers: { origin } });
    expect([answer.status, answer.headers.get("access-control-allow-origin")]).toEqual([403, null]);
    expect(await foundIds(ask)).toEqual([]);
  });

  test("a host may allow other origins", async () => {
    const { ask } = testLrs({ origins: (origin) => origin === "https://lms.example" });
    expect((await ask("GET", "statements", { headers: { origin: "https://lms.example" } })).status).toBe(200);
    expect((await ask("GET", "statements", { headers: { origin: "http://localhost:1" } })).status).toBe(403);
    expect((await ask("GET", "statements", { headers: { origin: ORIGIN } })).status).toBe(200);
  });
});
