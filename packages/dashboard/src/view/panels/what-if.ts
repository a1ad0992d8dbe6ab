import type { DashboardData } from "../../model/dashboard.ts";
import type { SheetRow } from "../../model/sheet.ts";
import { coverageAt, endOfDay } from "../../what-if/coverage-at.ts";
import type { CoverageRow, WhatIf } from "../../what-if/coverage-at.ts";
import { bar, barRows, legend } from "../bars.ts";
import { h } from "../node.ts";
import type { Element } from "../node.ts";
import { panel } from "../panel.ts";
import { table } from "../table.ts";
import { count, dayOf, listed, titleOf } from "../words.ts";

/** More bars than that nobody compares; the table has all. */
const DRAWN = 12;
/** Names in one cell. */
const NAMED = 4;
const DAY_MICROS = 86_400_000_000;

export const microsOf = (iso: string): number => Date.parse(iso) * 1_000;
/** What is shown before anybody has chosen. */
export const firstWhatIf = ({ made }: DashboardData): WhatIf => ({
  on: endOfDay(microsOf(made), 90),
  without: [],
});

const STATES: Readonly<Record<string, string>> = {
  nobody: "nobody left",
  short: "too few",
  single: "one person left",
  expiring: "more expires within 90 days",
};
const GRAVE = ["nobody", "short", "single"];
const gravity = ({ flags }: CoverageRow): number => {
  const at = GRAVE.findIndex((flag) => flags.includes(flag));
  return at < 0 ? GRAVE.length : at;
};

/** Of a page with names: any day, and without anybody; what `report coverage --on --without` says. */
export function whatIfPanel(data: DashboardData, chosen = firstWhatIf(data)): Element | undefined {
  const { holds, made, titles = {} } = data;
  if (holds === undefined) return undefined;
  const all = coverageAt(holds, microsOf(made), chosen);
  if (all.length === 0) return undefined;
  const losing = all
    .filter(({ lost }) => lost !== 0)
    .sort((a, b) => gravity(a) - gravity(b) || b.lost - a.lost);
  const most = Math.max(1, ...losing.map(({ needed, before, kind }) => (kind === "role" ? needed : before)));
  const says = saysOf(data, chosen, all, losing);
  return panel({
    id: "what-if",
    says,
    controls: controlsOf(),
    chart:
      losing.length === 0
        ? undefined
        : barRows(
            losing.slice(0, DRAWN).map((row) => ({
              label: `${row.name}, ${row.site}`,
              picture: bar(
                [
                  { value: most, paint: "track" },
                  { value: row.before, paint: "four" },
                  { value: row.verified, paint: "two" },
                ],
                most,
              ),
              says: [
                `${titleOf(titles, row.credential)}: ${count(row.verified)} of ${count(row.before)} left`,
                ...row.flags
                  .filter((flag) => GRAVE.includes(flag))
                  .map((flag) => h("span", { class: "flag-why" }, STATES[flag] ?? flag)),
              ],
            })),
          ),
    more: [
      losing.length > 0
        ? legend([
            ["two", "still verified"],
            ["four", "lost"],
          ])
        : undefined,
      losing.length > DRAWN
        ? h("p", { class: "quiet" }, `The gravest ${DRAWN} are drawn; the table has all ${losing.length}.`)
        : undefined,
    ],
    table: losing.length === 0 ? undefined : tableOf(says, losing),
    columns: 9,
    rows: losing.length,
    how: `Today beside the end of the chosen day: credentials have expired that nobody took again, people have left by their last day and others begun, and whoever is chosen is gone. “tessera report coverage --on --without” says the same.`,
  });
}

function controlsOf(): Element {
  return h("form", {
    class: "controls",
    id: "what-if-controls",
    hidden: true,
    "aria-label": "What if",
  });
}

function saysOf(
  { holds, made }: DashboardData,
  { on, without }: WhatIf,
  all: readonly CoverageRow[],
  losing: readonly CoverageRow[],
): string {
  const names = without.map((id) => holds?.people.find((person) => person.id === id)?.name ?? id);
  const today = on === endOfDay(microsOf(made), 0);
  const day = today ? "today" : `on ${dayOf(on / DAY_MICROS - 1)}`;
  const who = names.length === 0 ? "" : `without ${listed(names)}`;
  const when = [who, who !== "" && today ? "" : day].filter(Boolean).join(", ");
  const condition = `${when.charAt(0).toUpperCase()}${when.slice(1)}`;
  if (losing.length === 0) return `${condition}, all ${all.length} cases are as they are now`;
  const nobody = losing.filter(({ flags }) => flags.includes("nobody")).length;
  const single = losing.filter(({ flags }) => flags.includes("single")).length;
  const grave = [
    ...(nobody > 0 ? [`${nobody} of them with nobody left`] : []),
    ...(single > 0 ? [`${single} with one person`] : []),
  ];
  return `${condition}, ${losing.length} of ${all.length} cases change${grave.length > 0 ? `, ${listed(grave)}` : ""}`;
}

const namesOf = (names: readonly string[]): string =>
  names.length > NAMED
    ? `${names.slice(0, NAMED).join(", ")} and ${names.length - NAMED} more`
    : names.join(", ");

function tableOf(caption: string, rows: readonly CoverageRow[]): Element {
  return table({
    caption,
    columns: [
      { key: "site", label: "site", kind: "text" },
      { key: "kind", label: "for", kind: "text" },
      { key: "name", label: "name", kind: "text" },
      { key: "credential", label: "credential", kind: "text" },
      { key: "needed", label: "needed", kind: "count" },
      { key: "before", label: "today", kind: "count" },
      { key: "verified", label: "then", kind: "count" },
      { key: "lost", label: "lost", kind: "count" },
      { key: "state", label: "then", kind: "text" },
      { key: "who_lost", label: "who is lost", kind: "text" },
    ],
    rows: rows.map(({ flags, who: _who, who_lost: gone, ...row }): SheetRow => ({
      ...row,
      state: flags.map((flag) => STATES[flag] ?? flag).join(", "),
      who_lost: namesOf(gone),
    })),
    heads: "name",
  });
}
