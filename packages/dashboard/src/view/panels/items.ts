import type { CourseData } from "../../model/dashboard.ts";
import { said } from "../../model/sheet.ts";
import type { SheetRow } from "../../model/sheet.ts";
import { high, low } from "../../protect/shown.ts";
import type { Shown } from "../../protect/shown.ts";
import { bar, barRows } from "../bars.ts";
import { h } from "../node.ts";
import type { Element } from "../node.ts";
import { panel } from "../panel.ts";
import { scatter } from "../scatter.ts";
import { table } from "../table.ts";
import { cellWords, count, percent } from "../words.ts";

/** What to look at; the line of the source is where to do something about it. */
const FLAGS: Readonly<Record<string, string>> = {
  easy: "nearly everybody is right",
  hard: "hardly anybody is right",
  weak: "hardly tells those who know from those who don't",
  negative: "those who know the rest get it wrong",
  "key-suspect": "those who know the rest choose an option that counts as wrong",
  "key-negative": "those who know the rest leave the right option out",
  "not-working": "hardly anybody chooses this wrong option",
  "few-answers": "too few answers to say anything",
};

const flagsOf = (row: SheetRow): readonly string[] =>
  said(row["flags"] ?? "")
    .split(" ")
    .filter((flag) => flag !== "" && flag !== "few-answers");

const middle = (shown: Shown): number => (low(shown) + high(shown)) / 2;

/** Of the report's columns those that fit beside each other; `tessera report items` has all. */
const COLUMNS = new Set([
  "assessment",
  "answers",
  "facility",
  "discrimination",
  "alpha",
  "seconds",
  "flags",
  "place",
]);

export function itemsPanel({ items }: CourseData): Element | undefined {
  if (items.rows.length === 0) return undefined;
  const rows = items.rows.map((row, at): SheetRow => ({ nr: at + 1, ...row }));
  const flagged = rows.filter((row) => flagsOf(row).length > 0);
  const dots = rows.flatMap((row) => {
    const [facility, discrimination] = [row["facility"] as Shown, row["discrimination"]];
    if (facility === null || typeof discrimination !== "number") return [];
    return [
      {
        x: middle(facility),
        y: (discrimination + 0.5) / 1.5,
        label: said(row["nr"]),
        flagged: flagsOf(row).length > 0,
      },
    ];
  });
  const says =
    flagged.length === 0
      ? `${rows.length} questions, and none of them is to be looked at`
      : `${flagged.length} of ${rows.length} questions should be looked at`;
  const columns = [
    { key: "nr", label: "no.", kind: "count" } as const,
    { key: "name", label: "question", kind: "text" } as const,
    ...items.columns.filter(({ key }) => COLUMNS.has(key)),
  ];
  return panel({
    id: "items",
    says,
    chart:
      dots.length > 2
        ? scatter(dots, {
            x: ["hard", "how many are right", "easy"],
            y: ["−0.5", "tells who knows", "+1"],
            line: 0.7 / 1.5,
          })
        : undefined,
    more: [flagged.length > 0 ? flaggedList(flagged) : undefined],
    table: table({
      caption: says,
      columns,
      rows: rows.map((row) => ({ ...row, name: row["name"] ?? row["question"] ?? null })),
      heads: "name",
    }),
    columns: columns.length,
    rows: rows.length,
    how: "Of each learner the first answer counts, in an assessment those of the first attempt. Facility is the mean score; discrimination is the correlation with the learner's other questions (above 0.2, the line, is good). Flags are for questions with thirty answers or more.",
    notes: items.notes,
  });
}

