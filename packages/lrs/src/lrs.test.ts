import { describe, expect, test } from "vitest";
import { createLrs } from "./lrs.ts";
import { createMemoryStore } from "./memory-store.ts";
import {
  AUTHORITY,
  foundIds,
  LEARNER,
  numberedId,
  ORIGIN,
  problem,
  statement,
  testLrs,
} from "./testing/test-lrs.ts";

const VERSION = { "x-experience-api-version": "1.0.3" };

describe("versions", () => {
  test.each(["1.0", "1.0.0", "1.0.3", "1.0.99"])("%s is accepted", async (version) => {
    const { ask } = testLrs();
    const answer = await ask("GET", "statements", { headers: { "x-experience-api-version": version } });
    expect([answer.status, answer.headers.get("x-experience-api-version")]).toEqual([200, "1.0.3"]);
  });

  test.each(["0.9", "0.95", "1.1.0", "2.0.0", "1", "", "1.0.x"])(
    "%j is refused, but not by About",
    async (version) => {
      const { ask } = testLrs();
      const headers = { "x-experience-api-version": version };
      const refused = await ask("GET", "statements", { headers });
      expect(refused.headers.get("x-experience-api-version")).toBe("1.0.3");
      expect(await problem(refused)).toMatchObject({ status: 400, rule: "xAPI 1.0.3 Communication 3.3" });
      expect((await ask("GET", "about", { headers })).status).toBe(200);
    },
  );

  test("no version at all is refused", async () => {
    const { fetch } = testLrs();
    expect((await fetch(new Request(`${ORIGIN}/xapi/statements`))).status).toBe(400);
  });

  test("About lists what is spoken here", async () => {
    const { ask } = testLrs();
    expect(await (await ask("GET", "about")).json()).toEqual({
      version: ["1.0.0", "1.0.1", "1.0.2", "1.0.3"],
    });
  });
});

describe("paths and methods", () => {
  test.each(["", "statement", "statements/", "activities/states", "__proto__", "constructor"])(
    "%j is no resource",
    async (resource) => {
      const { ask } = testLrs();
      expect((await ask("GET", resource)).status).toBe(404);
    },
  );

  test("a method that a resource lacks is refused with those it has", async () => {
    const { ask } = testLrs();
    const refused = await ask("DELETE", "statements");
    expect([refused.status, refused.headers.get("allow")]).toEqual([405, "OPTIONS, GET, PUT, POST"]);
  });

  test("the endpoint is where the host wants it", async () => {
    for (const prefix of ["", "/lms/7/xapi"]) {
      const { fetch } = testLrs({ prefix });
      expect((await fetch(new Request(`${ORIGIN}${prefix}/about`))).status).toBe(200);
    }
  });

  test("every answer to a GET has an ETag, the SHA-1 of its body", async () => {
    const { ask } = testLrs();
    const answer = await ask("GET", "statements");
    expect(await answer.text()).toBe('{"statements":[],"more":""}');
    expect(answer.headers.get("etag")).toMatch(/^"[0-9a-f]{40}"$/);
  });

  test("an agent is answered as a Person, an unknown activity by its id", async () => {
    const { ask } = testLrs();
    const agent = JSON.stringify({ ...LEARNER, name: "Ann" });
    expect(await (await ask("GET", "agents", { query: { agent } })).json()).toEqual({
      objectType: "Person",
      name: ["Ann"],
      mbox: [LEARNER.mbox],
    });
    expect(await (await ask("GET", "activities", { query: { activityId: "x:y" } })).json()).toEqual({
      objectType: "Activity",
      id: "x:y",
    });
    expect((await ask("GET", "agents")).status).toBe(400);
  });
});

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

describe("errors", () => {
  test("say what was found, what was expected, where, and by which rule", async () => {
    const { ask } = testLrs();
    const body = statement({ object: { id: "page" }, timestamp: "yesterday" });
    const answer = await ask("POST", "statements", { body });
    expect(await answer.json()).toMatchInlineSnapshot(`
      {
        "faults": [
          {
            "message": "found the string "page", expected an absolute IRI",
            "path": "$.object.id",
            "rule": "xAPI 1.0.3 Data 4.3",
          },
          {
            "message": "found the string "yesterday", expected an RFC 3339 timestamp with its time zone, such as 2026-01-31T08:30:00.000Z",
            "path": "$.timestamp",
            "rule": "xAPI 1.0.3 Data 4.5",
          },
        ],
        "message": "found the string "page", expected an absolute IRI",
        "path": "$.object.id",
        "rule": "xAPI 1.0.3 Data 4.3",
        "status": 400,
      }
    `);
  });

  test("come as text or HTML to whom prefers them, and markup in them is text", async () => {
    const { ask } = testLrs();
    const query = { "<script>": "1" };
    const html = await ask("GET", "statements", { query, headers: { accept: "text/html" } });
    expect(html.headers.get("content-type")).toBe("text/html; charset=utf-8");
    expect(await html.text()).not.toContain("<script>");
    const text = await ask("GET", "statements", {
      query,
      headers: { accept: "application/json;q=0.5, text/plain" },
    });
    expect(await text.text()).toMatch(/^400 found the parameter/);
    const json = await ask("GET", "statements", { query, headers: { accept: "text/html, */*" } });
    expect(json.headers.get("content-type")).toBe("application/json");
  });

  test("of a host that listens do not take back what is stored", async () => {
    const { ask, errors } = testLrs({
      onStored: () => {
        throw new Error("the log is full");
      },
    });
    expect((await ask("POST", "statements", { body: [statement(), statement()] })).status).toBe(200);
    expect(await foundIds(ask)).toHaveLength(2);
    expect(errors).toHaveLength(2);
  });

  test("inside the LRS are told to the host and not to the client", async () => {
    const failing = {
      ...createMemoryStore(),
      query: () => Promise.reject(new Error("disk on fire at /var/lib")),
    };
    const { ask, errors } = testLrs({ store: failing });
    const answer = await ask("GET", "statements");
    expect(answer.status).toBe(500);
    expect(await answer.text()).not.toMatch(/fire|var|at /);
    expect(errors).toHaveLength(1);
  });
});
