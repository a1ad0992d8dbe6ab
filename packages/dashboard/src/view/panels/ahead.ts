import type { Ahead, AheadCredential } from "../../model/ahead.ts";
import type { DashboardData } from "../../model/dashboard.ts";
import type { SheetRow } from "../../model/sheet.ts";
import { high, low, sum } from "../../protect/shown.ts";
import type { Shown } from "../../protect/shown.ts";
import { endOfDay } from "../../what-if/coverage-at.ts";
import { bar, barRows, legend } from "../bars.ts";
import type { BarRow } from "../bars.ts";
import { h } from "../node.ts";
import type { Element } from "../node.ts";
import { panel } from "../panel.ts";
import { table } from "../table.ts";
import { count, dayOf, titleOf } from "../words.ts";
import { microsOf } from "./what-if.ts";

const DAY_MICROS = 86_400_000_000;

/** Of a page without names: what expires by a day ahead, when nobody takes it again. @param at - place in `days` */
export function aheadPanel(data: DashboardData, at?: number): Element | undefined {
  const { ahead, titles = {} } = data;
  if (ahead === undefined || ahead.credentials.length === 0) return undefined;
  const last = ahead.days.length - 1;
  const chosen = at ?? last;
  const says = saysOf(data, ahead, chosen);
  const most = Math.max(1, ...ahead.credentials.map(({ held }) => high(held)));
  const rows = ahead.credentials.flatMap((one) => rowsOf(one, titles, most, { chosen, last }));
  return panel({
    id: "what-if",
    says,
    controls: h("form", {
      class: "controls",
      id: "what-if-controls",
      hidden: true,
      "aria-label": "What if",
    }),
    chart: barRows(rows),
    more: [
      legend([
        ["one", "hold it today"],
        ["four", "no longer by that day"],
      ]),
      chosen === last
        ? undefined
        : h("p", { class: "quiet" }, `By site and by role it is told for ${ahead.days[last] ?? 0} days.`),
    ],
    table: tableOf(says, ahead, titles),
    columns: 7,
    rows: tableRows(ahead, titles).length,
    how: `Who is in people.csv and holds it today, and how many of those no longer will when nobody takes it again. Groups of fewer than five are counted together; what would be told of fewer than five is a range, or left out.`,
  });
}

function saysOf({ made }: DashboardData, { credentials, days }: Ahead, at: number): string {
  const told = credentials.filter(({ lost }) => (lost[at] ?? null) !== null);
  const day = dayOf(endOfDay(microsOf(made), days[at] ?? 0) / DAY_MICROS - 1);
  if (told.length === 0) return `Too few hold anything to tell what expires by ${day}`;
  const lost = sum(told.map((one) => one.lost[at] ?? null));
  const held = sum(told.map((one) => one.held));
  const how = low(lost) === 0 ? `At most ${count(high(lost))}` : count(lost);
  return `${how} of ${count(held)} verifications are lost by ${day}, unless they are renewed`;
}

function rowsOf(
  { credential, held, lost, parts }: AheadCredential,
  titles: Readonly<Record<string, string>>,
  most: number,
  { chosen, last }: { readonly chosen: number; readonly last: number },
): readonly BarRow[] {
  const under = titleOf(titles, credential);
  const row = (label: string, has: Shown, loses: Shown): BarRow => ({
    label,
    under,
    picture: bar(
      [
        { value: most, paint: "track" },
        { value: has, paint: "one" },
        { value: loses, paint: "four" },
      ],
      most,
    ),
    says:
      loses === null ? "too few to tell" : has === null ? count(loses) : `${count(loses)} of ${count(has)}`,
  });
  return [
    row("Everybody", held, lost[chosen] ?? null),
    ...(chosen === last
      ? parts.flatMap(({ groups }) =>
          groups
            .filter((group) => group.lost !== null)
            .map(({ names, held: has, lost: loses }) => row(names.join(", "), has, loses)),
        )
      : []),
  ];
}

function tableRows({ credentials, days }: Ahead, titles: Readonly<Record<string, string>>): SheetRow[] {
  return credentials.flatMap(({ credential, held, lost, expired, parts }): SheetRow[] => [
    {
      credential: titleOf(titles, credential),
      ...{ group: "everybody", held, expired },
      ...Object.fromEntries(days.map((day, at) => [`in_${day}`, lost[at] ?? null])),
    },
    ...parts.flatMap(({ label, groups }) =>
      groups.map(({ names, held: has, lost: loses }): SheetRow => ({
        credential: titleOf(titles, credential),
        group: `${label.toLowerCase()} ${names.join(", ")}`,
        held: has,
        [`in_${days.at(-1) ?? 0}`]: loses,
      })),
    ),
  ]);
}

function tableOf(caption: string, ahead: Ahead, titles: Readonly<Record<string, string>>): Element {
  return table({
    caption,
    columns: [
      { key: "credential", label: "credential", kind: "text" },
      { key: "group", label: "of", kind: "text" },
      { key: "held", label: "hold it today", kind: "count" },
      { key: "expired", label: "expired before", kind: "count" },
      ...ahead.days.map((day) => ({
        key: `in_${day}`,
        label: `lost in ${day} days`,
        kind: "count" as const,
      })),
    ],
    rows: tableRows(ahead, titles),
    heads: "group",
  });
}
