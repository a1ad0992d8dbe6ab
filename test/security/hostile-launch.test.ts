/** The address that opened the unit is anybody's: a link in a mail can hold whatever its sender likes. */
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { launchInQuery, readLaunch } from "../../packages/session/src/launch.ts";
import { answered, Tab } from "../../packages/session/src/testing/harness.ts";

const PAGE = "https://content.example/unit-1.html";
const SCRIPT = `"><script>alert(1)</script><img src=x onerror=alert(1)>`;
const ACTOR = { account: { homePage: "https://lms.example", name: "u-1" } };
const SOUND = {
  endpoint: "https://lms.example/xapi/",
  fetch: "https://lms.example/fetch?session=1",
  actor: JSON.stringify(ACTOR),
  registration: "11111111-1111-4111-8111-111111111111",
  activityId: "https://lms.example/activity/1",
};
const address = (change: Readonly<Record<string, string>>) =>
  `${PAGE}?${new URLSearchParams({ ...SOUND, ...change }).toString()}`;

/** Opens a page with this address; whatever it is, the page stands and has an answer. */
async function opened(url: string) {
  const tab = new Tab();
  const session = await tab.open(url);
  session.record(answered());
  session.keep({ page: 1 });
  await tab.rest();
  return { tab, session };
}

const NO_ADDRESS = [
  "javascript:alert(1)//",
  "java\nscript:alert(1)//",
  'data:application/json,{"auth-token":"x"}',
  "blob:https://content.example/1-2-3",
  "file:///etc/passwd",
  "ftp://lms.example/",
  "about:blank",
  "//",
  "https://",
  "https://user:secret@lms.example/",
  "https://user@lms.example/",
  "https://lms.example/xapi#",
  "https://lms.example/xapi#/statements/",
];

test.each(["endpoint", "fetch"].flatMap((name) => NO_ADDRESS.map((value) => [name, value] as const)))(
  "%s=%j is refused, and nothing is asked of anybody",
  async (name, value) => {
    const { tab, session } = await opened(address({ [name]: value }));
    expect(session.view).toMatchObject({ phase: "refused", reason: "launch-incomplete" });
    expect(tab.lms.requests).toEqual([]);
  },
);

test("an address of the LMS may be relative to the page, and may be plain http", () => {
  for (const change of [{ endpoint: "/xapi", fetch: "/fetch" }, { endpoint: "http://l.example/x/" }])
    expect(readLaunch(address(change)).type).toBe("launch");
});

/** What `JSON.parse` takes and `JSON.stringify` does not. */
const deep = (text: string, depth = 10_000) => `${'{"x":'.repeat(depth)}${text}${"}".repeat(depth)}`;

test.each([
  ["a list", JSON.stringify([ACTOR])],
  ["a text", '"u-1"'],
  ["a number", "1e999"],
  ["true", "true"],
  ["no JSON", `{"account":${SCRIPT}`],
  ["a group", JSON.stringify({ ...ACTOR, objectType: "Group" })],
  ["an account of a wrong type", JSON.stringify({ account: [ACTOR.account] })],
  ["a name of a wrong type", JSON.stringify({ account: { ...ACTOR.account, name: { toString: 1 } } })],
  ["something 10,000 levels deep", `{"account":${JSON.stringify(ACTOR.account)},"x":${deep("1")}}`],
  ["an account only in its prototype", `{"__proto__":${JSON.stringify(ACTOR)}}`],
])("an actor that is %s is refused", async (_, actor) => {
  const { tab, session } = await opened(address({ actor }));
  expect(session.view).toMatchObject({ phase: "refused", reason: "actor-invalid" });
  expect(tab.lms.requests).toEqual([]);
});

test("an actor's name that is no text is no learner's name; a script in it stays a text", async () => {
  for (const [name, learner] of [
    [["x"], undefined],
    [{ html: SCRIPT }, undefined],
    [SCRIPT, SCRIPT],
  ] as const) {
    const { session } = await opened(address({ actor: JSON.stringify({ ...ACTOR, name }) }));
    expect(session.view.learner).toBe(learner);
  }
});

test("an actor of a megabyte is sent as it came; an LMS that cannot take it has refused the launch", async () => {
  const big = JSON.stringify({ ...ACTOR, name: "x".repeat(1_000_000) });
  const tab = new Tab();
  tab.lms.fault = ({ method }) =>
    method === "POST" ? { status: 200, body: '{"auth-token":"t"}' } : { status: 414, body: "" };
  const session = await tab.open(address({ actor: big }));
  expect(session.view).toMatchObject({ phase: "refused", reason: "launch-data-missing" });
  expect(new URL(tab.lms.requests[1]?.url ?? "").searchParams.get("agent")).toBe(big);
});

