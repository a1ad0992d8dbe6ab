import type { HttpReply } from "@tessera/analytics";
import type { StoredStatement } from "@tessera/analytics/simulate";
import { VERBS } from "@tessera/xapi";
import { beforeEach, expect, test } from "vitest";
import { StatementSender } from "./statement-sender.ts";

const ENDPOINT = "https://lrs.example/xapi/";
const id = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`;
const actor = { objectType: "Agent", account: { homePage: "https://x.example", name: "a" } } as const;
const said = (n: number, voids?: number) =>
  ({
    id: id(n),
    actor,
    verb: voids === undefined ? VERBS.answered : VERBS.voided,
    object:
      voids === undefined ? { id: "https://x.example/q" } : { objectType: "StatementRef", id: id(voids) },
    timestamp: "2026-01-05T00:00:00.000Z",
    stored: "2026-01-05T00:00:01.000Z",
    authority: actor,
    version: "1.0.3",
  }) as unknown as StoredStatement;

interface Asked {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: readonly { readonly id: string; readonly stored?: string; readonly version?: string }[];
}
type Answer = { status: number; headers?: Readonly<Record<string, string>>; body?: unknown };
let asked: Asked[];
let waits: number[];
beforeEach(() => {
  [asked, waits] = [[], []];
});

function sender(answer: (request: Asked) => Answer, door: object = {}) {
  const ask = (url: string, headers: Asked["headers"], body = "[]"): Promise<HttpReply> => {
    const request = { url: new URL(url), headers, body: JSON.parse(body) as Asked["body"] };
    asked.push(request);
    const { status, headers: theirs = {}, body: text } = answer(request);
    const header = (name: string) => theirs[name];
    return Promise.resolve({ status, url, header, text: () => Promise.resolve(JSON.stringify(text ?? "")) });
  };
  return new StatementSender(
    { endpoint: ENDPOINT, ...door },
    {
      get: (url, headers) => ask(url, headers),
      post: ask,
      wait: (ms) => Promise.resolve(void waits.push(ms)),
      now: () => 0,
      chance: () => 0,
    },
  );
}
const send = async (to: StatementSender, statements: readonly StoredStatement[]) => {
  await to.add(statements);
  await to.end();
  return to.sent;
};
const ids = () => asked.map(({ body }) => body.map((one) => one.id));

test("each id is sent once, without what an LRS says itself, and what voids after all that is voided", async () => {
  const to = sender(() => ({ status: 200 }), { authorization: "Basic abc" });
  await to.add([said(9, 1), said(1), said(2), said(1)]);
  expect(await send(to, [said(3)])).toBe(4);
  expect(ids()).toEqual([[id(1), id(2), id(3)], [id(9)]]);
  for (const { headers, body } of asked) {
    expect(headers).toMatchObject({ authorization: "Basic abc", "x-experience-api-version": "1.0.3" });
    for (const one of body) expect(Object.keys(one)).not.toContain("stored");
  }
});

test("a rest that the LRS asks for is kept, and the batch comes again", async () => {
  const busy = [429, 503];
  const to = sender(() => {
    const status = busy.shift();
    return status === undefined ? { status: 200 } : { status, headers: { "retry-after": "7" } };
  });
  expect(await send(to, [said(1)])).toBe(1);
  expect(waits).toEqual([7_000, 7_000]);
});

test("an LRS that is down is told after some tries, and nothing counts as sent", async () => {
  const to = sender(() => ({ status: 502 }));
  await expect(send(to, [said(1)])).rejects.toThrow(
    "lrs.example did not answer in 8 tries (the last: HTTP 502)",
  );
  expect(to.sent).toBe(0);
});

test("a batch that is too large comes in halves, and so do those after it", async () => {
  const to = sender(({ body }) => ({ status: body.length > 60 ? 413 : 200 }));
  const many = Array.from({ length: 600 }, (_, n) => said(n));
  expect(await send(to, many)).toBe(600);
  expect(ids().filter((some) => some.length > 63)).toHaveLength(3);
  expect(new Set(ids().flat()).size).toBe(600);
});

test("a statement that the LRS has exactly so counts as sent, and the others of its batch are sent", async () => {
  const { stored: _stored, ...held } = said(2);
  const to = sender(({ url, body }) => {
    if (url.searchParams.has("voidedStatementId")) return { status: 200, body: held };
    if (url.searchParams.has("statementId")) return { status: 404 };
    return { status: body.some((one) => one.id === id(2)) ? 409 : 200 };
  });
  expect(await send(to, [said(1), said(2), said(3)])).toBe(3);
});

test("a statement that the LRS has otherwise under this id is not taken for it", async () => {
  const other = { ...said(1), timestamp: "2026-02-05T00:00:00.000Z" };
  const to = sender(({ url }) => (url.search === "" ? { status: 409 } : { status: 200, body: other }));
  await expect(send(to, [said(1)])).rejects.toThrow("has another statement of the id");
});

test.each([
  [409, /has another statement of the id 00000000-0000-4000-8000-000000000001: was this seed sent before/],
  [400, /takes one of the statements for wrong \(`"actor: no"`\)/],
  [401, /does not take this key and secret/],
  [403, /may not write statements/],
  [404, /is this the endpoint/],
  [302, /the key follows no redirect/],
])("HTTP %i ends it in words, at once", async (status, words) => {
  const to = sender(({ url }) => (url.search === "" ? { status, body: "actor: no" } : { status: 404 }));
  await expect(send(to, [said(1)])).rejects.toThrow(words);
  expect(waits).toEqual([]);
});

test("an LRS that knows version 2.0 only is spoken to in that version", async () => {
  const to = sender(({ headers }) =>
    headers["x-experience-api-version"] === "2.0.0"
      ? { status: 200 }
      : { status: 400, headers: { "x-experience-api-version": "2.0.0" } },
  );
  expect(await send(to, [said(1)])).toBe(1);
  expect(asked.map(({ body }) => body[0]?.version)).toEqual(["1.0.3", undefined]);
});
