import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { STATEMENT_COLUMNS } from "../row.ts";
import { OutcomesError } from "../reports/outcomes.ts";
import { NeedsPeopleError } from "../reports/people-needed.ts";
import { REPORTS } from "../reports/reports.ts";
import { RELEASED_FORMATS } from "../testing/released-formats.ts";
import { openDuckdb } from "./duckdb-store.ts";
import type { DuckdbOptions } from "./duckdb-store.ts";
import { STORE_FORMAT } from "./schema.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "tessera formats "));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));
const open = (more: Partial<DuckdbOptions> = {}) =>
  openDuckdb({
    ...{ file: join(folder, "s.duckdb"), memory: "128MB", temporary: join(folder, "tmp"), threads: 1 },
    ...more,
  });

async function made(format: string): Promise<void> {
  const instance = await DuckDBInstance.create(join(folder, "s.duckdb"), {
    threads: "1",
    ...(format !== "1" && { storage_compatibility_version: "v1.4.0" }),
  });
  const connection = await instance.connect();
  for (const sql of RELEASED_FORMATS[Number(format)] ?? []) await connection.run(sql);
  connection.closeSync();
  instance.closeSync();
}

test("the present format is one of those that are kept here", () => {
  expect(Object.keys(RELEASED_FORMATS)).toEqual(
    Array.from({ length: STORE_FORMAT }, (_, at) => String(at + 1)),
  );
});

describe.each(Object.keys(RELEASED_FORMATS))("a store of format %s", (format) => {
  test("can be read as it is", async () => {
    await made(format);
    const store = await open({ readOnly: true });
    for (const report of REPORTS)
      await report.run(store, { learner: "ada" }).catch((error: unknown) => {
        // Those need a people file, or a course that verifies somebody, which no store has by itself.
        if (!(error instanceof NeedsPeopleError || error instanceof OutcomesError)) throw error;
      });
    const completion = REPORTS.find(({ name }) => name === "completion");
    expect((await completion?.run(store, {}))?.rows[0]).toMatchObject({
      course: "Course one",
      learners: 1,
      passed: 1,
    });
    store.close();
  });

  test("is brought up to date by the next that writes, and keeps all it had", async () => {
    await made(format);
    const store = await open();
    expect(await store.query("SELECT format FROM meta")).toEqual([{ format: STORE_FORMAT }]);
    expect(await store.cursor("lrs https://lrs.example/xapi/ 0")).toEqual({
      since: 1767571200000000,
      order: "stored",
    });
    const columns = STATEMENT_COLUMNS.map(({ name }) => name).join(", ");
    expect(await store.query(`SELECT ${columns} FROM statements`)).toHaveLength(3);
    expect(store.keepsRaw).toBe(format !== "1");
    expect(await store.setting("retain")).toBe(format === "1" ? undefined : "P30Y");
    store.close();
    const again = await open({ readOnly: true });
    expect(await again.query("SELECT count(*) AS n FROM statements")).toEqual([{ n: 3 }]);
    again.close();
  });

  test("is whole when bringing it up to date is killed", async () => {
    await made(format);
    const dies = open({
      onStep: () => {
        throw new Error("killed");
      },
    });
    if (format === String(STORE_FORMAT)) return (await dies).close();
    await expect(dies).rejects.toThrow("killed");
    const store = await open();
    expect(await store.query("SELECT count(*) AS n FROM statements")).toEqual([{ n: 3 }]);
    store.close();
  });
});
