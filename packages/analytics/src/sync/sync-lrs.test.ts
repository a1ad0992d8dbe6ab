import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { Chance } from "../simulate/chance.ts";
import type { AnalyticsStore, StatementStore } from "../store.ts";
import { FaultLrs, Killed, reply } from "../testing/fault-lrs.ts";
import type { Faults } from "../testing/fault-lrs.ts";
import { memoryStore } from "../testing/memory-store.ts";
import { PlainStore } from "../testing/plain-store.ts";
import { statement } from "../testing/statements.ts";
import { LrsError } from "./http.ts";
import { syncLrs } from "./sync-lrs.ts";

const NONE: Faults = {
  order: "stored",
  more: "relative",
  pageSize: 10,
  consistentThrough: true,
  date: true,
  tooMany: 0,
  broken: 0,
  emptyPage: 0,
  expired: 0,
  repeated: 0,
};

let onStep: () => void = () => undefined;
let store: AnalyticsStore;
beforeAll(async () => {
  store = await memoryStore(() => onStep());
});
beforeEach(async () => {
  onStep = () => undefined;
  for (const table of ["statements", "activities", "cursors"]) await store.query(`DELETE FROM ${table}`);
});
afterAll(() => store.close());

const idsIn = async () => (await store.query("SELECT id FROM statements ORDER BY id")).map(({ id }) => id);
const said = (n: number, stored = n, seconds = n) =>
  statement({ who: `l${n % 5}`, verb: "answered", seconds, stored });
const many = (from: number, to: number) => Array.from({ length: to - from }, (_, at) => said(from + at));
const run = (lrs: FaultLrs, more: object = {}) =>
  syncLrs({ endpoint: lrs.endpoint, ports: lrs.ports, store, source: "test", commitRows: 20, ...more });
const quiet = (more: Partial<Faults> = {}) => new FaultLrs({ ...NONE, ...more }, new Chance("quiet"));

test("a second run asks for what is new, and for the last ten minutes again", async () => {
  const lrs = quiet();
  // Timestamps that fall while stored rises show what the LRS sorts by.
  lrs.store(...many(0, 95), said(95, 95, 3));
  expect(await run(lrs)).toMatchObject({ read: 96, added: 96 });
  lrs.store(...many(4_000, 4_010));
  const before = lrs.requests.length;
  expect(await run(lrs)).toMatchObject({ added: 10 });
  const since = new URL(lrs.requests[before]?.url ?? "").searchParams.get("since");
  expect(since).toBe(new Date(Date.UTC(2026, 0, 5, 0, 1, 35) - 600_000).toISOString().replace("Z", "000Z"));
  expect(await idsIn()).toEqual(lrs.ids);
});

test("an LRS that sorts by timestamp is found out, and asked for a month again", async () => {
  const lrs = quiet({ order: "timestamp" });
  lrs.store(
    ...many(0, 50).map((one, at) => ({ ...one, stored: new Date(Date.UTC(2026, 0, 20) - at).toISOString() })),
  );
  await run(lrs);
  // Stored now, and happened two weeks before everything else.
  lrs.store({ ...said(60), timestamp: new Date(Date.UTC(2025, 11, 22)).toISOString() });
  expect(await run(lrs)).toMatchObject({ added: 1 });
});

test("a statement that an LRS shows late, with an earlier time, is found by the next run", async () => {
  const lrs = quiet();
  lrs.store(...many(0, 30), said(31, 31, 1));
  await run(lrs);
  lrs.store(said(40, 25, 25));
  expect(await run(lrs)).toMatchObject({ added: 1 });
});

test("what came behind the moment up to which the LRS was complete is asked for again", async () => {
  const lrs = quiet();
  // A minute apart, up to minute 99; the LRS vouches for the first thirty.
  lrs.store(...many(0, 100).map((_, n) => said(n, n * 60, n === 1 ? -60 : n * 60)));
  lrs.now = Date.UTC(2026, 0, 5, 0, 30);
  await run(lrs);
  lrs.store(said(200, 35 * 60 + 1, 35 * 60 + 1));
  expect(await run(lrs)).toMatchObject({ added: 1 });
});

test("reconcile asks for everything again and adds nothing twice", async () => {
  const lrs = quiet();
  lrs.store(...many(0, 40));
  await run(lrs);
  expect(await run(lrs, { reconcile: true })).toMatchObject({ read: 40, added: 0 });
  expect(lrs.requests.filter(({ url }) => url.includes("since="))).toEqual([]);
});

