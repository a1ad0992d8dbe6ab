import type { WhatIf } from "../what-if/coverage-at.ts";
import type { CourseData, DashboardData, GroupData } from "../model/dashboard.ts";
import { h } from "./node.ts";
import type { Element } from "./node.ts";
import { aheadPanel } from "./panels/ahead.ts";
import { completionPanel, groupPanels, nameOf } from "./panels/completion.ts";
import { distractorsPanel, itemsPanel } from "./panels/items.ts";
import { funnelPanel } from "./panels/funnel.ts";
import { overTimePanel } from "./panels/over-time.ts";
import type { Span } from "./panels/over-time.ts";
import { outcomesPanel } from "./panels/outcomes.ts";
import { learnersPanel, overviewPanel } from "./panels/overview.ts";
import { coveragePanel, expiringPanel, expiringPeoplePanel } from "./panels/people.ts";
import { qualityPanel, sessionsPanel } from "./panels/sessions.ts";
import { systemsPanel } from "./panels/systems.ts";
import { timePanel } from "./panels/time.ts";
import { whatIfPanel } from "./panels/what-if.ts";
import { count, day, learners, moment } from "./words.ts";

/** What the page is narrowed to; the script keeps it in the address. */
export interface Choice {
  /** Place of the course in `courses`. */
  readonly course: number;
  /** `DIMENSION/PLACE`; everybody without it. */
  readonly group?: string;
  readonly span?: Span;
  /** With names: the day, and who is gone. */
  readonly whatIf?: WhatIf;
  /** Without: place of the day ahead in `ahead.days`. */
  readonly ahead?: number;
}

export function head({ facts, made, synced, named }: DashboardData): Element {
  const { first, last, since, until, narrowed: groups = [] } = facts;
  const span = [since && `from ${day(since)}`, until && `up to ${day(until)}`].filter(Boolean).join(" ");
  const parts = [...groups, ...(span === "" ? [] : [span])];
  const narrowed = parts.length > 0 ? ` Narrowed to ${parts.join(", ")}.` : "";
  return h(
    "header",
    { class: "head" },
    h("p", { class: "brand" }, "Tessera dashboard"),
    h(
      "h1",
      {},
      first === undefined
        ? "Nothing has been read into this store yet"
        : `What ${learners(facts.learners)} did`,
    ),
    first !== undefined &&
      h(
        "p",
        { class: "data" },
        `${count(facts.statements)} statements from `,
        h("time", { datetime: first }, day(first)),
        " to ",
        h("time", { datetime: last ?? first }, day(last ?? first)),
        `.${narrowed} `,
        synced !== undefined && `Last synced ${moment(synced)}. `,
        `Page made ${moment(made)}.`,
      ),
    named &&
      h("p", { class: "warning" }, "With names, and with small groups: keep this page as you keep your LRS."),
  );
}

/** What depends on the choice, in the order in which it answers. */
export function panels(data: DashboardData, choice: Choice): readonly Element[] {
  const course = data.courses[choice.course];
  if (course === undefined) return [emptyPanel(data)];
  const { group, words } = chosenGroup(course, choice.group);
  const all: readonly (Element | undefined)[] = [
    coveragePanel(data),
    systemsPanel(data),
    ifPanel(data, choice),
    expiringPanel(data),
    expiringPeoplePanel(data),
    outcomesPanel(data),
    overviewPanel(data),
    completionPanel(course, group, words),
    ...groupPanels(course),
    overTimePanel(course, choice.span),
    funnelPanel(course),
    timePanel(course),
    itemsPanel(course),
    distractorsPanel(course),
    sessionsPanel(course),
    qualityPanel(data),
    learnersPanel(course),
  ];
  return all.filter((one): one is Element => one !== undefined);
}

/** What if: of a page with names any day and any person, of one without the days ahead. */
export const ifPanel = (data: DashboardData, { whatIf, ahead }: Choice): Element | undefined =>
  data.named ? whatIfPanel(data, whatIf) : aheadPanel(data, ahead);

