import { expect, test } from "vitest";
import { sharedCtes } from "./shared-ctes.ts";

const tableOf = (name: string) => `t_${name}`;

test("what is named more than once becomes a table, and what it stands on comes along", () => {
  const sql = `WITH s AS (SELECT * FROM statements), a AS (SELECT ')' AS x FROM s WHERE y = 'it''s ('), b AS (
  SELECT * FROM a INNER JOIN (SELECT 1) AS k), c AS (SELECT * FROM b INNER JOIN a USING x)
SELECT * FROM c LEFT JOIN b USING x`;
  const { steps, rest } = sharedCtes(sql, tableOf);
  expect(steps).toEqual([
    {
      name: "a",
      sql: "WITH s AS (SELECT * FROM statements)\nSELECT ')' AS x FROM s WHERE y = 'it''s ('",
    },
    {
      name: "b",
      sql: "WITH a AS (SELECT * FROM t_a)\n\n  SELECT * FROM a INNER JOIN (SELECT 1) AS k",
    },
  ]);
  expect(rest).toBe(
    "WITH a AS (SELECT * FROM t_a), b AS (SELECT * FROM t_b), c AS (SELECT * FROM b INNER JOIN a USING x)\nSELECT * FROM c LEFT JOIN b USING x",
  );
});

test("the statements themselves stay where they are, and so does a query without any", () => {
  const twice = "WITH s AS (SELECT 1)\nSELECT * FROM s INNER JOIN s AS s2";
  expect(sharedCtes(twice, tableOf)).toEqual({ steps: [], rest: twice });
  expect(sharedCtes("SELECT 1 FROM x", tableOf)).toEqual({ steps: [], rest: "SELECT 1 FROM x" });
});
