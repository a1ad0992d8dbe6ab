import { describe, expect, test } from "vitest";
import { LEARNER, numberedId, ORIGIN, problem, statement, testLrs } from "./testing/test-lrs.ts";

const VERSION = { "x-experience-api-version": "1.0.3" };

describe("the alternate syntax", () => {
  const form = (
    method: string,
    fields: Readonly<Record<string, string>>,
    headers: Readonly<Record<string, string>> = {},
  ) =>
    new Request(`${ORIGIN}/xapi/${fields["resource"] ?? "statements"}?method=${method}`, {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded", ...headers },
      body: new URLSearchParams(
        Object.entries(fields).filter(([key]) => key !== "resource") as [string, string][],
      ).toString(),
    });
  const fields = {
    "X-Experience-API-Version": "1.0.3",
    Authorization: "Basic good",
    "Content-Type": "application/json",
  };

  test("stores and reads like the usual one, headers and parameters taken from the form", async () => {
    const seen: (string | null)[] = [];
    const { fetch, stored } = testLrs({
      authenticate: (_request, authorization) => {
        seen.push(authorization);
        return { authority: LEARNER };
      },
    });
    const content = JSON.stringify(statement({ result: { response: "ä & = +" } }));
    const statementId = numberedId(5);
    expect((await fetch(form("PUT", { ...fields, statementId, content }))).status).toBe(204);
    expect(stored[0]).toMatchObject({ id: statementId, result: { response: "ä & = +" } });
    const got = await fetch(form("GET", { ...fields, statementId }));
    expect(await got.json()).toMatchObject({ id: statementId });
    expect(seen).toEqual(["Basic good", "Basic good"]);
  });

  test("preconditions come from the form too", async () => {
    const { fetch } = testLrs();
    const document = {
      resource: "agents/profile",
      agent: JSON.stringify(LEARNER),
      profileId: "p",
      content: "{}",
    };
    const put = (extra: Readonly<Record<string, string>>) =>
      fetch(form("PUT", { ...fields, ...document, ...extra }));
    expect((await put({ "If-None-Match": "*" })).status).toBe(204);
    expect((await put({ "If-None-Match": "*" })).status).toBe(412);
    expect((await put({})).status).toBe(409);
  });

  test("anything else in the query, another method or another body is refused", async () => {
    const { fetch } = testLrs();
    const stray = new Request(`${ORIGIN}/xapi/statements?method=GET&limit=1`, { method: "POST" });
    expect(await problem(await fetch(stray))).toMatchObject({ status: 400, path: "limit" });
    expect((await fetch(form("PATCH", fields))).status).toBe(400);
    expect((await fetch(form("GET", fields, { "content-type": "application/json" }))).status).toBe(400);
    expect((await fetch(form("GET", { ...fields, unknown: "x" }))).status).toBe(400);
    expect((await fetch(form("GET", { ...fields, "If-Match": "a\nb" }))).status).toBe(400);
  });

  test("a form is not a way around the origin rules", async () => {
    const { fetch, stored } = testLrs();
    const request = form(
      "POST",
      { ...fields, content: JSON.stringify(statement()) },
      { origin: "https://evil.example" },
    );
    expect((await fetch(request)).status).toBe(403);
    expect(stored).toEqual([]);
  });
});

describe("bodies", () => {
  test.each<[string, string | Uint8Array, string]>([
    ["no JSON", "{", "Communication 3.2"],
    ["an empty body", "", "Communication 3.2"],
    ["bytes that are no UTF-8", new Uint8Array([0x22, 0xff, 0x22]), "Communication 1.4"],
    ["a property twice", `{"actor":{"mbox":"mailto:a@b.example","mbox":"mailto:c@d.example"}}`, "Data 2.2"],
    ["a property twice, once escaped", `{"actor":1,"\\u0061ctor":2}`, "Data 2.2"],
    ["nesting to the sky", `${"[".repeat(100_000)}`, "Data 2.2"],
  ])("%s is refused", async (_what, body, rule) => {
    const { ask, errors } = testLrs();
    expect(await problem(await ask("POST", "statements", { body }))).toMatchObject({
      status: 400,
      rule: `xAPI 1.0.3 ${rule}`,
    });
    expect(errors).toEqual([]);
  });

  test("braces and quotes inside strings are text", async () => {
    const { ask } = testLrs();
    const response = `{"a":1,"a":2} [[[[ \\" ${"{".repeat(100)}`;
    expect((await ask("POST", "statements", { body: statement({ result: { response } }) })).status).toBe(200);
  });

  test("an extension named __proto__ cannot be one, and a deep one of its own is kept as it is", async () => {
    const { ask, stored } = testLrs();
    const wrong = `{"actor":{"mbox":"mailto:a@b.example"},"verb":{"id":"x:v"},"object":{"id":"x:o"},"result":{"extensions":{"__proto__":1}}}`;
    expect((await ask("POST", "statements", { body: wrong })).status).toBe(400);
    const right = wrong.replace(`"__proto__":1`, `"x:e":{"__proto__":{"polluted":true}}`);
    expect((await ask("POST", "statements", { body: right })).status).toBe(200);
    expect(JSON.stringify(stored[0]?.result)).toBe('{"extensions":{"x:e":{"__proto__":{"polluted":true}}}}');
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  test("another content type is refused", async () => {
    const { ask } = testLrs();
    for (const type of ["text/plain", "application/x-www-form-urlencoded", "application/jsonp", ""]) {
      const answer = await ask("POST", "statements", {
        body: JSON.stringify(statement()),
        headers: { "content-type": type },
      });
      expect(answer.status).toBe(400);
    }
    const answer = await ask("POST", "statements", {
      body: statement(),
      headers: { "content-type": "Application/JSON; charset=utf-8" },
    });
    expect(answer.status).toBe(200);
  });

  test("bodies and batches above the limits are refused with 413", async () => {
    const { ask } = testLrs({ limits: { bodyBytes: 1_000, batch: 2 } });
    const large = statement({ result: { response: "x".repeat(1_000) } });
    expect((await ask("POST", "statements", { body: large })).status).toBe(413);
    expect((await ask("POST", "statements", { body: [1, 2, 3] })).status).toBe(413);
    const query = { activityId: "x:y", agent: JSON.stringify(LEARNER), stateId: "s" };
    expect((await ask("PUT", "activities/state", { query, body: "x".repeat(1_001) })).status).toBe(413);
  });

  test("a body that does not say its length is cut off at the limit", async () => {
    const { fetch } = testLrs({ limits: { bodyBytes: 1_000 } });
    let sent = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        sent += 100;
        controller.enqueue(new Uint8Array(100));
      },
    });
    const init = {
      method: "POST",
      headers: { ...VERSION, "content-type": "application/json" },
      body: endless,
      duplex: "half",
    };
    expect((await fetch(new Request(`${ORIGIN}/xapi/statements`, init as RequestInit))).status).toBe(413);
    expect(sent).toBeLessThan(2_000);
  });
});
