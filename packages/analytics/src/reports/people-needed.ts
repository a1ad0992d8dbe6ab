import type { Queryable } from "../store.ts";
import type { ReportFilter } from "./report.ts";

/** A report asks for people or a portfolio, and the store has none. */
export class NeedsPeopleError extends Error {
  override readonly name = "NeedsPeopleError";
  readonly what: "people" | "portfolio";

  constructor(what: "people" | "portfolio") {
    super(`the store has no ${what === "people" ? "people" : "portfolio"}`);
    this.what = what;
  }
}

/** The moment that was asked for, else the last that the store knows of: a report has no clock. */
export async function momentOf(store: Queryable, { on }: ReportFilter): Promise<number> {
  if (on !== undefined) return on;
  const [row] = await store.query(
    `SELECT max(${store.dialect.micros("r.stamp")}) AS last FROM statements AS r${store.dialect.suffix}`,
  );
  return Number(row?.["last"] ?? 0);
}
