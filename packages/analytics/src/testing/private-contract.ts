/** What every store promises of people in it, whatever engine it stands on: one suite, run by each engine's tests. */
import { createHash } from "node:crypto";
import { readPeople } from "@tessera/portfolio";
import { expect, test } from "vitest";
import { peopleTables } from "../people/people-tables.ts";
import { pseudonymOf } from "../private/keyed-names.ts";
import { oldestKept } from "../private/retention.ts";
import type { PrivateOptions } from "../private/store-rules.ts";
import { REPORTS } from "../reports/reports.ts";
import type { AnalyticsStore } from "../store.ts";
import { syncFiles } from "../sync/sync-files.ts";
import { ndjson, textFile } from "./memory-store.ts";
import { at, freshId, statement, voiding } from "./statements.ts";
import type { Json } from "./statements.ts";

export interface OpenOptions extends PrivateOptions {
  readonly keepRaw?: boolean;
  readonly readOnly?: boolean;
}

/** The same place each time, until it is emptied. */
export interface StorePlace {
  open(options?: OpenOptions): Promise<AnalyticsStore>;
  /** @param onStep - throws in the middle */
  forget(
    who: { readonly actor: string; readonly freshKey: string },
    onStep?: (step: string) => void,
  ): Promise<{ readonly statements: number; readonly texts: number }>;
  /** @returns how many statements are gone */
  dropOlder(oldest: number): Promise<number>;
  /** Every byte that the store has on a disk, or what comes closest to it. */
  bytes(): Promise<string>;
  empty(): Promise<void>;
}

export const KEY = "0123456789abcdef".repeat(4);
export const HOME = "https://lms.example";
export const QUINBY = `${HOME}|quinby.zafferano`;

const who = (name: string) => ({ account: { homePage: HOME, name } });
const unit = "https://u.example/1";
const quinby = statement({ who: "quinby.zafferano", verb: "passed", seconds: 1, unit });
const ada = statement({ who: "ada", verb: "passed", seconds: 2, unit });
const wrong = statement({ who: "ada", verb: "answered", seconds: 3 });
const seen: Json = {
  ...statement({ who: "ada", verb: "answered", seconds: 4 }),
  object: { objectType: "Agent", ...who("quinby.zafferano") },
};
const context = (ada["context"] ?? {}) as Json;
const taught: Json = { ...ada, id: freshId(), context: { ...context, instructor: who("quinby.zafferano") } };
const voids: Json = { ...voiding(wrong["id"], 6), actor: who("quinby.zafferano") };
export const ALL = [quinby, ada, wrong, seen, taught, voids];

export function inPlace(place: StorePlace) {
  return {
    async sync(values: readonly Json[], more: OpenOptions = {}, mark = freshId()) {
      const store = await place.open(more);
      const { oldest } = store;
      const summary = await syncFiles({ store, files: [textFile("a.ndjson", ndjson(values), mark)] });
      store.close();
      return { ...summary, oldest };
    },
    async rows(sql: string) {
      const store = await place.open({ readOnly: true });
      const found = await store.query(sql);
      store.close();
      return found;
    },
    async actors() {
      const rows = await this.rows("SELECT DISTINCT actor FROM statements ORDER BY actor");
      return rows.map(({ actor }) => actor);
    },
    forget: (onStep?: (step: string) => void) => place.forget({ actor: QUINBY, freshKey: KEY }, onStep),
  };
}