export function chosenGroup(
  course: CourseData,
  named: string | undefined,
): { readonly group?: GroupData; readonly words: string } {
  const [name, place] = (named ?? "").split("/");
  const dimension = course.dimensions.find((one) => one.name === name);
  const group = dimension?.groups[Number(place)];
  if (dimension === undefined || group === undefined) return { words: "" };
  const label = dimension.name === "began" ? "who began in" : `of ${dimension.label.toLowerCase()}`;
  return { group, words: ` ${label} ${nameOf(group)}` };
}

const TITLES: Readonly<Record<string, string>> = {
  coverage: "Who is verified",
  systems: "Systems",
  "what-if": "What if",
  expiring: "What expires",
  "expiring-who": "Whose",
  outcomes: "Outcomes",
  courses: "Courses",
  completion: "Completion",
  "by-began": "By month of beginning",
  "by-site": "By site",
  "by-role": "By role",
  "by-cohort": "By cohort",
  "over-time": "Over time",
  funnel: "Where learners stop",
  time: "Minutes",
  items: "Questions",
  distractors: "Options",
  sessions: "Sessions",
  quality: "Quality of the data",
  learners: "Learners",
};

export function contents(all: readonly Element[]): Element {
  return h(
    "nav",
    { class: "contents", "aria-label": "On this page" },
    h(
      "ul",
      {},
      all.map(({ attributes }) => {
        const id = String(attributes["id"]);
        return h("li", {}, h("a", { href: `#${id}` }, TITLES[id] ?? id));
      }),
    ),
  );
}

function emptyPanel({ facts }: DashboardData): Element {
  const none = facts.first === undefined;
  return h(
    "section",
    { class: "panel empty", id: "empty", "aria-labelledby": "empty-says" },
    h("h2", { id: "empty-says" }, none ? "Fill it, then make this page again" : "No course is known yet"),
    h(
      "p",
      {},
      none
        ? "Read statements from your LRS, or from a folder of files:"
        : `There are ${count(facts.statements)} statements, and no course to count them by. Give the compiled course that lies beside its package:`,
    ),
    h(
      "pre",
      { tabindex: "0", "aria-label": "Commands" },
      h(
        "code",
        {},
        none
          ? "tessera sync --lrs https://lrs.example.com/xapi/ --db reports.duckdb --course NAME.tessera.json\ntessera dashboard --db reports.duckdb --out dashboard.html"
          : "tessera sync --from DIR --db reports.duckdb --course NAME.tessera.json\ntessera dashboard --db reports.duckdb --out dashboard.html",
      ),
    ),
  );
}

export function foot({ named }: DashboardData): Element {
  return h(
    "footer",
    { class: "foot" },
    !named &&
      h(
        "p",
        {},
        "Nobody is named here. A range such as 0–4 stands where the exact figure would tell about fewer than five people, by itself or by subtraction; a dash where nothing can be told. Bars are hatched as far as a range goes.",
      ),
    h("p", {}, "Made by Tessera. The page holds all it shows, and asks nothing of any network."),
  );
}

/** The choices that the data allow. */
export function filters(data: DashboardData): Element | undefined {
  if (data.courses.length === 0) return undefined;
  return h(
    "form",
    { class: "filters", id: "filters", hidden: true, "aria-label": "What is shown" },
    field(
      "course",
      "Course",
      data.courses.map(({ title }, at) => [String(at), title] as const),
    ),
    h("span", { class: "field", id: "field-group" }),
    h("span", { class: "field", id: "field-from" }),
    h("span", { class: "field", id: "field-to" }),
    h("button", { type: "button", id: "print" }, "Print"),
  );
}

export function field(
  name: string,
  label: string,
  options: readonly (readonly [value: string, words: string] | Element)[],
): Element {
  return h(
    "label",
    { class: "field" },
    h("span", {}, label),
    h(
      "select",
      { id: name, name },
      options.map((one) =>
        "tag" in one
          ? one
          : h("option", { value: (one as readonly string[])[0] ?? "" }, (one as readonly string[])[1] ?? ""),
      ),
    ),
  );
}
