import { describe, expect, test } from "vitest";
import { foundIds, LEARNER, numberedId, problem, statement, testLrs, voiding } from "../testing/test-lrs.ts";

const ID = "fd41c918-b88b-4b20-a0a5-a4c32391aaa0";

describe("storing", () => {
  test("a statement gets what the store sets, and is acknowledged with its id", async () => {
    const { ask, stored } = testLrs();
    const posted = await ask("POST", "statements", { body: statement() });
    expect([posted.status, await posted.json()]).toEqual([200, [numberedId(1)]]);
    const got = await ask("GET", "statements", { query: { statementId: numberedId(1) } });
    const expected = {
      ...statement(),
      id: numberedId(1),
      stored: "2026-01-31T08:30:00.000000Z",
      timestamp: "2026-01-31T08:30:00.000000Z",
      version: "1.0.0",
      authority: { account: { homePage: "https://lrs.example", name: "tester" } },
    };
    expect(await got.json()).toEqual(expected);
    expect(stored).toEqual([expected]);
  });

  test("a batch is acknowledged in its own order", async () => {
    const { ask } = testLrs();
    const posted = await ask("POST", "statements", {
      body: [statement(), statement({ id: ID }), statement()],
    });
    expect(await posted.json()).toEqual([numberedId(1), ID, numberedId(2)]);
    expect(await foundIds(ask)).toEqual([numberedId(2), ID, numberedId(1)]);
  });

  test("one bad statement refuses the whole batch, and says which", async () => {
    const { ask, stored } = testLrs();
    const posted = await ask("POST", "statements", { body: [statement(), statement({ verb: { id: "x" } })] });
    expect(await problem(posted)).toEqual({ status: 400, rule: "xAPI 1.0.3 Data 4.3", path: "$[1].verb.id" });
    expect(await foundIds(ask)).toEqual([]);
    expect(stored).toEqual([]);
  });

  test("an id twice in one batch is refused, in any case of its letters", async () => {
    const { ask } = testLrs();
    const body = [statement({ id: ID }), statement({ id: ID.toUpperCase() })];
    expect(await problem(await ask("POST", "statements", { body }))).toMatchObject({
      status: 400,
      path: "$[1].id",
    });
  });

  test("the same statement again is acknowledged and changes nothing", async () => {
    const { ask, stored, pass } = testLrs();
    const body = statement({ id: ID });
    expect((await ask("PUT", "statements", { query: { statementId: ID }, body })).status).toBe(204);
    pass(1_000);
    expect((await ask("PUT", "statements", { query: { statementId: ID }, body })).status).toBe(204);
    expect((await ask("POST", "statements", { body })).status).toBe(200);
    expect(stored).toHaveLength(1);
    const got = (await (await ask("GET", "statements", { query: { statementId: ID } })).json()) as {
      stored: string;
    };
    expect(got.stored).toBe("2026-01-31T08:30:00.000000Z");
  });

  test("another statement under an id that is taken is a conflict, and its batch is not stored", async () => {
    const { ask } = testLrs();
    await ask("POST", "statements", { body: statement({ id: ID }) });
    const body = [statement({ id: numberedId(9) }), statement({ id: ID, result: { success: true } })];
    expect((await ask("POST", "statements", { body })).status).toBe(409);
    expect(await foundIds(ask)).toEqual([ID]);
  });

  test("PUT takes the id of its parameter, and refuses another one in the statement", async () => {
    const { ask } = testLrs();
    const query = { statementId: ID };
    expect((await ask("PUT", "statements", { query, body: statement() })).status).toBe(204);
    expect(await foundIds(ask)).toEqual([ID]);
    const other = await ask("PUT", "statements", { query, body: statement({ id: numberedId(1) }) });
    expect(await problem(other)).toMatchObject({ status: 400, path: "$.id" });
    expect((await ask("PUT", "statements", { query, body: [statement()] })).status).toBe(400);
    expect((await ask("PUT", "statements", { body: statement() })).status).toBe(400);
  });

  test("a host may refuse what would be stored, with the status it means", async () => {
    const seen: unknown[] = [];
    const { ask, stored } = testLrs({
      authenticate: () => ({
        authority: LEARNER,
        permit: (action) => {
          seen.push([
            action.resource,
            action.access,
            action.statements?.map(({ id, authority }) => [id, authority]),
          ]);
          return { message: "not after terminated", rule: "cmi5 9.3.8" };
        },
      }),
    });
    const refused = await ask("POST", "statements", { body: statement() });
    expect(await problem(refused)).toEqual({ status: 403, rule: "cmi5 9.3.8" });
    expect(seen).toEqual([["statements", "write", [[numberedId(1), LEARNER]]]]);
    expect(stored).toEqual([]);
  });

  test("stored times differ and go forward within one millisecond", async () => {
    const { ask, stored } = testLrs();
    await ask("POST", "statements", { body: [statement(), statement()] });
    expect(stored.map((one) => one.stored)).toEqual([
      "2026-01-31T08:30:00.000000Z",
      "2026-01-31T08:30:00.000001Z",
    ]);
  });
});