/** @param steps - of forgetting, at which it can be stopped */
export function privateContract(place: StorePlace, steps: readonly string[]): void {
  const here = inPlace(place);

  test("who is forgotten is in no byte of the store, and no sync brings them back", async () => {
    await here.sync(ALL, { keepRaw: true });
    expect(await place.bytes()).toContain("zafferano");
    expect(await here.forget()).toMatchObject({ statements: 2, texts: 2 });
    expect(await place.bytes()).not.toMatch(/quinby|zafferano/);
    const again = await here.sync(ALL);
    expect([...again.unusable]).toEqual([["of somebody who was forgotten", 2]]);
    expect(await place.bytes()).not.toMatch(/quinby|zafferano/);
    expect(await here.actors()).toEqual(["forgotten", `${HOME}|ada`]);
  });

  test("what somebody voided who is forgotten stays voided, and what others said stays", async () => {
    await here.sync(ALL, { keepRaw: true });
    await here.forget();
    const kept = await here.rows(
      "SELECT id, voids, CASE WHEN raw IS NULL THEN 1 ELSE 0 END AS blank, instructor FROM statements ORDER BY stamp, id",
    );
    expect(kept.map(({ id }) => id)).toEqual([ada, taught, wrong, voids].map((one) => one["id"]));
    // Whose text named the person has its columns left.
    const blank = kept.filter((row) => row["blank"] === 1).map(({ id }) => id);
    expect(blank).toEqual([taught["id"], voids["id"]]);
    expect(kept.map(({ instructor }) => instructor)).toEqual([null, null, null, null]);
    expect(kept.find(({ id }) => id === voids["id"])?.["voids"]).toBe(wrong["id"]);
  });

  test("a statement is kept as it came where that is asked for, and goes on being so", async () => {
    const odd = { ...ada, id: freshId(), note: 'ü "q" \\ \u2028 \u{1F600}' };
    const first = await place.open({ keepRaw: true });
    expect(first.keepsRaw).toBe(true);
    await syncFiles({ store: first, files: [textFile("k.ndjson", ndjson([ada, odd]))] });
    first.close();
    await here.sync([wrong]);
    const kept = await here.rows("SELECT id, raw FROM statements ORDER BY stamp, id");
    const values = kept.map((row) => ({ ...(JSON.parse(String(row["raw"])) as object), id: row["id"] }));
    expect(values).toEqual([ada, odd, wrong]);
  });

  test("a name that a statement writes with escapes is found, too", async () => {
    const store = await place.open({ keepRaw: true });
    const text = JSON.stringify(taught).replace("quinby", "\\u0071uinby").replaceAll("/", "\\/");
    await syncFiles({ store, files: [textFile("e.ndjson", `${text}\n`)] });
    store.close();
    expect(await here.forget()).toMatchObject({ statements: 0, texts: 1 });
  });

  test("an address is forgotten with the hash that stands for it", async () => {
    const mbox = { ...ada, id: freshId(), actor: { mbox: "mailto:ada@example.org" } };
    const hash = {
      ...ada,
      id: freshId(),
      actor: { mbox_sha1sum: "a3f1a1b4f2c3d4e5f60718293a4b5c6d7e8f9012" },
    };
    await here.sync([mbox, hash]);
    await place.forget({ actor: "mailto:ada@example.org", freshKey: KEY });
    expect(await here.actors()).toEqual(["sha1:a3f1a1b4f2c3d4e5f60718293a4b5c6d7e8f9012"]);
    const sum = createHash("sha1").update("mailto:ada@example.org").digest("hex");
    const same = { ...ada, id: freshId(), actor: { mbox_sha1sum: sum } };
    expect(await here.sync([same])).toMatchObject({ added: 0 });
  });

  test("a person of the people file goes with every account, and whom they led is left without", async () => {
    const mail = { ...ada, id: freshId(), actor: { mbox: "mailto:q@example.org" } };
    await here.sync([...ALL, mail]);
    await keepPeople(place);
    expect(await here.forget()).toMatchObject({ statements: 3 });
    expect(await place.bytes()).not.toMatch(/quinby|zafferano|Quinby|Zafferano|q@example/);
    expect(await here.rows("SELECT id, manager FROM people")).toEqual([{ id: "p2", manager: null }]);
    expect(await here.rows("SELECT DISTINCT person FROM person_accounts")).toEqual([{ person: "p2" }]);
    expect(await here.sync([mail])).toMatchObject({ added: 0 });
  });

  test("a file that is named for a person leaves no name behind, and others are not read again", async () => {
    const store = await place.open({});
    const cursors = ["file quinby.zafferano.ndjson", "file all.ndjson"].map((source) => ({
      ...{ source, cursor: { mark: "1" } },
    }));
    await store.commit({ rows: [], activities: [], cursors });
    store.close();
    await here.sync(ALL);
    await here.forget();
    expect(await place.bytes()).not.toContain("quinby.zafferano");
    const after = await place.open({ readOnly: true });
    expect(await after.cursor("file all.ndjson")).toEqual({ mark: "1" });
    after.close();
  });

  test.each(steps)("forgetting that is stopped at %s is done by doing it again", async (at) => {
    const mail = { ...ada, id: freshId(), actor: { mbox: "mailto:q@example.org" } };
    await here.sync([...ALL, mail], { keepRaw: true });
    await keepPeople(place);
    const dies = here.forget((step) => {
      if (step === at) throw new Error("killed");
    });
    await expect(dies).rejects.toThrow("killed");
    await here.forget();
    expect(await place.bytes()).not.toMatch(/quinby|zafferano|Zafferano|q@example/);
    const kept = await here.rows("SELECT id FROM statements ORDER BY stamp, id");
    expect(kept.map(({ id }) => id)).toEqual([ada, taught, wrong, voids].map((one) => one["id"]));
    expect(await here.actors()).toEqual(["forgotten", `${HOME}|ada`]);
    expect(await here.sync([...ALL, mail])).toMatchObject({ added: 0 });
  });

  test("what is older than what is kept goes, and does not come back when it is read again", async () => {
    const old = statement({ who: "ada", verb: "answered", seconds: -400 * 86_400 });
    const voided = statement({ who: "ada", verb: "answered", seconds: 10 });
    const early = voiding(voided["id"], -390 * 86_400);
    const idle = voiding(old["id"], -391 * 86_400);
    await here.sync([old, ada, voided, early, idle]);
    const now = Date.parse(at(0)) + 86_400_000;
    const first = await here.sync([ada], { retain: "P1Y", now });
    expect(first.oldest).toBe(oldestKept("P1Y", now));
    expect(await place.dropOlder(first.oldest ?? 0)).toBe(2);
    const kept = await here.rows("SELECT id FROM statements ORDER BY stamp");
    expect(kept.map(({ id }) => id)).toEqual([early["id"], ada["id"], voided["id"]]);
    // The period is the store's own from then on.
    const again = await here.sync([old, ada], { now });
    expect([...again.unusable]).toEqual([["older than what is kept", 1]]);
    expect(await here.sync([old], { now, retain: "all" })).toMatchObject({ added: 1 });
    expect(await here.sync([old], { now })).toMatchObject({ read: 1, added: 0, oldest: undefined });
  });

  test("a store with pseudonyms holds no name in any byte, and reports count as with names", async () => {
    await here.sync(ALL, { pseudonymKey: KEY });
    expect(await place.bytes()).not.toMatch(/quinby|zafferano/);
    expect(await here.actors()).toEqual(
      [`${HOME}|ada`, QUINBY].map((actor) => pseudonymOf(KEY, actor)).sort(),
    );
    const completion = REPORTS.find(({ name }) => name === "completion");
    const counted = async (learner?: string) => {
      const store = await place.open({ readOnly: true });
      const found = await completion?.run(store, learner === undefined ? {} : { learner });
      store.close();
      return found;
    };
    const hidden = [await counted(), await counted(pseudonymOf(KEY, `${HOME}|ada`))];
    await place.empty();
    await here.sync(ALL);
    expect(await place.bytes()).toContain("zafferano");
    expect(hidden).toEqual([await counted(), await counted("ada")]);
  });

  test("who is forgotten of a store with pseudonyms does not come back, either", async () => {
    await here.sync(ALL, { pseudonymKey: KEY });
    await place.forget({ actor: pseudonymOf(KEY, QUINBY), freshKey: KEY.replace("0", "1") });
    expect(await here.actors()).toEqual(["forgotten", pseudonymOf(KEY, `${HOME}|ada`)]);
    expect(await here.sync(ALL, { pseudonymKey: KEY })).toMatchObject({ added: 0 });
  });

  test("pseudonyms and names never mix in one store, and a refusal changes nothing", async () => {
    await here.sync([ada], { pseudonymKey: KEY });
    await expect(here.sync([ada])).rejects.toThrow("with their key only");
    await expect(here.sync([ada], { keepRaw: true })).rejects.toThrow("with their key only");
    await expect(here.sync([ada], { pseudonymKey: KEY.replace("0", "1") })).rejects.toThrow("of another key");
    await expect(here.sync([ada], { pseudonymKey: KEY, keepRaw: true })).rejects.toThrow("name people");
    expect(await here.sync([wrong], { pseudonymKey: KEY })).toMatchObject({ added: 1 });
    await place.empty();
    await here.sync([ada]);
    await expect(here.sync([ada], { pseudonymKey: KEY })).rejects.toThrow("holds names already");
  });
}

async function keepPeople(place: StorePlace): Promise<void> {
  const csv = `id,account_home_page,account_name,mbox,name,manager
p1,${HOME},quinby.zafferano,q@example.org,Quinby Zafferano,
p2,${HOME},ada,,Ada,p1
`;
  const { value } = readPeople({ file: "people.csv", text: csv }, undefined);
  if (value === undefined) throw new Error("no people");
  const store = await place.open();
  await store.replaceTables(peopleTables(value));
  store.close();
}
