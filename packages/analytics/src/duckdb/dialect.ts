import type { Dialect } from "../reports/dialect.ts";

export const duckdbDialect: Dialect = {
  name: "duckdb",
  quantile: (value, p) => `quantile_cont(${value}, ${p})`,
  notVoided: (row) =>
    `NOT EXISTS (SELECT 1 FROM statements AS v WHERE v.voids = ${row}.id AND v.voids IS NOT NULL)`,
  micros: (moment) => `epoch_us(${moment})`,
  value: (name) => `$${name}`,
  suffix: "",
};