test("an interrupted run is continued from the page it had come to", async () => {
  const lrs = quiet();
  // A minute apart; the second one happened before the first.
  lrs.store(...many(0, 100).map((_, n) => said(n, n * 60, n === 1 ? -60 : n * 60)));
  lrs.lives = 20;
  onStep = lrs.step;
  await expect(run(lrs)).rejects.toThrow(Killed);
  lrs.lives = Infinity;
  const first = lrs.requests.length;
  const { read, added } = await run(lrs);
  expect(lrs.requests[first]?.url).toMatch(/after=/);
  expect(added).toBeLessThan(100);
  // What was left, and the last ten minutes for what came in the meantime.
  expect(read).toBeLessThanOrEqual(added + 20);
  expect(await idsIn()).toEqual(lrs.ids);
});

test("a rest that the LRS asks for is kept, and without one each is longer", async () => {
  const asked = new FaultLrs({ ...NONE, tooMany: 0.5 }, new Chance("3"));
  asked.store(...many(0, 60));
  await run(asked);
  expect(asked.waits.length).toBeGreaterThan(1);
  expect(new Set(asked.waits)).toEqual(new Set([7_000]));
  const broken = new FaultLrs({ ...NONE, broken: 1 }, new Chance("3"));
  await expect(run(broken, { tries: 4 })).rejects.toThrow("did not answer in 4 tries (the last: HTTP 50");
  const [first = 0, second = 0, third = 0] = broken.waits;
  for (const [wait, full] of [
    [first, 1_000],
    [second, 2_000],
    [third, 4_000],
  ] as const) {
    expect(wait).toBeGreaterThanOrEqual(full / 2);
    expect(wait).toBeLessThanOrEqual(full);
  }
});

/** An LRS of a single reply. */
const answering = (answer: (url: URL, version: string) => ReturnType<typeof reply>) => {
  const seen: { url: string; version: string }[] = [];
  const ports = {
    ...quiet().ports,
    get: (url: string, headers: Readonly<Record<string, string>>) => {
      seen.push({ url, version: headers["x-experience-api-version"] ?? "" });
      return Promise.resolve(answer(new URL(url), headers["x-experience-api-version"] ?? ""));
    },
  };
  const sync = () => syncLrs({ endpoint: "https://lrs.example/xapi/", ports, store, source: "one" });
  return { seen, sync };
};

test("the key goes to no other host, whatever the link to the next page says", async () => {
  const { seen, sync } = answering((url) =>
    reply(url, 200, { body: { statements: [said(1)], more: "https://evil.example/statements?more=1" } }),
  );
  await expect(sync()).rejects.toThrow("leads away from https://lrs.example");
  expect(seen).toHaveLength(1);
});

test.each([
  ["last", (statements: readonly object[], more: string) => ({ statements, more })],
  ["first", (statements: readonly object[], more: string) => ({ more, statements })],
  ["among others", (statements: readonly object[], more: string) => ({ statements, more, count: 1 })],
])("where the link to the next page comes %s, each page is asked for once", async (_where, body) => {
  const { seen, sync } = answering((url) => {
    const page = Number(url.searchParams.get("page") ?? 0);
    // A statement may say anything, a link among it.
    const value = { ...said(page), result: { response: ',"more":"/xapi/statements?page=7"}' } };
    return reply(url, 200, { body: body([value], page < 3 ? `/xapi/statements?page=${page + 1}` : "") });
  });
  expect(await sync()).toMatchObject({ read: 4, added: 4 });
  expect(seen.map(({ url }) => new URL(url).searchParams.get("page"))).toEqual([null, "1", "2", "3"]);
});

test("the next page is on its way before this one is parsed, where the link can be seen", async () => {
  const asked: string[] = [];
  const ports = {
    ...quiet().ports,
    get: (url: string) => {
      asked.push(new URL(url).search.slice(0, 4));
      // Nothing comes of parsing it.
      const text = '{"more":"/xapi/statements?p=1","statements":[';
      return Promise.resolve({
        status: 200,
        url,
        header: () => undefined,
        text: () => Promise.resolve(text),
      });
    },
  };
  const sync = syncLrs({ endpoint: "https://lrs.example/xapi/", ports, store, source: "one" });
  await expect(sync).rejects.toThrow("no JSON");
  expect(asked).toEqual(["?asc", "?p=1"]);
});

test("a link that leads in a circle ends the run instead of going round for ever", async () => {
  const { sync } = answering((url) =>
    reply(url, 200, { body: { statements: [said(1)], more: "/xapi/statements?p=1" } }),
  );
  await expect(sync()).rejects.toThrow("leads back to a page that was read");
});

test("an LRS that knows version 2.0 only is asked in that version", async () => {
  const { seen, sync } = answering((url, version) =>
    version === "1.0.3"
      ? reply(url, 400, { headers: { "x-experience-api-version": "2.0.0" } })
      : reply(url, 200, { body: { statements: [said(1)], more: "" } }),
  );
  expect(await sync()).toMatchObject({ added: 1 });
  expect(seen.map(({ version }) => version)).toEqual(["1.0.3", "2.0.0"]);
});

