import type { Course, Page, Unit } from "@tessera/course";
import { Chance } from "./chance.ts";
import type { Film } from "./watch-film.ts";

function unitOf({ children }: Pick<Course, "children">, id: string): Unit | undefined {
  const units = (parts: Course["children"]): readonly Unit[] =>
    parts.flatMap((part) => (part.type === "unit" ? [part] : units(part.children)));
  return units(children).find((unit) => unit.id === id);
}

function byPage<Value>(pages: readonly Page[], of: (page: Page) => Value): ReadonlyMap<string, Value> {
  return new Map(pages.map((page) => [page.slug, of(page)]));
}

/** Minutes promised for each page of a unit, by slug. */
export function minutesOf(course: Course, unit: string): ReadonlyMap<string, number> {
  const { pages = [], minutes: all } = unitOf(course, unit) ?? {};
  // What only the unit promises is shared out among its pages.
  const each = all === undefined ? 2 : all / Math.max(1, pages.length);
  return byPage(pages, ({ minutes }) => minutes ?? each);
}

/** Films and recordings of each page of a unit, by slug; the course does not know how long they are, so chance does. */
export function filmsOf(course: Course, unit: string, seed: string): ReadonlyMap<string, readonly Film[]> {
  return byPage(unitOf(course, unit)?.pages ?? [], ({ media = [] }) =>
    media.map((activity) => ({
      ...activity,
      length: Math.round(new Chance(`${seed} film ${activity.id}`).between(40, 240) * 10) / 10,
    })),
  );
}
