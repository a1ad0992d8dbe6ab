/** What lies in the browser's storage was written by this player, by an older one, or by any page of the same origin. */
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { layeredStore } from "../../packages/session/src/layered-store.ts";
import type { Database } from "../../packages/session/src/layered-store.ts";
import type { OutboxEntry } from "../../packages/session/src/outbox-store.ts";
import { readLaunch } from "../../packages/session/src/launch.ts";
import { createSession } from "../../packages/session/src/unit-session.ts";
import { verbs } from "../../packages/session/src/testing/fake-lms.ts";
import { answered, left, Tab, UNIT } from "../../packages/session/src/testing/harness.ts";
import { settle } from "../../packages/session/src/testing/virtual-clock.ts";

const SCRIPT = `"><img src=x onerror=alert(1)>`;
const leaf = fc.constantFrom<unknown>(null, true, -1, 1e308, "", "x", SCRIPT, [], {}, [null], { id: 5 });
const part = (of: Readonly<Record<string, unknown>>) =>
  fc.record(
    Object.fromEntries(Object.entries(of).map(([name, sound]) => [name, fc.oneof(fc.constant(sound), leaf)])),
    {
      requiredKeys: [],
    },
  );
const statement = fc.oneof(
  leaf,
  part({
    id: "22222222-2222-4222-8222-222222222222",
    timestamp: "2026-01-04T09:00:00.000Z",
    verb: { id: "http://adlnet.gov/expapi/verbs/answered", display: { en: "answered" } },
    actor: { objectType: "Agent", account: { homePage: "https://lms.example", name: "u-1" } },
    object: { id: "https://example.org/q", objectType: "Activity", definition: {} },
    result: { score: { scaled: 1 } },
    context: { contextActivities: { parent: [null], other: null }, extensions: null },
  }),
);

/** Opens a page over storage that holds this, as text on the shelf and as records of the database. */
async function opened(entries: readonly unknown[], note: string, tab = new Tab()) {
  const url = tab.lms.launch();
  const reading = readLaunch(url);
  const { scope = "", key = "" } = reading.type === "launch" ? reading.launch : {};
  const texts = new Map<string, string>([
    [`tessera-note ${scope} time`, note],
    [`tessera-note ${scope} state`, note],
    [`tessera-outbox ${scope} `, note],
  ]);
  entries.forEach((entry, at) =>
    texts.set(`tessera-outbox ${at % 2 ? key : `${scope} other`} ${at}`, JSON.stringify(entry)),
  );
  const database: Database = {
    write: async () => {},
    list: async () => entries.filter((entry) => typeof entry === "object" && entry !== null) as OutboxEntry[],
    keepOnly: async () => {},
  };
  const shelf = {
    isThere: true,
    set: (name: string, text: string) => !!texts.set(name, text),
    get: (name: string) => texts.get(name),
    remove: (name: string) => void texts.delete(name),
    names: () => [...texts.keys()],
  };
  tab.store.set(`tessera-session ${key}`, note);
  const outbox = layeredStore({ shelf, database, now: () => tab.clock.now(), pause: settle });
  const session = createSession({ unit: UNIT, url, ports: { ...tab.ports(), outbox } });
  void session.start();
  await tab.rest();
  return { tab, session };
}

test("whatever lies in storage, the unit opens, records and ends", async () => {
  const session = fc.constantFrom("other", "", "x y z");
  const entry = fc.oneof(
    leaf,
    fc.record(
      { session, seq: fc.oneof(fc.integer(), leaf), statement, defined: leaf, carried: leaf, parked: leaf },
      { requiredKeys: [] },
    ),
  );
  const note = fc.constantFrom(
    "",
    "null",
    "{}",
    "[]",
    "1e999",
    "-5",
    SCRIPT,
    '{"activeMs":"x","lastTime":{}}',
    '{"draft":5}',
  );
  await fc.assert(
    fc.asyncProperty(fc.array(entry, { maxLength: 6 }), note, async (entries, text) => {
      const { tab, session: page } = await opened(entries, text);
      expect(page.view.phase).toBe("active");
      page.record(answered());
      await tab.rest();
      for (const { at } of page.pending()) expect(Date.parse(at)).not.toBeNaN();
      await left(tab, page);
      expect(verbs(tab.lms.stored())).toMatch(
        /^initialized .*answered.* terminated$|^initialized answered terminated$/,
      );
    }),
    { numRuns: 200 },
  );
});

const ACTOR = { objectType: "Agent", account: { homePage: "https://lms.example", name: "u-1" } };
const SOUND = {
  id: "22222222-2222-4222-8222-222222222222",
  timestamp: "2026-01-04T09:00:00.000Z",
  actor: ACTOR,
  verb: { id: "http://adlnet.gov/expapi/verbs/answered", display: { en: "answered" } },
  object: { id: "https://example.org/q", objectType: "Activity" },
};

test.each([
  [
    "a context of wrong types",
    { context: { contextActivities: { parent: [null], other: "x" }, extensions: null } },
  ],
  ["lists that are none", { context: { contextActivities: null } }],
  ["an object of wrong types", { object: { definition: null } }],
  ["a result of wrong types", { result: null }],
  [
    "a verdict without a score",
    { verb: { id: "http://adlnet.gov/expapi/verbs/passed" }, result: { score: null } },
  ],
  ["a time that is none", { timestamp: "x" }],
  ["a word of a wrong type", { verb: { ...SOUND.verb, display: null } }],
])(
  "a statement that an earlier session left with %s does not keep the unit from opening",
  async (_, change) => {
    const entry = { session: "other", seq: 1, defined: false, statement: { ...SOUND, ...change } };
    const { tab, session } = await opened([entry], "");
    expect(session.view.phase).toBe("active");
    expect(() => session.pending()).not.toThrow();
    session.record(answered());
    await tab.rest(120_000);
    await left(tab, session);
    expect(verbs(tab.lms.stored())).toMatch(/^initialized .*answered terminated$/);
  },
);

test("a link with another learner and another LMS does not wipe what this learner's answers wait in", async () => {
  const tab = new Tab();
  tab.lms.fault = ({ url }) => (url.includes("/statements") ? { status: 503, body: "" } : undefined);
  const session = await tab.open(tab.lms.launch());
  session.record(answered());
  await tab.rest();
  const waits = async () =>
    (await tab.outbox.list("")).map(({ statement: { verb } }) => verb.id.split("/").at(-1));
  expect(await waits()).toContain("answered");
  tab.silence();
  const strange = new URL(tab.lms.launch());
  strange.searchParams.set(
    "actor",
    JSON.stringify({ account: { homePage: "https://lms.example", name: "stranger" } }),
  );
  strange.searchParams.set("fetch", "https://evil.example/fetch");
  const other = await tab.open(strange.href);
  expect(other.view.phase).toBe("refused");
  expect(await waits()).toContain("answered");
});
