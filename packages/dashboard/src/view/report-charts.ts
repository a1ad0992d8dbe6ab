/** The dashboard's picture of a report, for the page of that report alone; its whole table stands below. */
import type { KpiPoint } from "@tessera/analytics";
import type { CourseData, DashboardData } from "../model/dashboard.ts";
import { said } from "../model/sheet.ts";
import type { Sheet } from "../model/sheet.ts";
import { groupBy } from "../protect/group-by.ts";
import { h } from "./node.ts";
import type { Element, Node } from "./node.ts";
import { completionPanel } from "./panels/completion.ts";
import { funnelPanel } from "./panels/funnel.ts";
import { distractorsPanel, itemsPanel } from "./panels/items.ts";
import { outcomesPanel } from "./panels/outcomes.ts";
import { coveragePanel, expiringPanel } from "./panels/people.ts";
import { sessionsPanel } from "./panels/sessions.ts";
import { timePanel } from "./panels/time.ts";

type Picture = (sheet: Sheet, title: string) => Element | undefined;

const none = (name: string): Sheet => ({ name, columns: [], rows: [], notes: [] });
/** A page's panels take a course; of it they look at their own sheet. */
const course = (sheet: Sheet, title: string): CourseData => ({
  ...{ id: "", slug: "", title, version: "", language: "en" },
  ...{ completion: none("completion"), curves: { started: [], completed: [], passed: [] }, dimensions: [] },
  ...{ funnel: none("funnel"), time: none("time"), items: none("items") },
  ...{ distractors: none("distractors"), sessions: none("sessions") },
  [sheet.name]: sheet,
});
const page = (parts: Partial<DashboardData>): DashboardData => ({
  ...{ format: 1, made: "1970-01-01T00:00:00Z", named: false },
  facts: { learners: null, statements: 0 },
  courses: [],
  quality: none("quality"),
  ...parts,
});

const PICTURES: Readonly<Record<string, Picture>> = {
  completion: (sheet, title) => completionPanel(course(sheet, title), undefined, ""),
  funnel: (sheet, title) => funnelPanel(course(sheet, title)),
  time: (sheet, title) => timePanel(course(sheet, title)),
  items: (sheet, title) => itemsPanel(course(sheet, title)),
  distractors: (sheet, title) => distractorsPanel(course(sheet, title)),
  sessions: (sheet, title) => sessionsPanel(course(sheet, title)),
  coverage: (coverage) => coveragePanel(page({ coverage })),
  expiring: (expiring) => expiringPanel(page({ expiring })),
};
const BY_COURSE = new Set(["completion", "funnel", "time", "sessions"]);
/** Columns of reports that are taken apart, or beside another day: their rows are several of each. */
const APART = ["cohort", "site", "role", "month", "week", "before", "person"];

/** @param kpi - the series of values, for `outcomes` */
export function reportCharts(sheet: Sheet, kpi?: readonly KpiPoint[]): readonly Element[] {
  if (sheet.rows.length === 0) return [];
  if (sheet.name === "outcomes")
    return bare("outcomes", outcomesPanel(page({ outcomes: { sheet, points: kpi ?? [], sites: {} } })));
  const picture = PICTURES[sheet.name];
  const own = sheet.name === "coverage" || sheet.name === "expiring" ? ["before", "person"] : APART;
  if (picture === undefined || sheet.columns.some(({ key }) => own.includes(key))) return [];
  if (!BY_COURSE.has(sheet.name)) return bare(sheet.name, picture(sheet, ""));
  return [...groupBy(sheet.rows, (row) => said(row["course"]))].flatMap(([title, rows], at) =>
    bare(at === 0 ? sheet.name : `${sheet.name}-${at + 1}`, picture({ ...sheet, rows, notes: [] }, title), {
      from: sheet.name,
    }),
  );
}

/** A panel without its table, under an id of its own; nothing where there is no picture. */
function bare(
  id: string,
  drawn: Element | undefined,
  { from = id }: { readonly from?: string } = {},
): readonly Element[] {
  if (drawn === undefined) return [];
  let pictured = false;
  const rename = (node: Node): Node => {
    if (typeof node === "string") return node;
    const attributes = Object.fromEntries(
      Object.entries(node.attributes).map(([name, value]) => [
        name,
        name === "id" || name === "aria-labelledby" ? String(value).replace(from, id) : value,
      ]),
    );
    const children = node.attributes["class"] === "pair" ? node.children.slice(0, 1) : node.children;
    if (node.attributes["class"] === "picture") pictured = node.children.length > 0;
    return h(node.tag, attributes, ...children.map(rename));
  };
  const renamed = rename(drawn) as Element;
  return pictured ? [renamed] : [];
}
