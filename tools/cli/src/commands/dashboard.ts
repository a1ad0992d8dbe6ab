import { existsSync, statSync } from "node:fs";
import { isoMoment } from "@tessera/analytics";
import type { ReportFilter } from "@tessera/analytics";
import { openStore } from "../analytics/analytics-store.adapter.ts";
import { daysBetween } from "../analytics/days.ts";
import { pageParts } from "../analytics/page-parts.adapter.ts";
import { checkPlace } from "../analytics/report-output.adapter.ts";
import { now } from "../ports.adapter.ts";
import { data, say } from "../terminal.adapter.ts";
import { writeWhole } from "../write.adapter.ts";

export interface DashboardOptions {
  readonly db: string;
  readonly out: string;
  readonly since?: string;
  readonly until?: string;
  readonly names?: boolean;
}

/** The reports as one page that opens from a disk. */
export async function dashboard(options: DashboardOptions): Promise<void> {
  const { db, out, since, until, names = false } = options;
  const filter: ReportFilter = daysBetween(options);
  checkPlace(out, [db]);
  const store = await openStore(db, { readOnly: true });
  try {
    const { dashboardHtml, gather } = await import("@tessera/dashboard");
    const all = await gather(store, {
      filter,
      made: isoMoment(now() * 1_000),
      // A cluster has no file that would tell.
      ...(existsSync(db) && { synced: isoMoment(Math.round(statSync(db).mtimeMs) * 1_000) }),
      named: names,
      ...(since !== undefined && { since }),
      ...(until !== undefined && { until }),
    });
    const html = dashboardHtml(all, await pageParts());
    writeWhole([{ path: out, data: html }]);
    data(out);
    say(
      names
        ? `${all.courses.length} course(s), with names: keep the page as you keep your LRS`
        : `${all.courses.length} course(s), nobody named; open it in a browser`,
    );
  } finally {
    store.close();
  }
}
