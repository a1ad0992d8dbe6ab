import { expect, test } from "vitest";
import { isSafeAddress } from "./safe-address.ts";
import { readAnswer } from "./token-answer.ts";

const ACTOR = { account: { homePage: "https://school.example", name: "7" } };
const GOOD = {
  endpoint: "https://lrs.example/xapi/",
  "auth-token": "dG9rZW4=",
  actor: ACTOR,
  registration: "11111111-1111-4111-8111-111111111111",
};
const answer = (body: unknown, status = 200) => readAnswer({ status, body: JSON.stringify(body) });

test("a whole answer is read, and only what it has to hold", () => {
  expect(answer({ ...GOOD, more: 1, actor: { ...ACTOR, mbox: "mailto:ada@school.example" } })).toEqual({
    endpoint: GOOD.endpoint,
    token: "dG9rZW4=",
    actor: { objectType: "Agent", ...ACTOR },
    registration: GOOD.registration,
  });
});

test.each([
  ["an LRS without encryption", { endpoint: "http://lrs.example/xapi/" }],
  ["an LRS that is a script", { endpoint: "javascript:alert(1)" }],
  ["an LRS with a password", { endpoint: "https://me:secret@lrs.example/" }],
  ["an LRS with a fragment", { endpoint: "https://lrs.example/#x" }],
  ["a relative LRS", { endpoint: "/xapi/" }],
  ["a token with a line break", { "auth-token": "a\r\nX-Evil: 1" }],
  ["an empty token", { "auth-token": "" }],
  ["an endless token", { "auth-token": "a".repeat(9_000) }],
  ["no account", { actor: { mbox: "mailto:ada@school.example" } }],
  ["an account of nobody", { actor: { account: { homePage: "https://school.example", name: "" } } }],
  ["an account of no place", { actor: { account: { homePage: "school", name: "7" } } }],
  ["an actor that is a list", { actor: [ACTOR] }],
  ["a registration that is no UUID", { registration: "1" }],
])("%s is no answer", (_, change) => {
  expect(answer({ ...GOOD, ...change })).toBeUndefined();
});

test.each([[null], [[]], ["text"], [7], [{}], [{ "error-code": "3" }]])("%j is no answer", (body) => {
  expect(answer(body)).toBeUndefined();
});

test("an error, a page, nothing, and an answer without end are none", () => {
  expect(answer(GOOD, 500)).toBeUndefined();
  expect(answer(GOOD, 302)).toBeUndefined();
  expect(readAnswer({ status: 200, body: "<!doctype html>" })).toBeUndefined();
  expect(readAnswer({ status: 0, body: "" })).toBeUndefined();
  expect(answer({ ...GOOD, more: "x".repeat(65_536) })).toBeUndefined();
});

test.each([
  ["https://tokens.example/give?course=1", true],
  ["http://127.0.0.1:8080/token", true],
  ["http://localhost/token", true],
  ["http://[::1]:1/token", true],
  ["http://tokens.example/", false],
  ["http://127.0.0.1.example/", false],
  ["https://key:secret@tokens.example/", false],
  ["https://tokens.example/#give", false],
  ["https://tokens.example/a b", false],
  ["ftp://tokens.example/", false],
  ["tokens.example", false],
])("%s: may a token come from there? %s", (url, safe) => {
  expect(isSafeAddress(url)).toBe(safe);
});
