import type { DashboardData } from "../model/dashboard.ts";
import type { Sheet } from "../model/sheet.ts";
import { h, escape, text } from "./node.ts";
import type { Element } from "./node.ts";
import { contents, filters, foot, head, panels } from "./page.ts";
import { table } from "./table.ts";
import { moment } from "./words.ts";

/** Script and sheet of the page, and what lets a policy name them. */
export interface PageParts {
  readonly script: string;
  readonly sheet: string;
  /** Base64 of the SHA-256 of a text. */
  readonly hash: (text: string) => string;
}

/** The whole page as one file. It works without its script, which only draws it again for another choice. */
export function dashboardHtml(data: DashboardData, parts: PageParts): string {
  const drawn = panels(data, { course: busiest(data) });
  const json = JSON.stringify(data).replaceAll("<", "\\u003c");
  const body = [
    head(data),
    filters(data),
    data.courses.length > 0 && contents(drawn),
    h("p", { class: "hidden", role: "status", id: "status" }),
    h("main", { id: "panels", "data-course": busiest(data) }, drawn),
    foot(data),
  ];
  return document("Tessera dashboard", body, parts, json);
}

/** The course that most learners started. */
function busiest({ courses }: DashboardData): number {
  const started = courses.map(({ completion }) => {
    const value = completion.rows[0]?.["started"];
    return typeof value === "number" ? value : 0;
  });
  return Math.max(0, started.indexOf(Math.max(...started)));
}

export interface ReportPage {
  readonly sheet: Sheet;
  readonly says: string;
  readonly made: string;
  readonly named: boolean;
  /** The picture, where the dashboard has one of the report (`reportCharts`). */
  readonly drawn?: readonly Element[];
  readonly narrowed: readonly string[];
}

/** One report as a page of its own, in the same look. */
export function reportHtml(page: ReportPage, parts: Pick<PageParts, "sheet" | "hash">): string {
  const { sheet, says, made, named, narrowed, drawn = [] } = page;
  const body = [
    h(
      "header",
      { class: "head" },
      h("p", { class: "brand" }, "Tessera report"),
      h("h1", {}, `${sheet.name.charAt(0).toUpperCase()}${sheet.name.slice(1)}`),
      h(
        "p",
        { class: "data" },
        [`${says}.`, ...narrowed.map((one) => `${one}.`), `Page made ${moment(made)}.`].join(" "),
      ),
    ),
    h(
      "main",
      { id: "panels" },
      ...drawn,
      h(
        "section",
        { class: "panel", "aria-label": sheet.name },
        sheet.rows.length === 0
          ? h("p", {}, "There is nothing to count.")
          : table({ caption: says, columns: sheet.columns, rows: sheet.rows }),
        sheet.notes.length > 0 && h("p", { class: "how" }, sheet.notes.join(". ")),
      ),
    ),
    foot({ named } as DashboardData),
  ];
  return document(`Tessera report: ${sheet.name}`, body, { ...parts, script: "" });
}

/** Hatching for ranges; every bar refers to it. */
const PATTERNS = h(
  "svg",
  { width: 0, height: 0, class: "patterns", "aria-hidden": "true", focusable: "false" },
  h(
    "defs",
    {},
    h(
      "pattern",
      { id: "hatch", width: 6, height: 6, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" },
      h("rect", { class: "hatch", width: 3, height: 6 }),
    ),
  ),
);

function document(
  title: string,
  body: readonly (Element | false | undefined)[],
  { script, sheet, hash }: PageParts,
  json?: string,
): string {
  const policy = [
    "default-src 'none'",
    `style-src 'sha256-${hash(sheet)}'`,
    ...(script === "" ? [] : [`script-src 'sha256-${hash(script)}'`]),
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  const page = h("body", {}, PATTERNS, ...body);
  return `<!doctype html>
<html lang="en" dir="ltr">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escape(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${escape(title)}</title>
<style>${sheet}</style>
</head>
${text(page)}
${json === undefined ? "" : `<script type="application/json" id="data">${json}</script>`}
${script === "" ? "" : `<script>${script}</script>`}
</html>
`;
}
