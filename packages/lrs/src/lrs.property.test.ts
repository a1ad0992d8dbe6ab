import fc from "fast-check";
import { expect, test } from "vitest";
import { STATEMENT_PARAMETERS } from "./resources/get-statements.ts";
import { ROUTES } from "./routes.ts";
import { foundIds, LEARNER, numberedId, statement, testLrs } from "./testing/test-lrs.ts";

const method = fc.constantFrom("GET", "HEAD", "PUT", "POST", "DELETE");
const resource = fc.constantFrom(...Object.keys(ROUTES));
const parameter = fc.constantFrom(...STATEMENT_PARAMETERS, "activityId", "stateId", "profileId", "method");
const value = fc.oneof(
  fc.constantFrom(
    "true",
    "0",
    "x:y",
    numberedId(1),
    JSON.stringify(LEARNER),
    "2026-01-31T08:30:00Z",
    "canonical",
    "GET",
  ),
  fc.string(),
);
const header = fc.constantFrom("if-match", "if-none-match", "content-type", "accept", "accept-language");
const headerValue = fc.constantFrom(
  "*",
  '"etag"',
  "application/json",
  "multipart/mixed; boundary=b",
  "application/x-www-form-urlencoded",
  "text/html;q=0.3, nl",
  ";;,,q=",
);
const body = fc.oneof(
  fc.json(),
  fc.string(),
  fc.constant(JSON.stringify(statement())),
  fc.constant("--b\r\ncontent-type: application/json\r\n\r\n{}\r\n--b--"),
  fc.uint8Array(),
);

test("whatever is asked, the answer is an answer: no 500, and always a version", async () => {
  await fc.assert(
    fc.asyncProperty(
      method,
      resource,
      fc.dictionary(parameter, value, { maxKeys: 4 }),
      fc.dictionary(header, headerValue, { maxKeys: 2 }),
      body,
      async (asked, where, query, headers, content) => {
        const { ask, errors } = testLrs();
        const carries = asked === "PUT" || asked === "POST";
        const answer = await ask(asked, where, { query, headers, ...(carries ? { body: content } : {}) });
        expect(errors).toEqual([]);
        expect(answer.status).toBeLessThan(500);
        expect(answer.headers.get("x-experience-api-version")).toBe("1.0.3");
      },
    ),
    { numRuns: 500 },
  );
});

test("a batch is stored whole or not at all, and only sound ones are", async () => {
  const sound = fc.integer({ min: 1, max: 6 }).map((number) => statement({ id: numberedId(number) }));
  const unsound = fc.constantFrom(statement({ verb: { id: "no" } }), { ...statement(), extra: 1 }, 7, null);
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.oneof({ weight: 6, arbitrary: sound }, unsound), { maxLength: 5 }),
      async (batch) => {
        const { ask } = testLrs();
        const answer = await ask("POST", "statements", { body: batch });
        const ids = batch.map((one) => (one as { id?: string } | null)?.id);
        const isSound = ids.every((id) => id !== undefined) && new Set(ids).size === ids.length;
        expect(answer.status).toBe(isSound ? 200 : 400);
        expect(await foundIds(ask, { ascending: "true" })).toEqual(isSound ? ids : []);
      },
    ),
  );
});
