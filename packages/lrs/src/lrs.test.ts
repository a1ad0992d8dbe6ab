import { expect, test } from "vitest";
import { createLrs } from "./lrs.ts";
import { createMemoryStore } from "./memory-store.ts";

const statement = {
  id: "fd41c918-b88b-4b20-a0a5-a4c32391aaa0",
  actor: { mbox: "mailto:learner@example.com" },
  verb: { id: "http://adlnet.gov/expapi/verbs/experienced", display: { en: "experienced" } },
  object: { id: "https://example.com/page/1", definition: { name: { en: "Page", nl: "Bladzijde" } } },
};

function lrs() {
  let next = 0;
  return createLrs({
    store: createMemoryStore(),
    now: () => Date.UTC(2026, 0, 31, 8, 30),
    ids: () => `00000000-0000-4000-8000-${String((next += 1)).padStart(12, "0")}`,
    authority: { account: { homePage: "https://lrs.example", name: "tester" } },
    onError: (error) => {
      throw error;
    },
  });
}

const headers = { "x-experience-api-version": "1.0.3", "content-type": "application/json" };

test("a statement that was posted can be read back", async () => {
  const { fetch } = lrs();
  const posted = await fetch(
    new Request("http://localhost/xapi/statements", {
      method: "POST",
      headers,
      body: JSON.stringify(statement),
    }),
  );
  expect(posted.status).toBe(200);
  expect(await posted.json()).toEqual([statement.id]);
  const got = await fetch(
    new Request(`http://localhost/xapi/statements?statementId=${statement.id}`, { headers }),
  );
  expect(await got.json()).toMatchObject({
    ...statement,
    version: "1.0.0",
    stored: "2026-01-31T08:30:00.000000Z",
  });
});
