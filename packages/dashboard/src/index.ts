/**
 * Reports as one page that opens from a disk: what is asked (`gather`), what may be shown of it (`protect`), and the page
 * (`dashboardHtml`, `reportHtml`). The page's own script is the door `./page`. Start reading at `protect/protect-row.ts`,
 * then `gather/gather.ts`.
 * @module
 */
export { gather } from "./gather/gather.ts";
export type { GatherOptions } from "./gather/gather.ts";
export { SmallGroupError } from "./gather/small-group.ts";
export type { CourseData, DashboardData } from "./model/dashboard.ts";
export type { Cell, Sheet, SheetRow } from "./model/sheet.ts";
export { NEEDS } from "./protect/beside.ts";
export type { Beside } from "./protect/beside.ts";
export { protectReport, wholeReport } from "./protect/protect-report.ts";
export { dashboardHtml, reportHtml } from "./view/document.ts";
export type { PageParts } from "./view/document.ts";
export { reportCharts } from "./view/report-charts.ts";
