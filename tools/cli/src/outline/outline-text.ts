import type { BlockOutline, CourseOutline, PageOutline, UnitOutline } from "@tessera/course";
import { printable } from "@tessera/diagnostics";
import { drawTable } from "./draw-table.ts";
import type { Row, TableStyle } from "./draw-table.ts";

const GAP_WORDS = {
  "not-taught": "not taught",
  "not-practised": "not practised",
  "not-assessed": "not assessed",
  "not-observed": "not observed",
} as const;

/** An outline for people: one table of units and pages, one of objectives; as text or as a page of markdown. */
export function outlineText(outline: CourseOutline, style: TableStyle): string {
  const { title, version, language, objectives } = outline;
  const rows = outline.children.flatMap((child) => childRows(child, 0));
  const parts = [
    heading(`${title} ${version} (${language})`, style),
    drawTable(
      ["unit and pages", "for", "minutes", "estimate", "practice", "in quizzes", "mastery"],
      rows,
      style,
    ),
  ];
  if (objectives.length === 0) return `${parts.join("\n\n")}\n`;
  const names = namesOf(outline);
  const map = objectives.map(({ objective, taught, practised, assessed, observed, gaps }): Row => {
    const drawn = assessed.length > 0 && assessed.every((place) => place.drawn);
    return [
      `${objective.slug}: ${objective.title}`,
      [...new Set(taught.map(({ unit, page }) => names(unit, page)))].join("; ") || "–",
      counted(practised.length),
      assessed.length === 0 ? "–" : `${assessed.length}${drawn ? " (drawn)" : ""}`,
      counted(observed.length),
      gaps.map((gap) => GAP_WORDS[gap]).join(", ") || "–",
    ];
  });
  return `${[
    ...parts,
    heading("Objectives", style),
    drawTable(["objective", "taught on", "practised", "assessed", "observed", "gaps"], map, style),
  ].join("\n\n")}\n`;
}

const heading = (text: string, style: TableStyle): string =>
  style === "md" ? `## ${printable(text)}` : printable(text);

const rounded = (minutes: number): string => String(Math.round(minutes));
const counted = (count: number): string => (count === 0 ? "–" : String(count));

function childRows(child: UnitOutline | BlockOutline, depth: number): readonly Row[] {
  const name = `${"  ".repeat(depth)}${child.title}`;
  if (child.type === "block")
    return [
      [name, "block", "", "", "", "", ""],
      ...child.children.flatMap((each) => childRows(each, depth + 1)),
    ];
  const { pages, purpose, minutes, mastery } = child;
  const sum = (of: (page: PageOutline) => number) => pages.reduce((total, page) => total + of(page), 0);
  const unit: Row = [
    name,
    purpose,
    minutes === undefined ? "–" : String(minutes),
    rounded(sum((page) => page.estimate)),
    counted(sum((page) => page.practice)),
    asked({ asked: sum((page) => page.asked), pool: sum((page) => page.pool) }),
    mastery === undefined ? "–" : `${Number((mastery * 100).toFixed(2))} %`,
  ];
  // A unit of one page with its own title is that page.
  if (pages.length === 1 && pages[0]?.title === child.title) return [unit];
  return [
    unit,
    ...pages.map((page): Row => [
      `${"  ".repeat(depth + 1)}${page.title}`,
      "",
      page.minutes === undefined ? "" : String(page.minutes),
      rounded(page.estimate),
      page.practice === 0 ? "" : String(page.practice),
      page.pool === 0 ? "" : asked(page),
      "",
    ]),
  ];
}

function asked({ asked: shown, pool }: Pick<PageOutline, "asked" | "pool">): string {
  if (pool === 0) return "–";
  return shown === pool ? String(pool) : `${shown} of ${pool}`;
}

/** `Page`, or `Unit: Page` where the page's title is not the course's only one. */
function namesOf({ children }: CourseOutline): (unit: string, page: string) => string {
  const units = new Map<string, UnitOutline>();
  const visit = (child: UnitOutline | BlockOutline): void => {
    if (child.type === "unit") units.set(child.slug, child);
    else child.children.forEach(visit);
  };
  children.forEach(visit);
  const titles = [...units.values()].flatMap((unit) => unit.pages.map((page) => page.title));
  return (unit, page) => {
    const found = units.get(unit);
    const title = found?.pages.find(({ slug }) => slug === page)?.title ?? page;
    return titles.filter((each) => each === title).length > 1 ? `${found?.title ?? unit}: ${title}` : title;
  };
}