describe("voiding", () => {
  test("a voided statement is only found by voidedStatementId, its voiding statement as any other", async () => {
    const { ask } = testLrs();
    await ask("POST", "statements", { body: statement({ id: ID }) });
    await ask("POST", "statements", { body: voiding(ID) });
    expect(await foundIds(ask)).toEqual([numberedId(1)]);
    expect((await ask("GET", "statements", { query: { statementId: ID } })).status).toBe(404);
    expect((await ask("GET", "statements", { query: { voidedStatementId: ID } })).status).toBe(200);
    expect((await ask("GET", "statements", { query: { voidedStatementId: numberedId(1) } })).status).toBe(
      404,
    );
  });

  test("voiding a voiding statement is taken and has no effect", async () => {
    const { ask } = testLrs();
    await ask("POST", "statements", { body: [statement({ id: ID }), voiding(ID)] });
    expect((await ask("POST", "statements", { body: voiding(numberedId(1)) })).status).toBe(200);
    expect((await ask("GET", "statements", { query: { statementId: numberedId(1) } })).status).toBe(200);
    expect((await ask("GET", "statements", { query: { voidedStatementId: ID } })).status).toBe(200);
  });

  test("a statement that a voiding statement was waiting for is voided at once", async () => {
    const { ask } = testLrs();
    await ask("POST", "statements", { body: voiding(ID.toUpperCase()) });
    await ask("POST", "statements", { body: statement({ id: ID }) });
    expect((await ask("GET", "statements", { query: { statementId: ID } })).status).toBe(404);
  });
});

