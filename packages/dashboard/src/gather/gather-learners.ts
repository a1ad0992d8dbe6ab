import { counted, isoMoment } from "@tessera/analytics";
import type { Queryable, ReportFilter } from "@tessera/analytics";
import type { Sheet } from "../model/sheet.ts";
import { courseCtes } from "./group-counts.ts";

/** Every learner of a course by name, for whoever asked for names. */
export async function gatherLearners(store: Queryable, filter: ReportFilter): Promise<Sheet> {
  const { cte, values } = counted(store, filter);
  const rows = await store.query(
    `WITH ${[cte, ...courseCtes(store)].join(", ")}
SELECT w.actor AS actor, w.began_on AS began, w.completed_on AS completed, w.passed_on AS passed
FROM way AS w WHERE w.started = 1 ORDER BY actor${store.dialect.suffix}`,
    { ...values, one: filter.course ?? "" },
  );
  const day = (value: unknown) =>
    typeof value === "number" ? isoMoment(value * 86_400_000_000).slice(0, 10) : null;
  return {
    name: "learners",
    columns: [
      { key: "learner", label: "learner", kind: "text" },
      { key: "began", label: "began", kind: "text" },
      { key: "completed", label: "completed all", kind: "text" },
      { key: "passed", label: "passed all", kind: "text" },
    ],
    rows: rows.map((row) => ({
      // The name of the account; the rest of the key says only where it is kept.
      learner: String(row["actor"]).replace(/^[^|]*\|/, ""),
      began: day(row["began"]),
      completed: day(row["completed"]),
      passed: day(row["passed"]),
    })),
    notes: [],
  };
}
