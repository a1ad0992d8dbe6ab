import { isoMoment } from "@tessera/analytics";
import { protectReport, reportCharts, reportHtml, wholeReport } from "@tessera/dashboard";
import { now } from "../ports.adapter.ts";
import { pageParts } from "./page-parts.adapter.ts";
import { REPORT_WORDS } from "./report-names.ts";
import type { Printed } from "./report-output.adapter.ts";

/** A report as a page of its own; small groups are protected as in the dashboard, unless names were asked for. */
export async function htmlText(printed: Printed): Promise<string> {
  const { name, filter, explains, named = false, notes = [], beside } = printed;
  const all = { columns: printed.columns, rows: printed.rows, notes };
  const { since, until, course, learner } = filter;
  const says = REPORT_WORDS[name] ?? name;
  const sheet = named ? wholeReport(name, all) : protectReport(name, all, beside);
  return reportHtml(
    {
      sheet,
      drawn: explains === undefined ? reportCharts(sheet, filter.kpi) : [],
      says:
        explains === undefined
          ? `${says.charAt(0).toUpperCase()}${says.slice(1)}`
          : `What ${explains} was counted from`,
      made: isoMoment(now() * 1_000),
      named,
      narrowed: [
        ...(course === undefined ? [] : [`Only ${course}`]),
        ...(learner === undefined ? [] : [`Only ${learner}`]),
        ...(since === undefined ? [] : [`From ${isoMoment(since).slice(0, 10)} on`]),
        ...(until === undefined ? [] : [`Before ${isoMoment(until).slice(0, 10)}`]),
      ],
    },
    await pageParts(),
  );
}