describe("queries", () => {
  const actor = (name: string) => ({ mbox: `mailto:${name}@example.com` });
  const activity = (name: string) => ({ id: `https://example.com/${name}` });
  const group = { objectType: "Group", member: [actor("in-group")] };
  const registration = "0a0a0a0a-0000-4000-8000-000000000000";

  /** Ten statements, 1 s apart, oldest first; the ids are their numbers. */
  const LOG: readonly object[] = [
    {},
    { actor: actor("ann") },
    { actor: group },
    { object: { objectType: "Agent", ...actor("ann") } },
    { verb: { id: "http://adlnet.gov/expapi/verbs/passed" } },
    { object: activity("other") },
    { context: { registration, contextActivities: { grouping: activity("course") } } },
    { context: { instructor: actor("ann"), team: { objectType: "Group", ...actor("team") } } },
    {
      object: {
        objectType: "SubStatement",
        ...statement({ actor: actor("bob"), object: activity("planned") }),
      },
    },
    { object: { objectType: "StatementRef", id: numberedId(2) }, actor: actor("zoe") },
  ];

  async function logged() {
    const lrs = testLrs();
    for (const [at, changes] of LOG.entries()) {
      await lrs.ask("POST", "statements", { body: statement({ id: numberedId(at + 1), ...changes }) });
      lrs.pass(1_000);
    }
    return lrs;
  }

  const agent = (name: string) => JSON.stringify(actor(name));
  const at = (seconds: number) => `2026-01-31T08:30:${String(seconds).padStart(2, "0")}.000Z`;

  test.each<[string, Readonly<Record<string, string>>, readonly number[]]>([
    ["everything, newest first", {}, [10, 9, 8, 7, 6, 5, 4, 3, 2, 1]],
    ["everything, oldest first", { ascending: "true" }, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]],
    ["an actor, an object, and through a StatementRef", { agent: agent("ann") }, [10, 4, 2]],
    ["a member of a group", { agent: agent("in-group") }, [3]],
    ["an agent in any role", { agent: agent("ann"), related_agents: "true" }, [10, 8, 4, 2]],
    ["the team in any role", { agent: agent("team"), related_agents: "true" }, [8]],
    ["the actor of a SubStatement, in any role only", { agent: agent("bob") }, []],
    ["the actor of a SubStatement", { agent: agent("bob"), related_agents: "true" }, [9]],
    [
      "the authority, in any role",
      {
        agent: JSON.stringify({ account: { homePage: "https://lrs.example", name: "tester" } }),
        related_agents: "true",
        limit: "2",
      },
      [10, 9],
    ],
    ["a verb", { verb: "http://adlnet.gov/expapi/verbs/passed" }, [5]],
    ["an activity", { activity: activity("other").id }, [6]],
    ["a context activity, not as object", { activity: activity("course").id }, []],
    ["a context activity", { activity: activity("course").id, related_activities: "true" }, [7]],
    ["the activity of a SubStatement", { activity: activity("planned").id, related_activities: "true" }, [9]],
    ["a registration in capitals", { registration: registration.toUpperCase() }, [7]],
    ["two filters at once", { agent: agent("ann"), activity: "https://example.com/page/1" }, [10, 2]],
    ["since, exclusive", { since: at(7) }, [10, 9]],
    ["until, inclusive", { until: at(2) }, [3, 2, 1]],
    [
      "since and until in another zone",
      { since: "2026-01-31T09:30:00+01:00", until: "2026-01-31T09:30:02+01:00" },
      [3, 2],
    ],
    ["a target found though only the reference is in the time", { agent: agent("ann"), since: at(8) }, [10]],
    ["a limit", { limit: "3" }, [10, 9, 8]],
    ["nothing", { verb: "x:unheard-of" }, []],
  ])("by %s", async (_what, query, expected) => {
    const { ask } = await logged();
    expect(await foundIds(ask, query)).toEqual(expected.map(numberedId));
  });

  test.each([{}, { ascending: "true" }, { agent: agent("learner"), related_agents: "false" }])(
    "pages of %j follow each other without gap or overlap while statements come in",
    async (filter) => {
      const { ask, fetch, pass } = await logged();
      const whole = await foundIds(ask, filter);
      const seen: string[] = [];
      let more = `/xapi/statements?${new URLSearchParams({ ...filter, limit: "3", until: at(59) })}`;
      while (more) {
        const response = await fetch(
          new Request(`https://elsewhere.example${more}`, {
            headers: { "x-experience-api-version": "1.0.3" },
          }),
        );
        const page = (await response.json()) as { statements: { id: string }[]; more: string };
        seen.push(...page.statements.map(({ id }) => id));
        more = page.more;
        pass(60_000);
        const added = await ask("POST", "statements", {
          body: statement({ id: numberedId(100 + seen.length) }),
        });
        expect(added.status).toBe(200);
      }
      expect(seen).toEqual(whole);
    },
  );

  test("more leads through the path under which the host serves the caller", async () => {
    const { ask } = testLrs({ authenticate: () => ({ authority: LEARNER, endpoint: "/lms/7/xapi/" }) });
    await ask("POST", "statements", { body: [statement(), statement()] });
    const result = (await (await ask("GET", "statements", { query: { limit: "1" } })).json()) as {
      more: string;
    };
    expect(result.more).toMatch(/^\/lms\/7\/xapi\/statements\?limit=1&cursor=\d+$/);
  });

  test("answers say when they were stored and through when they are complete", async () => {
    const { ask } = await logged();
    const { headers } = await ask("GET", "statements");
    expect(headers.get("last-modified")).toBe("Sat, 31 Jan 2026 08:30:09 GMT");
    expect(headers.get("x-experience-api-consistent-through")).toBe("2026-01-31T08:30:10.000000Z");
  });

  test.each<[string, Readonly<Record<string, string>>, string]>([
    ["both ids", { statementId: ID, voidedStatementId: ID }, "voidedStatementId"],
    ["an id and a filter", { statementId: ID, verb: "x:y" }, "verb"],
    ["an unknown parameter", { speaker: "x" }, "speaker"],
    ["a parameter in another case", { statementID: ID }, "statementID"],
    ["an id that is no UUID", { statementId: "1" }, "statementId"],
    ["a verb that is no IRI", { verb: "passed" }, "verb"],
    ["an agent that is no JSON", { agent: "ann" }, ""],
    [
      "an agent with two identifiers",
      { agent: JSON.stringify({ ...actor("a"), openid: "http://a.example" }) },
      "agent",
    ],
    ["an anonymous Group", { agent: JSON.stringify(group) }, "agent"],
    ["a since without zone", { since: "2026-01-31T08:30:00" }, "since"],
    ["a negative limit", { limit: "-1" }, "limit"],
    ["a boolean of 1", { ascending: "1" }, "ascending"],
    ["an unknown format", { format: "Exact" }, "format"],
  ])("%s is refused", async (_what, query, path) => {
    const { ask } = testLrs();
    expect(await problem(await ask("GET", "statements", { query }))).toMatchObject({
      status: 400,
      ...(path ? { path } : {}),
    });
  });
});

