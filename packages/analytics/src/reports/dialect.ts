/**
 * What the engines say differently; everything else of a report's SQL is one text (analytics.md section 3).
 * The report SQL uses nothing outside what both engines take.
 */
export interface Dialect {
  readonly name: "duckdb" | "clickhouse";
  /** Exact, interpolated between neighbours; p in [0, 1]. */
  quantile(value: string, p: number): string;
  /** True for rows that nothing has voided; a voiding statement itself cannot be voided. */
  notVoided(row: string): string;
  /** Microseconds since 1970 of a moment. */
  micros(moment: string): string;
  /** A value that is handed over beside the text. */
  value(name: string, type: "text" | "number"): string;
  /** Ends each query. */
  readonly suffix: string;
}
