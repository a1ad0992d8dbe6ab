import { expect, test } from "vitest";
import { storeOf } from "../testing/memory-store.ts";
import { catalogueOfQuestions, COURSE } from "../testing/plain-catalogue.ts";
import { completion } from "./completion.ts";
import { rowNamed, SeveralRowsError } from "./row-names.ts";

async function twoCourses() {
  const store = await storeOf([]);
  const one = catalogueOfQuestions(2);
  const [unit] = one.units;
  if (unit === undefined) throw new Error("there is no unit");
  await store.keepCatalogue(one);
  await store.keepCatalogue({
    ...{ ...one, pages: [], questions: [], options: [] },
    courses: [{ id: "https://example.org/d", slug: "d", title: "Other", version: "1.0.0", language: "en" }],
    units: [{ ...unit, id: "https://example.org/d/unit", course: "https://example.org/d" }],
  });
  return { store, unit };
}

test("a row is named by id, slug or title; what fits two of them is asked back, unless a course is given", async () => {
  const { store, unit } = await twoCourses();
  const named = (key: string, filter = {}) => rowNamed(store, filter, { key, kinds: ["course", "unit"] });
  expect(await named(unit.id)).toEqual({ id: unit.id, kind: "unit" });
  expect(await named("Other")).toEqual({ id: "https://example.org/d", kind: "course" });
  await expect(named("unit")).rejects.toThrow(SeveralRowsError);
  await expect(named("Unit")).rejects.toMatchObject({ ids: [unit.id, "https://example.org/d/unit"] });
  expect(await named("Unit", { course: COURSE })).toEqual({ id: unit.id, kind: "unit" });
  expect(await named("urn:stranger")).toEqual({ id: "urn:stranger", kind: "other" });
  store.close();
});

test("a row that nobody has begun says so, and what is no row at all has nothing behind it", async () => {
  const { store } = await twoCourses();
  const trace = await completion.explain(store, {}, "Other");
  expect(trace?.rows).toEqual([]);
  expect(trace?.notes.join()).toMatch(/^nobody has begun it/);
  expect(await completion.explain(store, {}, "nothing")).toBeUndefined();
  store.close();
});
