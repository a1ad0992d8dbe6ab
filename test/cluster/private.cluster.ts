/** What a store promises of people, on two shards: the suite that the store in a local file passes, too. */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { dropOlderInCluster, forgetInCluster, openClickhouse } from "@tessera/analytics/clickhouse";
import { beforeEach, expect, test } from "vitest";
import {
  ALL,
  HOME,
  inPlace,
  KEY,
  privateContract,
  QUINBY,
} from "../../packages/analytics/src/testing/private-contract.ts";
import type { StorePlace } from "../../packages/analytics/src/testing/private-contract.ts";
import { clickhouseAt, emptyDatabase, onNode } from "./stores.ts";

const DATABASE = "tessera_test_private";
const options = clickhouseAt(DATABASE, 2);
/** Where the servers of `npm run test:cluster` keep their data; of other servers the tables are read instead. */
const data = process.env["TESSERA_CLUSTER_DATA"];

const place: StorePlace = {
  open: (more) => openClickhouse({ ...options, ...more }),
  forget: (who, onStep) => forgetInCluster({ ...options, ...(onStep && { onStep }) }, who),
  dropOlder: async (oldest) => (await dropOlderInCluster(options, oldest)).statements,
  async bytes() {
    const rows: string[] = [];
    for (const node of options.nodes) {
      // What lies beneath the mark of a NULL, as well.
      const beneath = "COLUMNS('^(instructor|raw)$') APPLY(assumeNotNull)";
      rows.push(await onNode(node, DATABASE, `SELECT ${beneath} FROM statement_rows FORMAT JSONEachRow`));
      for (const table of (await onNode(node, DATABASE, "SHOW TABLES")).split("\n").filter(Boolean))
        rows.push(await onNode(node, DATABASE, `SELECT * FROM ${table} FORMAT JSONEachRow`));
    }
    return [...rows, ...(data === undefined ? [] : [filesIn(data)])].join("\n");
  },
  empty: () => emptyDatabase(DATABASE),
};

/** Every byte on the servers' disks: tables, what newer parts have replaced, and what was written down of deletions. */
function filesIn(folder: string): string {
  const paths = readdirSync(folder, { recursive: true, encoding: "utf8" }).map((path) => join(folder, path));
  return paths
    .flatMap((path) => {
      // A server takes files away while they are read.
      const found = statSync(path, { throwIfNoEntry: false });
      return found?.isFile() === true ? [readIfThere(path)] : [];
    })
    .join("\n");
}

function readIfThere(path: string): string {
  try {
    return readFileSync(path, "latin1");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return "";
    throw error;
  }
}

beforeEach(() => place.empty());

privateContract(place, ["tombstones", "copied", "erased", "people"]);

const here = inPlace(place);

test("a sync that was open before somebody was forgotten does not bring them back", async () => {
  await here.sync(ALL, { keepRaw: true });
  const store = await place.open();
  await here.forget();
  const { row, late } = lateRow();
  await store.commit({ rows: [row, late], activities: [], cursors: [] });
  expect(await here.actors()).toEqual(["forgotten", `${HOME}|ada`, `${HOME}|eve`]);
  expect(await place.bytes()).not.toMatch(/quinby|zafferano/);
  store.close();
});

/** One of the person, and one of somebody else. */
function lateRow() {
  const row = {
    id: "00000000-0000-4000-9000-000000000001",
    stamp: 1_767_571_200_000_000,
    actor: QUINBY,
    verb: "passed",
    object: "urn:unit",
  } as const;
  return { row, late: { ...row, id: "00000000-0000-4000-9000-000000000002", actor: `${HOME}|eve` } as const };
}

test("what one node lacks of tombstones and settings, since somebody was stopped, it is given", async () => {
  await here.sync(ALL);
  await here.forget();
  const [, second = ""] = options.nodes;
  await onNode(second, DATABASE, "TRUNCATE TABLE forgotten");
  await onNode(second, DATABASE, "TRUNCATE TABLE settings");
  const turned = { ...options, nodes: [second, ...options.nodes.slice(0, 1)] as [string, string] };
  const store = await openClickhouse(turned);
  store.close();
  expect(await onNode(second, DATABASE, "SELECT count() FROM forgotten")).toBe("1\n");
  expect(await onNode(second, DATABASE, "SELECT value FROM settings")).toBe(`${KEY}\n`);
});
