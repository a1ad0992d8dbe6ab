import { expect, test } from "vitest";
import type { Course, Flow, Page, Purpose, Unit } from "./course.ts";
import { outlineOf } from "./course-outline.ts";
import { coverageOf, gapsOf, pagesTeaching } from "./coverage.ts";

const source = { file: "a.md", start: 0, end: 0, line: 1, column: 1 };
const question = (slug: string, ...objectives: string[]) =>
  ({ slug, objectives, source }) as unknown as Extract<Flow, { type: "question" }>["question"];
const practice = (slug: string, ...objectives: string[]): Flow => ({
  type: "question",
  question: question(slug, ...objectives),
});
const quiz = (slug: string, ...pools: Extract<Flow, { type: "quiz" }>["pools"]): Flow =>
  ({ type: "quiz", slug, intro: "", pools, source }) as unknown as Flow;
const observation = (slug: string, ...objectives: string[]): Flow =>
  ({
    type: "observation",
    slug: `${slug}-seen`,
    questions: [question(slug, ...objectives)],
    source,
  }) as unknown as Flow;
const page = (slug: string, flow: readonly Flow[] = [], objectives?: readonly string[]): Page => ({
  slug,
  id: `https://example.org/${slug}`,
  title: slug,
  flow,
  source,
  ...(objectives && { objectives }),
});
const unit = (slug: string, purpose: Purpose, pages: readonly Page[], objectives: readonly string[] = []) =>
  ({ type: "unit", slug, title: slug, purpose, pages, objectives, source }) as unknown as Unit;
const course = (...children: Course["children"]): Course =>
  ({
    id: "https://example.org/c",
    title: "C",
    version: "1.0.0",
    language: "en",
    children,
    assets: [],
    objectives: ["isolate", "drain"].map((slug) => ({
      slug,
      id: `https://example.org/${slug}`,
      title: slug,
    })),
  }) as unknown as Course;
const gaps = (of: Course) => gapsOf(of).map(({ objective, gap }) => `${objective.slug} ${gap}`);

test("a page teaches what its own objectives name, whatever its unit is for", () => {
  const of = course(unit("u", "prove", [page("a", [], ["isolate"]), page("b")], ["isolate", "drain"]));
  expect(pagesTeaching(of, "isolate")).toEqual([{ unit: "u", page: "a" }]);
  expect(pagesTeaching(of, "drain")).toEqual([]);
});

test("where no page says so, the pages that practise it teach it, else all pages of a unit about it", () => {
  const pages = [page("a"), page("b", [practice("q", "isolate")]), page("c", [], [])];
  const of = course(unit("u", "learn", pages, ["isolate", "drain"]));
  expect(pagesTeaching(of, "isolate")).toEqual([{ unit: "u", page: "b" }]);
  expect(pagesTeaching(of, "drain").map(({ page: slug }) => slug)).toEqual(["a", "b"]);
});

test("questions practise on pages, assess in quizzes, and are observed in an observation", () => {
  const of = course(
    unit("learn", "learn", [page("a", [practice("p", "isolate")])]),
    unit("prove", "prove", [
      page("b", [
        quiz(
          "final",
          { draw: 1, questions: [question("q", "isolate"), question("r")] },
          { questions: [question("s", "isolate")] },
        ),
      ]),
    ]),
    unit("job", "apply", [page("d", [observation("o", "isolate")])]),
  );
  const [isolate] = coverageOf(of);
  expect(isolate?.practised).toEqual([{ unit: "learn", page: "a", question: "p" }]);
  expect(isolate?.observed).toEqual([{ unit: "job", page: "d", question: "o" }]);
  expect(isolate?.assessed).toEqual([
    { unit: "prove", page: "b", quiz: "final", question: "q", drawn: true },
    { unit: "prove", page: "b", quiz: "final", question: "s", drawn: false },
  ]);
});

test("a course is asked only for what its units are for", () => {
  const assessed = page("q", [quiz("final", { questions: [question("q", "isolate", "drain")] })]);
  expect(gaps(course(unit("u", "prove", [assessed])))).toEqual([]);
  expect(
    gaps(course(unit("l", "learn", [page("a", [], ["isolate"])]), unit("u", "prove", [assessed]))),
  ).toEqual(["drain not-taught"]);
  expect(
    gaps(
      course(
        unit("p", "practise", [page("a", [practice("p", "isolate")], ["isolate", "drain"])]),
        unit("u", "prove", [assessed]),
        unit("j", "apply", [page("j", [observation("o", "isolate")])]),
      ),
    ),
  ).toEqual(["drain not-practised"]);
});

test("what an apply unit is about has to be observed, and nothing else", () => {
  const apply = (...about: string[]) =>
    course(
      unit("u", "prove", [page("q", [quiz("final", { questions: [question("q", "isolate", "drain")] })])]),
      unit("j", "apply", [page("j", [observation("o", "isolate")])], about),
    );
  expect(gaps(apply("isolate"))).toEqual([]);
  expect(gaps(apply("isolate", "drain"))).toEqual(["drain not-observed"]);
});

test("practice assesses only where nothing is scored", () => {
  const learn = unit("l", "learn", [page("a", [practice("p", "isolate", "drain")])]);
  expect(gaps(course(learn))).toEqual([]);
  const scored = page("b", [quiz("final", { questions: [question("q", "isolate")] })]);
  expect(gaps(course(learn, unit("u", "prove", [scored])))).toEqual(["drain not-assessed"]);
});

test("the outline counts what is asked and what there is to draw from, blocks opened", () => {
  const drawn = quiz("final", { draw: 1, questions: [question("q", "isolate"), question("r")] });
  const inner = unit("u", "prove", [page("b", [drawn, practice("p")])]);
  const of = outlineOf(
    course({ type: "block", slug: "x", title: "X", children: [inner] } as unknown as Course["children"][0]),
  );
  expect(of.children).toMatchObject([
    { type: "block", children: [{ type: "unit", pages: [{ asked: 1, pool: 2, practice: 1 }] }] },
  ]);
  expect(of.objectives.map(({ objective, gaps: open }) => [objective.slug, ...open])).toEqual([
    ["isolate"],
    ["drain", "not-assessed"],
  ]);
});
