/**
 * From statements of any LRS to answers that can be traced: rows, sync, reports. Doors: `.` is free of engines, `./duckdb` is
 * the store in a local file, `./clickhouse` on a cluster, `./simulate` makes cohorts. Start reading at `row.ts`, then `normalise/normalise.ts`.
 * @module
 */
export type { ActivityRow, StatementRow } from "./row.ts";
export { actorKey, normalise } from "./normalise/normalise.ts";
export type { Normalised } from "./normalise/normalise.ts";
export { isoMoment, microseconds } from "./normalise/moments.ts";
export { checkOf, isNamed, mentionsOf, personPseudonym, pseudonymOf } from "./private/keyed-names.ts";
export type { PrivateOptions } from "./private/store-rules.ts";
export { oldestKept } from "./private/retention.ts";
export { catalogueOf } from "./catalogue/catalogue.ts";
export type { AnalyticsStore, Batch, Cursor, Queryable, ResultRow, SqlValue } from "./store.ts";
export { syncFiles } from "./sync/sync-files.ts";
export type { StatementFile } from "./sync/sync-files.ts";
export { syncLrs } from "./sync/sync-lrs.ts";
export { pullStatements } from "./sync/pull-statements.ts";
export { LrsError } from "./sync/http.ts";
export { saidOf } from "./sync/lrs-words.ts";
export { mayPass, pauseAfter } from "./sync/pause.ts";
export type { HttpReply, SyncPorts } from "./sync/http.ts";
export type { SyncSummary } from "./sync/intake.ts";
export { peopleTables, portfolioTables } from "./people/people-tables.ts";
export type { TableRows } from "./people/people-tables.ts";
export type { KpiPoint } from "@tessera/portfolio";
export { OutcomesError } from "./reports/outcomes.ts";
export { NeedsPeopleError } from "./reports/people-needed.ts";
export { GROUPINGS, peopleFilter, runReport } from "./reports/run-report.ts";
export type { Grouping } from "./reports/run-report.ts";
export { SeveralRowsError } from "./reports/row-names.ts";
export { REPORTS } from "./reports/reports.ts";
export { whoHolds } from "./reports/who-holds.ts";
export type { Held, Holder, SiteSystem, WhoHolds } from "./reports/who-holds.ts";
export { counted, knowsLearner } from "./reports/report.ts";
export type { Report, ReportColumn, ReportFilter, ReportTable, Trace, ValueKind } from "./reports/report.ts";