describe("formats", () => {
  const named = statement({
    id: ID,
    actor: { objectType: "Group", name: "Team", member: [{ ...LEARNER, name: "Ann", objectType: "Agent" }] },
    verb: { id: "x:v", display: { en: "did", nl: "deed" } },
    object: {
      objectType: "Activity",
      id: "x:q",
      definition: {
        name: { "en-GB": "Colour", "en-US": "Color", nl: "Kleur" },
        interactionType: "choice",
        choices: [{ id: "a", description: { en: "Red", nl: "Rood" } }],
      },
    },
    context: {
      instructor: { ...LEARNER, name: "Ann" },
      contextActivities: { parent: { id: "x:p", definition: { name: { en: "P" } } } },
    },
  });

  async function formatted(format: string, language = "") {
    const { ask } = testLrs();
    await ask("POST", "statements", { body: named });
    const headers = language ? { "accept-language": language } : {};
    return (await (
      await ask("GET", "statements", { query: { statementId: ID, format }, headers })
    ).json()) as Record<string, unknown>;
  }

  test("exact is what was received", async () => {
    const { actor, verb, object } = named;
    expect(await formatted("exact")).toMatchObject({ actor, verb, object });
  });

  test("ids is what identifies", async () => {
    const { actor, verb, object, context, authority } = await formatted("ids");
    expect({ actor, verb, object, context, authority }).toEqual({
      actor: { objectType: "Group", member: [{ ...LEARNER, objectType: "Agent" }] },
      verb: { id: "x:v" },
      object: { objectType: "Activity", id: "x:q" },
      context: { instructor: LEARNER, contextActivities: { parent: [{ id: "x:p" }] } },
      authority: { account: { homePage: "https://lrs.example", name: "tester" } },
    });
  });

  test("canonical picks one language in each map", async () => {
    const { verb, object, actor } = await formatted("canonical", "nl;q=0.5, en-US");
    expect(actor).toEqual(named["actor"]);
    expect(verb).toEqual({ id: "x:v", display: { en: "did" } });
    expect(object).toMatchObject({
      definition: { name: { "en-US": "Color" }, choices: [{ id: "a", description: { en: "Red" } }] },
    });
  });

  test("canonical descriptions come from all statements, for those too that bring none", async () => {
    const { ask } = testLrs();
    const brief = (verb: object, object: object) => statement({ verb, object });
    await ask("POST", "statements", {
      body: brief({ id: "x:v", display: { en: "did" } }, { id: "x:q", definition: { name: { en: "Q" } } }),
    });
    await ask("POST", "statements", {
      body: brief({ id: "x:v", display: { nl: "deed" } }, { id: "x:q", definition: { name: { nl: "V" } } }),
    });
    await ask("POST", "statements", { body: { ...brief({ id: "x:v" }, { id: "x:q" }), id: ID } });
    const query = { statementId: ID, format: "canonical" };
    const got = await (
      await ask("GET", "statements", { query, headers: { "accept-language": "nl" } })
    ).json();
    expect(got).toMatchObject({
      verb: { display: { nl: "deed" } },
      object: { definition: { name: { nl: "V" } } },
    });
    const activity = await (await ask("GET", "activities", { query: { activityId: "x:q" } })).json();
    expect(activity).toEqual({
      objectType: "Activity",
      id: "x:q",
      definition: { name: { en: "Q", nl: "V" } },
    });
  });

  test("a later statement cannot change what was right", async () => {
    const { ask } = testLrs();
    const question = (pattern: string, name: string) =>
      statement({
        object: {
          id: "x:q",
          definition: { name: { en: name }, interactionType: "choice", correctResponsesPattern: [pattern] },
        },
      });
    await ask("POST", "statements", { body: question("a", "Old") });
    await ask("POST", "statements", { body: question("b", "New") });
    expect(await (await ask("GET", "activities", { query: { activityId: "x:q" } })).json()).toMatchObject({
      definition: { name: { en: "New" }, correctResponsesPattern: ["a"] },
    });
  });
});
