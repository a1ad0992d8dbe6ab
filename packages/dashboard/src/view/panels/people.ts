import type { DashboardData } from "../../model/dashboard.ts";
import { said } from "../../model/sheet.ts";
import type { SheetRow } from "../../model/sheet.ts";
import { high, low, sum } from "../../protect/shown.ts";
import type { Shown } from "../../protect/shown.ts";
import { bar, barRows, legend } from "../bars.ts";
import { h } from "../node.ts";
import type { Element } from "../node.ts";
import { panel } from "../panel.ts";
import { table } from "../table.ts";
import { count, titleOf } from "../words.ts";

const shown = (row: SheetRow, key: string): Shown => (row[key] ?? null) as Shown;

/** Five states, each a shape and a word: what a cell of the matrix says of those who are verified. */
const STATES = {
  all: ["●", "all"],
  most: ["◕", "most"],
  some: ["◑", "some"],
  few: ["◔", "few"],
  none: ["○", "under five or nobody"],
} as const;
type State = keyof typeof STATES;

function stateOf(row: SheetRow): State | undefined {
  const verified = shown(row, "verified");
  const people = shown(row, "people");
  if (verified === null || people === null || high(people) === 0) return undefined;
  if (low(verified) === 0 && high(verified) === high(people)) return undefined;
  const part = (low(verified) + high(verified)) / 2 / high(people);
  if (high(verified) >= high(people) && part > 0.85) return "all";
  if (part >= 0.6) return "most";
  if (part >= 0.3) return "some";
  return low(verified) >= 5 ? "few" : "none";
}

