import type { Queryable } from "../store.ts";
import { FIRST_ANSWERS } from "./answers.ts";
import type { ReportFilter, Trace } from "./report.ts";
import { rowNamed } from "./row-names.ts";
import { trace } from "./trace.ts";

/** The first answers to a question, in each of its versions. */
export async function explainQuestion(
  store: Queryable,
  filter: ReportFilter,
  key: string,
): Promise<Trace | undefined> {
  const row = await rowNamed(store, filter, { key, kinds: ["question"] });
  return trace(store, filter, {
    where: `s.object = ${store.dialect.value("key", "text")}`,
    key: row.id,
    ctes: FIRST_ANSWERS,
    from: "first",
  });
}