function flaggedList(rows: readonly SheetRow[]): Element {
  return h(
    "ul",
    { class: "flags" },
    rows.map((row) =>
      h(
        "li",
        {},
        h("span", { class: "flag-nr", "aria-hidden": "true" }, said(row["nr"])),
        h("strong", { dir: "auto" }, said(row["name"] ?? row["question"])),
        h(
          "span",
          { class: "flag-why" },
          flagsOf(row)
            .map((flag) => FLAGS[flag] ?? flag)
            .join("; "),
        ),
        h(
          "span",
          { class: "flag-figures" },
          `${count(row["answers"] as Shown)} answers, facility ${cellWords(row["facility"], "number")}`,
        ),
        row["place"] !== null && h("code", {}, said(row["place"])),
      ),
    ),
  );
}

export function distractorsPanel({ distractors, items }: CourseData): Element | undefined {
  if (distractors.rows.length === 0) return undefined;
  const names = new Map(
    items.rows.map((row) => [`${said(row["question"])} ${said(row["version"])}`, row["name"]]),
  );
  const groups = new Map<string, SheetRow[]>();
  for (const row of distractors.rows) {
    const key = `${said(row["question"])} ${said(row["version"])}`;
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  const idle = distractors.rows.filter((row) => flagsOf(row).includes("not-working")).length;
  const suspect = [...groups.values()].filter((rows) =>
    rows.some((row) => flagsOf(row).some((flag) => flag.startsWith("key-"))),
  );
  const says =
    suspect.length > 0
      ? `${suspect.length} of ${groups.size} questions draw those who know to a wrong option; ${idle} options draw hardly anybody`
      : `${idle} of ${distractors.rows.length} options draw hardly anybody`;
  const isSuspect = (rows: readonly SheetRow[]) => suspect.includes(rows as SheetRow[]);
  const flagged = [...groups].filter(([, rows]) => isSuspect(rows));
  const rest = [...groups].filter(([, rows]) => !isSuspect(rows));
  const draw = ([key, rows]: readonly [string, readonly SheetRow[]]) =>
    question(said(names.get(key) ?? key), rows);
  const columns = distractors.columns.filter(({ key }) => key !== "option" && key !== "version");
  return panel({
    id: "distractors",
    says,
    more: [
      flagged.length > 0 ? h("div", { class: "questions" }, flagged.map(draw)) : undefined,
      rest.length > 0
        ? h(
            "details",
            { class: "fold" },
            h("summary", {}, `${flagged.length > 0 ? "The other" : "All"} ${rest.length} questions`),
            h("div", { class: "questions" }, rest.map(draw)),
          )
        : undefined,
    ],
    table: table({ caption: says, columns, rows: distractors.rows, heads: "text" }),
    columns: columns.length,
    rows: distractors.rows.length,
    how: "Which options were chosen in first answers. Of several that may be chosen together each counts by itself. r is the correlation of choosing an option with the rest of the score: a wrong option with a high r may be right as well.",
    notes: distractors.notes,
  });
}

function question(name: string, rows: readonly SheetRow[]): Element {
  const answers = rows[0]?.["answers"] as Shown;
  return h(
    "section",
    { class: "question" },
    h("h3", { dir: "auto" }, name),
    h(
      "p",
      { class: "quiet" },
      `${count(answers)} answers`,
      rows[0]?.["place"] ? ", " : "",
      rows[0]?.["place"] ? h("code", {}, said(rows[0]["place"])) : "",
    ),
    barRows(
      rows.map((row) => ({
        label: said(row["text"]),
        mark:
          row["correct"] === true
            ? h("span", { class: "right" }, "✓", h("span", { class: "hidden" }, " right: "))
            : h("span", { class: "wrong" }, h("span", { class: "hidden" }, "wrong: ")),
        picture: bar(
          [
            { value: 1, paint: "track" },
            { value: row["share"] as Shown, paint: row["correct"] === true ? "three" : "one" },
          ],
          1,
        ),
        says: [
          `${count(row["chosen"] as Shown)} (${percent(row["share"] as Shown)})`,
          ...flagsOf(row).map((flag) => h("span", { class: "flag-why" }, FLAGS[flag] ?? flag)),
        ],
      })),
    ),
  );
}
