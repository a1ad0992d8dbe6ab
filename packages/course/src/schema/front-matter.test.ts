import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { courseFrontMatter } from "./course.schema.ts";
import { blockFrontMatter, pageFrontMatter, unitFrontMatter } from "./unit.schema.ts";
import * as value from "./values.ts";

const accepts = (schema: { safeParse(data: unknown): { success: boolean } }, data: unknown) =>
  schema.safeParse(data).success;

describe("values", () => {
  test.each([
    ["https://example.org/courses/fire-safety", true],
    ["https://example.org:8443/c", true],
    ["https://example.org/übung", true],
    ["https://example.org", true],
    ["http://example.org/c", false],
    ["urn:uuid:1", false],
    ["/courses/c", false],
    ["https://example.org/c?a=1", false],
    ["https://example.org/c#a", false],
    ["https://example.org/a&b", false],
    ["https://example.org/a+b", false],
    ["https://example.org/a%20b", false],
    ["https://example.org/a b", false],
    ["https://example.org/c/", false],
    ["https://user@example.org/c", false],
    [`https://example.org/${"a".repeat(240)}`, false],
  ])("[3.0.0.0-1] an id of ours: %s %s", (iri, good) => {
    expect(accepts(value.iri, iri)).toBe(good);
  });

  test.each([
    ["https://example.org/privacy", true],
    ["https://example.org/privacy?lang=en#data", true],
    ["https://example.org?page=privacy", true],
    ["https://example.org/@team/privacy", true],
    ["http://example.org/privacy", false],
    ["https://example.org@elsewhere.example/privacy", false],
    ["javascript:alert(1)", false],
    ["//example.org/privacy", false],
    ["02-privacy.md", false],
    ["https://", false],
    ["https://example.org/a b", false],
  ])("an address of the web: %s %s", (address, good) => {
    expect(accepts(value.webAddress, address)).toBe(good);
  });

  test.each([
    ["answer", true],
    ["score", true],
    ["Score", false],
    ["nothing", false],
    [true, false],
  ])("what is recorded of typed answers: %s %s", (setting, good) => {
    expect(accepts(value.record, setting)).toBe(good);
  });

  test.each([
    ["en", true],
    ["de-CH", true],
    ["zh-Hant-TW", true],
    ["es-419", true],
    ["sl-rozaj", true],
    ["english", false],
    ["EN", false],
    ["en_GB", false],
    ["", false],
  ])("a language tag: %s %s", (tag, good) => {
    expect(accepts(value.languageTag, tag)).toBe(good);
  });

  test.each([
    ["P2Y", true],
    ["P90D", true],
    ["P1Y6M", true],
    ["PT20M", true],
    ["P1DT12H", true],
    ["P", false],
    ["PT", false],
    ["P1DT", false],
    ["2Y", false],
    ["P1H", false],
  ])("a time span: %s %s", (text, good) => {
    expect(accepts(value.duration, text)).toBe(good);
  });

  test.each([
    [0.8, true],
    [1, true],
    [0.0001, true],
    [0.3333, true],
    [0, false],
    [-0.5, false],
    [1.01, false],
    [0.33333, false],
    ["0.8", false],
    [Number.NaN, false],
  ])("[+13.1.4-2] a mastery score: %s %s", (score, good) => {
    expect(accepts(value.mastery, score)).toBe(good);
  });

  test("[+13.1.4-3] moveOn is one of the five words of cmi5", () => {
    for (const word of ["NotApplicable", "Passed", "Completed", "CompletedAndPassed", "CompletedOrPassed"])
      expect(accepts(value.moveOn, word)).toBe(true);
    expect(accepts(value.moveOn, "completed")).toBe(false);
  });

  test("[+13.1.4-4] launchMethod is one of the two words of cmi5", () => {
    expect([accepts(value.launchMethod, "OwnWindow"), accepts(value.launchMethod, "iframe")]).toEqual([
      true,
      false,
    ]);
  });

  test("a title is one line that every LMS can store", () => {
    expect(accepts(value.title, "x".repeat(255))).toBe(true);
    expect(accepts(value.title, "x".repeat(256))).toBe(false);
    expect(accepts(value.title, "two\nlines")).toBe(false);
    expect(accepts(value.title, "  ")).toBe(false);
    expect(value.title.parse("  Pumps  ")).toBe("Pumps");
  });

  test("a version has three numbers; text that looks like a number is not one", () => {
    expect(["1.0.0", "2.1.0-rc.1"].every((text) => accepts(value.version, text))).toBe(true);
    expect(["1.0", "v1.0.0", "01.0.0", 1].some((text) => accepts(value.version, text))).toBe(false);
  });

  test("slugs are small ASCII words joined by single hyphens", () => {
    fc.assert(
      fc.property(
        fc.string(),
        (text) => accepts(value.slug, text) === /^[a-z0-9]+(-[a-z0-9]+)*$/.test(text) || text.length > 80,
      ),
    );
  });
});

const course = { id: "https://example.org/c", title: "C", version: "1.0.0", language: "en" };

describe("front matter", () => {
  test("the smallest course has four settings", () => {
    expect(accepts(courseFrontMatter, course)).toBe(true);
    for (const key of Object.keys(course))
      expect(accepts(courseFrontMatter, { ...course, [key]: undefined })).toBe(false);
  });

  test.each([
    ["course", courseFrontMatter, course],
    ["unit", unitFrontMatter, {}],
    ["block", blockFrontMatter, {}],
    ["page", pageFrontMatter, {}],
  ])("an unknown setting of a %s is refused", (_, schema, data) => {
    expect(accepts(schema, data)).toBe(true);
    expect(accepts(schema, { ...data, surprise: 1 })).toBe(false);
  });

  test("an entry of a list says once what it is for", () => {
    const list = (entry: object) => accepts(courseFrontMatter, { ...course, units: [entry] });
    expect(list({ learn: "a.md" })).toBe(true);
    expect(list({ block: "Part", units: [{ prove: "b.md", mastery: 0.8 }] })).toBe(true);
    expect(list({ learn: "a.md", prove: "a.md" })).toBe(false);
    expect(list({ title: "A" })).toBe(false);
    expect(list({ block: "Part", units: [{ prove: "b.md", masterly: 0.8 }] })).toBe(false);
  });

  test("a credential is kept as written, but for what would be wrong", () => {
    const credential = { name: "C", valid: "P2Y", alignment: [{ any: "thing" }] };
    expect(courseFrontMatter.parse({ ...course, credential }).credential).toEqual(credential);
    expect(accepts(courseFrontMatter, { ...course, credential: { ...credential, valid: "2 years" } })).toBe(
      false,
    );
  });

  test("an award asks for units, a mastery, observers and a span, and for nothing else", () => {
    const awards = (award: object) =>
      accepts(courseFrontMatter, { ...course, credential: { name: "C", award } });
    expect(awards({ units: "all", mastery: 0.8, observations: 2, within: "P90D" })).toBe(true);
    expect(awards({ units: ["assessment"] })).toBe(true);
    for (const wrong of [
      { units: "some" },
      { units: [] },
      { observations: 0 },
      { observers: 1 },
      { within: "90 days" },
    ])
      expect(awards(wrong), JSON.stringify(wrong)).toBe(false);
  });
});
