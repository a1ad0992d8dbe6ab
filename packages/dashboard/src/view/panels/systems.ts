import type { DashboardData } from "../../model/dashboard.ts";
import { said } from "../../model/sheet.ts";
import { isRange, low } from "../../protect/shown.ts";
import type { Shown } from "../../protect/shown.ts";
import { h } from "../node.ts";
import type { Element } from "../node.ts";
import { panel } from "../panel.ts";
import { table } from "../table.ts";
import { count } from "../words.ts";

interface Cover {
  readonly site: string;
  readonly title: string;
  readonly credential: string;
  readonly needed: number;
  readonly verified: Shown;
  /** The only one, where the page may name people. */
  readonly only?: string;
}

/** What a cell says, by shape and word; the gravest first. */
const STATES = {
  nobody: "○",
  short: "◔",
  single: "◑",
  unknown: "?",
  enough: "●",
} as const;
type State = keyof typeof STATES;
const ORDER = Object.keys(STATES) as readonly State[];
const CLASS: Readonly<Record<State, string>> = {
  nobody: "state-none",
  short: "state-none",
  single: "state-some",
  unknown: "",
  enough: "state-all",
};

function stateOf({ verified, needed }: Cover): State {
  if (verified === null || (isRange(verified) && verified.lo < needed)) return "unknown";
  if (low(verified) === 0) return needed > 0 ? "nobody" : "enough";
  if (low(verified) < needed) return "short";
  return verified === 1 ? "single" : "enough";
}

function words(cover: Cover): string {
  const { verified, needed, only } = cover;
  const need = ` for ${count(needed)}`;
  switch (stateOf(cover)) {
    case "nobody":
      return `nobody${need}`;
    case "short":
      return verified === 1 ? `only ${only ?? "one"}${need}` : `${count(verified)}${need}`;
    case "single":
      return `only ${only ?? "one person"}`;
    case "unknown":
      return verified === null ? "too few to tell" : "under five";
    default:
      return isRange(verified) ? `${count(verified.lo)} or more${need}` : `${count(verified)}${need}`;
  }
}

/** Systems and sites: whether enough people are verified, and where one person is the only one. */
export function systemsPanel(data: DashboardData): Element | undefined {
  const all = coversOf(data);
  if (all.length === 0) return undefined;
  const states = all.map(stateOf);
  const of = (state: State) => states.filter((one) => one === state).length;
  const says = data.named
    ? namedSays(all, of)
    : `For ${of("enough")} of ${all.length} systems enough people are surely verified`;
  const sites = [...new Set(all.map(({ site }) => site))];
  const gravest = (title: string) =>
    Math.min(...all.filter((one) => one.title === title).map((one) => ORDER.indexOf(stateOf(one))));
  const titles = [...new Set(all.map(({ title }) => title))].sort((a, b) => gravest(a) - gravest(b));
  return panel({
    id: "systems",
    says,
    chart: matrix(says, { sites, titles, all }),
    table: table({
      caption: says,
      columns: [
        { key: "site", label: "site", kind: "text" },
        { key: "title", label: "system", kind: "text" },
        { key: "credential", label: "credential", kind: "text" },
        { key: "needed", label: "needed", kind: "count" },
        { key: "verified", label: "verified", kind: "count" },
      ],
      rows: all.map(({ only: _only, ...row }) => ({ ...row })),
      heads: "title",
    }),
    rows: all.length,
    folded: true,
    how: data.named
      ? "Anybody at the site counts who holds what the system needs, whatever their role."
      : "Anybody at the site counts who holds what the system needs, whatever their role. Who is the only one is told in a page with names; of fewer than five people nothing is told here.",
  });
}

function namedSays(all: readonly Cover[], of: (state: State) => number): string {
  const hang = all.filter(({ verified }) => verified === 1).length;
  const grave = [
    ...(of("nobody") > 0 ? [`${of("nobody")} ${of("nobody") === 1 ? "has" : "have"} nobody`] : []),
    ...(hang > 0 ? [`${hang} ${hang === 1 ? "hangs" : "hang"} on one person`] : []),
  ];
  return grave.length === 0
    ? `All ${all.length} systems have more than one person who is verified`
    : `Of ${all.length} systems ${grave.join(", and ")}`;
}

function coversOf({ named, coverage, systems = [] }: DashboardData): readonly Cover[] {
  if (!named) return systems;
  return (coverage?.rows ?? [])
    .filter((row) => row["kind"] === "system")
    .map((row) => ({
      ...{ site: said(row["site"]), title: said(row["name"]), credential: said(row["credential"]) },
      ...{ needed: Number(row["needed"]), verified: Number(row["verified"]) },
      ...(row["verified"] === 1 && { only: said(row["who"]) }),
    }));
}

function matrix(
  caption: string,
  {
    sites,
    titles,
    all,
  }: {
    readonly sites: readonly string[];
    readonly titles: readonly string[];
    readonly all: readonly Cover[];
  },
): Element {
  return h(
    "table",
    { class: "table matrix", role: "table" },
    h("caption", { class: "hidden" }, caption),
    h(
      "thead",
      { role: "rowgroup" },
      h(
        "tr",
        { role: "row" },
        ["system", ...sites].map((site) => h("th", { role: "columnheader", scope: "col" }, site)),
      ),
    ),
    h(
      "tbody",
      { role: "rowgroup" },
      titles.map((title) =>
        h(
          "tr",
          { role: "row" },
          h("th", { role: "rowheader", scope: "row", dir: "auto", "data-label": "system" }, title),
          sites.map((site) => {
            const cover = all.find((one) => one.title === title && one.site === site);
            if (cover === undefined)
              return h("td", { role: "cell", "data-label": site, class: "idle" }, "not there");
            const state = stateOf(cover);
            return h(
              "td",
              { role: "cell", "data-label": site },
              h(
                "span",
                {},
                state !== "unknown" &&
                  h("span", { class: `state ${CLASS[state]}`, "aria-hidden": "true" }, STATES[state]),
                words(cover),
              ),
            );
          }),
        ),
      ),
    ),
  );
}
