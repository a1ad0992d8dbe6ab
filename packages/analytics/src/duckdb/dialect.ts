import type { Dialect } from "../reports/dialect.ts";

export const duckdbDialect: Dialect = {
  name: "duckdb",
  quantile: (value, p) => `quantile_cont(${value}, ${p})`,
  // Not by NOT EXISTS, whose plan first makes every id distinct.
  notVoided: (row) => `${row}.id NOT IN (SELECT v.voids FROM statements AS v WHERE v.voids IS NOT NULL)`,
  micros: (moment) => `epoch_us(${moment})`,
  value: (name) => `$${name}`,
  suffix: "",
};