test("a token that no header can carry is refused, wherever it comes from", async () => {
  const { fetch: _, ...rest } = SOUND;
  for (const auth of ["a\r\nX-Evil: 1", "tökén\u0100", "\u0000"]) {
    const url = `${PAGE}?${new URLSearchParams({ ...rest, auth }).toString()}`;
    expect((await opened(url)).session.view).toMatchObject({ reason: "launch-incomplete" });
    const tab = new Tab();
    tab.lms.fault = (request) =>
      request.method === "POST" ? { status: 200, body: JSON.stringify({ "auth-token": auth }) } : undefined;
    const session = await tab.open(tab.lms.launch());
    expect(session.view).toMatchObject({ phase: "refused", reason: "token-failed" });
  }
});

test("names of prototypes, twice-named and damaged parameters do no harm", async () => {
  for (const more of [
    "__proto__=x&constructor=y&prototype=z&toString=1&hasOwnProperty=2",
    "__proto__[endpoint]=https://evil.example&constructor.prototype.fetch=1",
    "%&%%&%E0%A4%A&%zz=%u0041&=&&&=x",
    "endpoint=&fetch=&actor=&registration=&activityId=",
    `x=${"y".repeat(1_000_000)}`,
    Array.from({ length: 10_000 }, (_, index) => `p${index}=1`).join("&"),
  ]) {
    for (const url of [`${address({})}&${more}`, `${PAGE}?${more}&${address({}).split("?")[1]}`]) {
      const reading = readLaunch(url);
      expect(reading).toMatchObject({
        type: "launch",
        launch: { endpoint: SOUND.endpoint, fetch: SOUND.fetch },
      });
      expect(launchInQuery(url)).toBeUndefined();
    }
  }
  expect(({} as Record<string, unknown>)["endpoint"]).toBeUndefined();
});

test("what lies on disk is named by the session, and gives away neither its token nor where that comes from", () => {
  const { fetch: _, ...rest } = SOUND;
  for (const url of [address({}), `${PAGE}?${new URLSearchParams({ ...rest, auth: "dTpw" }).toString()}`]) {
    const reading = readLaunch(url);
    const key = reading.type === "launch" ? reading.launch.key : "";
    expect(key).toContain(SOUND.registration);
    expect(key).not.toMatch(/lms\.example\/fetch|session=1|dTpw/);
  }
});

test("a token that a cookie may bring is fetched without cookies where it would go to another origin", async () => {
  const asked = async (url: string) => (await opened(url)).tab.lms.requests[0];
  const own = { endpoint: `${new URL(PAGE).origin}/xapi/`, fetch: "/fetch" };
  expect((await asked(address({ ...own, endpoint: "https://evil.example/xapi/" })))?.anonymous).toBe(true);
  expect((await asked(address(own)))?.anonymous).toBeUndefined();
});

test("whatever the address is, the page opens with an answer", async () => {
  const value = fc.oneof(
    fc.constantFrom(
      ...NO_ADDRESS,
      SCRIPT,
      "",
      "null",
      "[]",
      "{}",
      "undefined",
      "NaN",
      "-1",
      "1e999",
      ...Object.values(SOUND),
    ),
    fc.string({ unit: "binary", maxLength: 40 }),
    fc.json({ maxDepth: 4 }),
  );
  const name = fc.constantFrom(
    ...["endpoint", "fetch", "auth", "actor", "registration", "activityId", "activity_id", "returnURL"],
    ...["returnUrl", "__proto__", "constructor", "launchMode", "x"],
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(name, value), { maxLength: 12 }),
      fc.constantFrom("?", "#", "#/x?", "?a=1?"),
      async (pairs, mark) => {
        const query = pairs.map(([key, text]) => new URLSearchParams({ [key]: text }).toString()).join("&");
        const { tab, session } = await opened(`${PAGE}${mark}${query}`);
        expect(["refused", "standalone", "starting", "ended"]).toContain(session.view.phase);
        // The token of a stranger's LMS is asked for; nothing else goes out, since no token comes back.
        for (const { url, method, headers } of tab.lms.requests) {
          expect(method).toBe("POST");
          expect(headers).toBeUndefined();
          expect(new URL(url, PAGE).protocol).toMatch(/^https?:$/);
        }
      },
    ),
    { numRuns: 300 },
  );
});
