import { describe, expect, test } from "vitest";
import { createMemoryStore } from "./memory-store.ts";
import { foundIds, LEARNER, ORIGIN, problem, statement, testLrs } from "./testing/test-lrs.ts";

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