test.each([
  [401, /does not take this key/],
  [301, /the key follows no redirect/],
  [404, /is this the endpoint/],
])("HTTP %i is an answer, not a reason to try again", async (status, words) => {
  const { seen, sync } = answering((url) => reply(url, status));
  await expect(sync()).rejects.toThrow(words);
  await expect(sync()).rejects.toBeInstanceOf(LrsError);
  expect(seen).toHaveLength(2);
});

/** A reply as it came, whatever it is. */
const coming = (url: URL, text: () => Promise<string>) => ({ ...reply(url, 200), text });

test.each([
  ["<html><head><title>Sign in</title></head></html>", /a web page \(`Sign in`\) in place of statements/],
  ["", /nothing at all: is it an LRS's endpoint/],
  ["{", /something that is no JSON/],
])("what is no page of an LRS is told as what it is: %s", async (text, words) => {
  const { sync } = answering((url) => coming(url, () => Promise.resolve(text)));
  await expect(sync()).rejects.toThrow(words);
});

test("a page that breaks off is asked for again", async () => {
  const broken = [true, true, false];
  const { sync, seen } = answering((url) =>
    coming(url, () =>
      broken.shift() === true
        ? Promise.reject(new Error("terminated"))
        : Promise.resolve(JSON.stringify({ statements: [said(1)], more: "" })),
    ),
  );
  expect(await sync()).toMatchObject({ added: 1 });
  expect(seen).toHaveLength(3);
});

test("what no later try would mend is told at once", async () => {
  const { sync, seen } = answering((url) =>
    coming(url, () => Promise.reject(new LrsError("its certificate is none"))),
  );
  await expect(sync()).rejects.toThrow("its certificate is none");
  expect(seen).toHaveLength(1);
});

test("a link to the next page that is none is not taken for the end", async () => {
  const { sync } = answering((url) => reply(url, 200, { body: { statements: [said(1)], more: 7 } }));
  await expect(sync()).rejects.toThrow("a link to the next page that is no text");
});

test("why an LRS does not take a request is told in its own words", async () => {
  const { sync } = answering((url) => reply(url, 400, { body: "limit: at most 500" }));
  await expect(sync()).rejects.toThrow('HTTP 400: it does not take the request (`"limit: at most 500"`)');
});

test("what was read before a circle is kept", async () => {
  const { sync } = answering((url) =>
    reply(url, 200, { body: { statements: [said(1)], more: "/xapi/statements?p=1" } }),
  );
  await expect(sync()).rejects.toThrow("leads back");
  expect(await idsIn()).toHaveLength(1);
});

test("a page of something else is said to be no LRS", async () => {
  const { sync } = answering((url) => reply(url, 200, { body: { hello: 1 } }));
  await expect(sync()).rejects.toThrow(/is it an LRS's endpoint/);
});

describe("several rows of pages at a time", () => {
  /** A minute apart, and every seventh had happened an hour before the LRS got it. */
  const hour = (from: number, to: number) =>
    many(from, to).map((_, at) => {
      const seconds = (from + at) * 60;
      return said(seconds, seconds, at % 7 === 3 ? seconds - 3_600 : seconds);
    });
  const wide = (lrs: FaultLrs, more: object = {}) => run(lrs, { lanePages: 2, ...more });

  test("no more requests at a time than were asked for, and hardly more pages than in one row", async () => {
    const lrs = quiet();
    lrs.store(...hour(0, 600));
    lrs.now = Date.UTC(2026, 0, 8);
    expect(await wide(lrs, { lanePages: 8 })).toMatchObject({ added: 600 });
    expect(await idsIn()).toEqual(lrs.ids);
    expect(lrs.most).toBe(4);
    expect(lrs.requests.length).toBeLessThan(1.5 * 60);
  });

  test.each([
    ["where one request at a time is asked for", {}, { requests: 1 }],
    ["where everything is asked for again", {}, { reconcile: true }],
    ["of an LRS that sorts by timestamp", { order: "timestamp" }, {}],
    ["of an LRS that asks for a rest", { tooMany: 0.9 }, { tries: 100 }],
  ] as const)("one page after the other %s", async (_when, faults, more) => {
    const lrs = quiet(faults);
    lrs.store(...hour(0, 100));
    lrs.now = Date.UTC(2026, 0, 8);
    await wide(lrs, more);
    expect(await idsIn()).toEqual(lrs.ids);
    expect(lrs.most).toBe(1);
  });

  test("nothing is missing of an LRS that sorts by one time and takes `since` for the other", async () => {
    const lrs = quiet({ since: "timestamp" });
    // What was stored late happened before any moment at which a row of pages could begin.
    lrs.store(
      ...hour(0, 400).map((one, at) => (at % 7 === 3 ? { ...one, timestamp: "2026-01-01T00:00:00Z" } : one)),
    );
    lrs.now = Date.UTC(2026, 0, 8);
    await wide(lrs);
    expect(await idsIn()).toEqual(lrs.ids);
  });

  test("an order that turns out to be none is not relied on", async () => {
    const lrs = quiet();
    const all = hour(0, 400);
    lrs.store(...all);
    // Shown two hours late, so that a row which begins in between shows none of them; and one that gives it away.
    for (const at of [51, 91, 131, 171, 211, 251]) lrs.displace(all[at] ?? {}, 2 * 3_600);
    lrs.displace(all[300] ?? {}, 90);
    lrs.now = Date.UTC(2026, 0, 8);
    await wide(lrs);
    expect(await idsIn()).toEqual(lrs.ids);
  });

  test("killed far on, a run goes on where its first row was, and nothing is missing", async () => {
    const lrs = quiet({ expired: 0.02, repeated: 0.2 });
    lrs.store(...hour(0, 600));
    lrs.now = Date.UTC(2026, 0, 8);
    for (const lives of [60, 90, 40, 200]) {
      lrs.lives = lives;
      await wide(lrs).catch((error: unknown) => expect(error).toBeInstanceOf(Killed));
    }
    lrs.lives = Infinity;
    await wide(lrs);
    expect(await idsIn()).toEqual(lrs.ids);
  });
});

describe("killed at random points, with faults of every kind: 0 missing, 0 double", () => {
  const SEEDS = Array.from({ length: 200 }, (_, seed) => seed);

  /** Which faults a seed has; each kind comes in many seeds, and with each other kind. */
  const faultsOf = (chance: Chance): Faults => {
    const sometimes = (share: number) => (chance.happens(0.5) ? share : 0);
    return {
      order: chance.happens(0.3) ? "timestamp" : "stored",
      more: chance.pick(["absolute", "relative", "without-prefix"] as const) ?? "relative",
      pageSize: 1 + chance.below(20),
      consistentThrough: chance.happens(0.5),
      date: chance.happens(0.7),
      tooMany: sometimes(0.15),
      broken: sometimes(0.1),
      emptyPage: sometimes(0.15),
      expired: sometimes(0.01),
      repeated: sometimes(0.3),
    };
  };

  /** Seeds in which several rows of pages were read at a time. */
  let parallel = 0;

  /** Four rounds of arrivals, runs that die, runs that do not. @returns how many died */
  async function play(seed: number, fresh: (onStep: () => void) => Promise<Played>): Promise<number> {
    const chance = new Chance(`kill ${seed}`);
    const lrs = new FaultLrs(faultsOf(chance), chance);
    const into = await fresh(lrs.step);
    const sync = () =>
      run(lrs, {
        ...{ store: into.store, source: `seed ${seed}`, commitRows: 1 + chance.below(40) },
        ...{ requests: 1 + chance.below(4), lanePages: 1 + chance.below(3) },
      });
    let kills = 0;
    let clock = 0;
    for (let round = 0; round < 4; round++) {
      // What is stored late is stored up to nine minutes late, and happened up to twenty days before.
      for (let n = 10 + chance.below(round === 0 && seed % 4 === 0 ? 200 : 40); n > 0; n--) {
        clock += chance.below(100);
        const late = chance.happens(0.1) ? chance.below(540) : 0;
        const ago = chance.happens(0.2) ? chance.below(20 * 86_400) : 0;
        lrs.store(said(clock, clock - late, clock - late - ago));
      }
      lrs.now = Date.UTC(2026, 0, 5) + clock * 1_000;
      lrs.lives = chance.below(seed % 4 === 0 ? 150 : 25);
      await sync().catch((error: unknown) => {
        if (!(error instanceof Killed)) throw error;
        kills += 1;
      });
      lrs.lives = Infinity;
      if (chance.happens(0.3)) lrs.forgetLinks();
      if (chance.happens(0.5)) await sync();
    }
    await sync();
    expect(await into.ids(), `seed ${seed}`).toEqual(lrs.ids);
    parallel += lrs.most > 1 ? 1 : 0;
    return kills;
  }

  test("200 seeds", async () => {
    let kills = 0;
    for (const seed of SEEDS)
      kills += await play(seed, (step) => {
        const plain = new PlainStore(step);
        return Promise.resolve({ store: plain, ids: () => Promise.resolve(plain.ids) });
      });
    expect(kills).toBeGreaterThan(500);
    expect(parallel).toBeGreaterThan(50);
  }, 180_000);

  test("twelve of them into DuckDB itself", async () => {
    for (const seed of SEEDS.slice(0, 12))
      await play(seed, async (step) => {
        await store.query("DELETE FROM statements");
        onStep = step;
        return { store, ids: idsIn };
      });
  }, 180_000);
});

interface Played {
  readonly store: StatementStore;
  readonly ids: () => Promise<readonly unknown[]>;
}
