import type { Dialect } from "../reports/dialect.ts";

export const clickhouseDialect: Dialect = {
  name: "clickhouse",
  quantile: (value, p) => `quantileExactInclusive(${p})(${value})`,
  // A set that is made once and sent to each shard: what voids may lie on another shard than what is voided.
  notVoided: (row) => `${row}.id GLOBAL NOT IN (SELECT v.id FROM voidings AS v)`,
  micros: (moment) => `toUnixTimestamp64Micro(${moment})`,
  value: (name, type) => `{${name}:${type === "text" ? "String" : "Float64"}}`,
  suffix: "",
};