/** The matrix: sites and roles down, credentials across, the weakest first. */
export function coveragePanel({ coverage, titles = {}, ahead }: DashboardData): Element | undefined {
  if (coverage === undefined) return undefined;
  const roles = coverage.rows.filter((row) => row["kind"] === "role");
  if (roles.length === 0) return undefined;
  const credentials = [...new Set(roles.map((row) => said(row["credential"])))].sort();
  const groups = new Map<string, SheetRow[]>();
  for (const row of roles) {
    const key = JSON.stringify([row["site"], row["name"]]);
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  const states = roles.map(stateOf).filter((state) => state !== undefined);
  const well = states.filter((state) => state === "all" || state === "most").length;
  const says = `In ${well} of ${states.length} cases most or all of those who need a credential hold it`;
  // Where nothing can be told of a role at a site, a row would only say so.
  const rows = [...groups.values()].filter((row) => row.some((cell) => stateOf(cell) !== undefined));
  const untold = groups.size - rows.length;
  return panel({
    id: "coverage",
    says:
      states.length > 0
        ? says
        : "Roles at sites are too small, or too like each other, to tell who is verified",
    chart: rows.length > 0 ? matrix(says, credentials, { groups: rows, titles }) : undefined,
    more: [
      untold > 0
        ? h(
            "p",
            { class: "quiet" },
            `Of ${untold} more pairs of site and role nothing is told: they are small, or their sums would give them away.${ahead === undefined ? "" : " By site alone, and by role alone, it stands under “What if”."}`,
          )
        : undefined,
      states.length === 0
        ? undefined
        : h(
            "p",
            { class: "legend" },
            ...Object.entries(STATES).map(([name, [mark, words]]) =>
              h("span", {}, h("span", { class: `state state-${name}`, "aria-hidden": "true" }, mark), words),
            ),
          ),
    ],
    table: table({ caption: says, columns: coverage.columns, rows: coverage.rows, heads: "name" }),
    columns: coverage.columns.length,
    rows: coverage.rows.length,
    folded: true,
    how: "Somebody is verified who holds what the role requires today, by statements or by a badge. People count once for each credential that they need.",
    notes: coverage.notes,
  });
}

function matrix(
  says: string,
  credentials: readonly string[],
  {
    groups,
    titles,
  }: {
    readonly groups: readonly (readonly SheetRow[])[];
    readonly titles: Readonly<Record<string, string>>;
  },
): Element {
  return h(
    "table",
    { class: "table matrix", role: "table" },
    h("caption", { class: "hidden" }, says),
    h(
      "thead",
      { role: "rowgroup" },
      h(
        "tr",
        { role: "row" },
        ["site", "role", ...credentials.map((id) => titleOf(titles, id))].map((words) =>
          h("th", { role: "columnheader", scope: "col" }, words),
        ),
      ),
    ),
    h(
      "tbody",
      { role: "rowgroup" },
      groups.map((rows) =>
        h(
          "tr",
          { role: "row" },
          h(
            "th",
            { role: "rowheader", scope: "row", dir: "auto", "data-label": "site" },
            said(rows[0]?.["site"]),
          ),
          h("td", { role: "cell", dir: "auto", "data-label": "role" }, said(rows[0]?.["name"])),
          credentials.map((credential) => {
            const row = rows.find((one) => one["credential"] === credential);
            const state = row === undefined ? undefined : stateOf(row);
            return h(
              "td",
              {
                role: "cell",
                "data-label": titleOf(titles, credential),
                ...(row === undefined && { class: "idle" }),
              },
              ...(row === undefined
                ? ["not required"]
                : [
                    h(
                      "span",
                      {},
                      state !== undefined &&
                        h("span", { class: `state state-${state}`, "aria-hidden": "true" }, STATES[state][0]),
                      state === undefined
                        ? "too few to tell"
                        : `${count(shown(row, "verified"))} of ${count(shown(row, "people"))}`,
                    ),
                  ]),
            );
          }),
        ),
      ),
    ),
  );
}

/** What expires, by site and credential. */
export function expiringPanel({ expiring }: DashboardData): Element | undefined {
  if (expiring === undefined || expiring.rows.length === 0) return undefined;
  const soon = sum(expiring.rows.map((row) => shown(row, "in_90")).filter((one) => one !== null));
  const says =
    low(soon) === 0
      ? `At most ${high(soon)} verifications expire within 90 days`
      : `${count(soon)} verifications expire within 90 days`;
  const most = Math.max(1, ...expiring.rows.map((row) => high(shown(row, "people"))));
  return panel({
    id: "expiring",
    says,
    chart: barRows(
      expiring.rows
        .filter((row) => shown(row, "in_90") !== null)
        .map((row) => ({
          label: said(row["site"]),
          under: said(row["credential"]),
          picture: bar(
            [
              { value: most, paint: "track" },
              { value: shown(row, "people"), paint: "one" },
              { value: shown(row, "in_90"), paint: "four" },
            ],
            most,
          ),
          says: `${count(shown(row, "in_90"))} of ${count(shown(row, "people"))} in 90 days`,
        })),
    ),
    more: [
      legend([
        ["one", "who held it"],
        ["four", "expires within 90 days"],
      ]),
    ],
    table: table({ caption: says, columns: expiring.columns, rows: expiring.rows, heads: "credential" }),
    columns: expiring.columns.length,
    rows: expiring.rows.length,
    how: "A credential lasts as long as its course says, from the day on which it was earned last.",
    notes: expiring.notes,
  });
}

/** Whose credential expires, when, and what renews it: where people may be named. */
export function expiringPeoplePanel({ expiringPeople: all }: DashboardData): Element | undefined {
  if (all === undefined || all.rows.length === 0) return undefined;
  const gone = all.rows.filter((row) => Number(row["days"]) < 0).length;
  const next = all.rows.find((row) => Number(row["days"]) >= 0);
  const first =
    next === undefined ? "" : `; the next is ${said(next["person"])}, in ${said(next["days"])} days`;
  const says = `${gone} verifications have expired and ${all.rows.length - gone} will within 90 days${first}`;
  return panel({
    id: "expiring-who",
    says,
    table: table({ caption: says, columns: all.columns, rows: all.rows, heads: "person" }),
    columns: all.columns.length,
    rows: all.rows.length,
    how: "The soonest first, with the course that renews it.",
    notes: all.notes,
  });
}
