import { existsSync, statSync } from "node:fs";
import { isoMoment, microseconds } from "@tessera/analytics";
import type { ReportFilter } from "@tessera/analytics";
import { openStore } from "../analytics/analytics-store.adapter.ts";
import { pageParts } from "../analytics/page-parts.adapter.ts";
import { UsageError } from "../exit.ts";
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

const DAY = 86_400_000_000;

/** The reports as one page that opens from a disk. */
export async function dashboard(options: DashboardOptions): Promise<void> {
  const { db, out, since, until, names = false } = options;
  const filter: ReportFilter = {
    ...(since !== undefined && { since: dayOf(since, "--since") }),
    ...(until !== undefined && { until: dayOf(until, "--until") + DAY }),
  };
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

function dayOf(text: string, flag: string): number {
  const day = /^\d{4}-\d\d-\d\d$/.test(text) ? microseconds(`${text}T00:00:00Z`) : undefined;
  if (day === undefined)
    throw new UsageError(`\`${flag} ${text}\` is no day`, { help: "write it as 2026-01-31" });
  return day;
}
