import type { Queryable, ResultRow } from "../store.ts";
import { withoutValues } from "./coverage.ts";
import { heldAwards, heldNotes, ofCourse, present, standing } from "./held.ts";
import { momentOf } from "./people-needed.ts";
import { isAmong, peopleValues } from "./report.ts";
import type { Report, ReportColumn, ReportFilter, ReportTable } from "./report.ts";
import { DAY_MICROS, dayText } from "./spans.ts";
import { explainCredential } from "./trace-credential.ts";
import { whatToDo } from "./what-to-do.ts";

const WINDOWS = [30, 60, 90] as const;

const COUNTS: readonly ReportColumn[] = [
  { key: "site", label: "site", kind: "text" },
  { key: "credential", label: "credential", kind: "text" },
  { key: "people", label: "people who held it", kind: "count" },
  { key: "expired", label: "expired", kind: "count" },
  ...WINDOWS.map((days): ReportColumn => ({ key: `in_${days}`, label: `in ${days} days`, kind: "count" })),
  { key: "next_expiry", label: "next expiry", kind: "text" },
  { key: "what_to_do", label: "what to do", kind: "text" },
];
const PEOPLE: readonly ReportColumn[] = [
  { key: "site", label: "site", kind: "text" },
  { key: "person", label: "person", kind: "text" },
  { key: "credential", label: "credential", kind: "text" },
  { key: "earned", label: "earned", kind: "text" },
  { key: "expires", label: "expires", kind: "text" },
  { key: "days", label: "days", kind: "count" },
  { key: "what_to_do", label: "what to do", kind: "text" },
];

/** Whoever people.csv does not have counts, too, at no site, unless people were asked for. */
function holdersSql(store: Queryable, filter: ReportFilter): string {
  const among = isAmong(store.dialect, filter);
  return `holders AS (
  SELECT st.person AS person, coalesce(p.name, st.person) AS name, coalesce(p.site, '') AS site,
    st.credential AS credential, st.renew AS renew, st.earned_at AS earned_at, st.expires_at AS expires_at
  FROM standing AS st LEFT JOIN people AS p ON p.id = st.person
  WHERE (p.id IS NULL OR (${present(store, filter)}))${among === undefined ? "" : ` AND ${among}`}
    AND st.expires_at IS NOT NULL)`;
}

async function run(store: Queryable, filter: ReportFilter): Promise<ReportTable> {
  const on = await momentOf(store, filter);
  const { cte, values } = await heldAwards(store, filter);
  const all = { ...values, ...peopleValues(filter), ...withoutValues(filter), moment: on };
  const ctes = [cte, standing(store), holdersSql(store, filter)].join(", ");
  const asked = await ofCourse(store, filter);
  const sites = new Map(
    (await store.query("SELECT t.id AS id, t.title AS title FROM sites AS t")).map((row) => [
      row["id"],
      row["title"],
    ]),
  );
  const place = (row: ResultRow) =>
    row["site"] === "" ? "(none)" : String(sites.get(row["site"]) ?? row["site"]);
  const todo = await whatToDo(store);
  const notes = [
    `as of ${dayText(on - 1)}; of who has renewed, the last time counts; what never expires is left out`,
    ...heldNotes(filter),
  ];
  if (filter.names === true) {
    const rows = await store.query(
      `WITH ${ctes}
SELECT h.site AS site, h.name AS person, h.credential AS credential, h.renew AS renew, h.earned_at AS earned_at, h.expires_at AS expires_at
FROM holders AS h WHERE h.expires_at <= ${store.dialect.value("horizon", "number")}
ORDER BY h.expires_at, h.name, h.credential${store.dialect.suffix}`,
      { ...all, horizon: on + 90 * DAY_MICROS },
    );
    return {
      columns: PEOPLE,
      rows: rows
        .filter((row) => asked(row["credential"]))
        .map((row) => ({
          site: place(row),
          person: row["person"] ?? "",
          credential: row["credential"] ?? "",
          earned: dayText(Number(row["earned_at"])),
          expires: dayText(Number(row["expires_at"])),
          days: Math.floor((Number(row["expires_at"]) - on) / DAY_MICROS),
          what_to_do: todo(row),
        })),
      notes,
    };
  }
  // Each in the first window that it falls into.
  const within = WINDOWS.map((days, at) => {
    const [from, to] = [at === 0 ? 0 : WINDOWS[at - 1], days].map(
      (bound) => `${store.dialect.value("moment", "number")} + ${(bound ?? 0) * DAY_MICROS}`,
    );
    return `sum(CASE WHEN h.expires_at > ${from} AND h.expires_at <= ${to} THEN 1 ELSE 0 END) AS in_${days}`;
  });
  const moment = store.dialect.value("moment", "number");
  const rows = await store.query(
    `WITH ${ctes}
SELECT h.site AS site, h.credential AS credential, h.renew AS renew, count(*) AS people,
  sum(CASE WHEN h.expires_at <= ${moment} THEN 1 ELSE 0 END) AS expired, ${within.join(", ")},
  min(CASE WHEN h.expires_at > ${moment} THEN h.expires_at END) AS next_expiry
FROM holders AS h GROUP BY h.site, h.credential, h.renew ORDER BY h.credential, h.site${store.dialect.suffix}`,
    all,
  );
  return {
    columns: COUNTS,
    rows: rows
      .filter((row) => asked(row["credential"]))
      .map((row) => ({
        ...Object.fromEntries(COUNTS.map(({ key }) => [key, row[key] ?? null])),
        site: place(row),
        next_expiry: typeof row["next_expiry"] === "number" ? dayText(row["next_expiry"]) : null,
        what_to_do: todo(row),
      })),
    notes,
  };
}

export const expiring: Report = {
  name: "expiring",
  says: "what has expired or will in 30, 60 and 90 days, by credential and site, and what renews it",
  key: "a credential or pathway: its id",
  run,
  explain: explainCredential,
};
