import { createRequire } from "node:module";
import { XmlDocument } from "libxml2-wasm";
import { expect, test } from "vitest";
import type { Block, Course, Unit } from "@tessera/course";
import { packageScorm } from "./package-scorm.ts";
import type { ScormPackageOptions } from "./package-scorm.ts";
import { planManifest } from "./manifest/plan.ts";
import { checkPlan } from "./manifest/check-plan.ts";

const COURSE = "https://example.org/courses/pumps";
const SOURCE = { file: "course.md", start: 0, end: 0, line: 1, column: 1 };

function unit(slug: string, changes: Partial<Unit> = {}): Unit {
  return {
    type: "unit",
    slug,
    id: `${COURSE}/units/${slug}`,
    purpose: "prove",
    title: `Unit ${slug}`,
    description: "",
    moveOn: "CompletedAndPassed",
    launchMethod: "AnyWindow",
    objectives: [],
    pages: [],
    source: SOURCE,
    ...changes,
  };
}

function block(children: readonly (Unit | Block)[]): Block {
  return {
    type: "block",
    slug: "habits",
    id: `${COURSE}/blocks/habits`,
    title: "Habits",
    description: "",
    objectives: [],
    children,
    source: SOURCE,
  };
}

function course(children: readonly (Unit | Block)[], title = 'Pumps & "seals" <1>'): Course {
  return {
    format: 1,
    id: COURSE,
    slug: "pumps",
    title,
    description: "Keep water where it belongs",
    version: "1.0.0",
    language: "en",
    roles: [],
    objectives: [],
    children,
    assets: [],
  };
}

const SEVERAL = course([
  block([
    unit("look", { moveOn: "Completed" }),
    unit("extra", { moveOn: "NotApplicable" }),
    unit("try", { moveOn: "Completed", mastery: 0.5 }),
  ]),
  unit("prove", { mastery: 0.8 }),
]);
const SEVERAL_URLS = new Map(
  ["look", "extra", "try", "prove"].map((slug) => [`${COURSE}/units/${slug}`, `${slug}-0123456789.html`]),
);
const file = (path: string) => ({ path, bytes: new TextEncoder().encode(path) });
const SHARED = [file("assets/player-0123456789.js"), file("NOTICES.txt")];
const FILES = [...SHARED, ...[...SEVERAL_URLS.values()].map(file)];
const INDEX = file("index.html");

const build = (target: ScormPackageOptions["target"], entry?: string) =>
  packageScorm(SEVERAL, entry ? [...FILES, INDEX] : FILES, {
    target,
    urls: SEVERAL_URLS,
    ...(entry && { entry }),
  });

test.each([
  ["scorm12", "multi", undefined],
  ["scorm12", "single", "index.html"],
  ["scorm2004", "multi", undefined],
  ["scorm2004", "single", "index.html"],
] as const)("%s, %s: the manifest is as it was agreed", async (target, layout, entry) => {
  const { xml } = build(target, entry);
  await expect(xml).toMatchFileSnapshot(`./manifest/golden/${target}-${layout}.xml`);
});

const NAMES = {
  scorm12: {
    cp: "http://www.imsproject.org/xsd/imscp_rootv1p1p2",
    adlcp: "http://www.adlnet.org/xsd/adlcp_rootv1p2",
  },
  scorm2004: {
    cp: "http://www.imsglobal.org/xsd/imscp_v1p1",
    adlcp: "http://www.adlnet.org/xsd/adlcp_v1p3",
    imsss: "http://www.imsglobal.org/xsd/imsss",
  },
} as const;

/** Values of an XPath in a manifest, as another parser than ours reads it. */
function read(xml: string, path: string, target: ScormPackageOptions["target"]): string[] {
  using document = XmlDocument.fromString(xml);
  return document.find(path, NAMES[target]).map((node) => node.content);
}

test.each(["scorm12", "scorm2004"] as const)("%s: another parser reads what was meant", (target) => {
  for (const entry of [undefined, "index.html"]) {
    const { xml } = build(target, entry);
    const ids = read(xml, "//@identifier", target);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^[A-Za-z_][\w.-]*$/);
    const resources = read(xml, "//cp:resource/@identifier", target);
    for (const reference of read(xml, "//@identifierref", target)) expect(resources).toContain(reference);
    const files = read(xml, "//cp:resource/cp:file/@href", target).sort();
    const inZip = [...FILES, ...(entry ? [INDEX] : [])].map(({ path }) => path).sort();
    expect(files).toEqual(inZip);
    expect(read(xml, "//cp:organization/cp:title", target)).toEqual(['Pumps & "seals" <1>']);
    expect(read(xml, "//cp:schemaversion", target)).toEqual([
      target === "scorm12" ? "1.2" : "2004 4th Edition",
    ]);
  }
});

test("a mastery score is written where the unit has to be passed, and nowhere else", () => {
  expect(read(build("scorm12").xml, "//adlcp:masteryscore", "scorm12")).toEqual(["80"]);
  expect(read(build("scorm12", "index.html").xml, "//adlcp:masteryscore", "scorm12")).toEqual([]);
  const measures = read(build("scorm2004").xml, "//imsss:minNormalizedMeasure", "scorm2004");
  expect(measures).toEqual(["0.5", "0.8"]);
  const rolled = read(build("scorm2004").xml, "//imsss:rollupRules/@rollupObjectiveSatisfied", "scorm2004");
  expect(rolled).toEqual(["false", "false", "false", "true"]);
});

test.each([
  [0.1, "10"],
  [0.29, "29"],
  [0.8765, "87.65"],
  [1, "100"],
])("a mastery of %d is a masteryscore of %s", (mastery, text) => {
  const one = course([unit("prove", { mastery })]);
  const urls = new Map([[`${COURSE}/units/prove`, "prove.html"]]);
  const { xml } = packageScorm(one, [file("prove.html")], { target: "scorm12", urls, entry: "prove.html" });
  expect(read(xml, "//adlcp:masteryscore", "scorm12")).toEqual([text]);
});

test("the manifest comes first in the zip, another unzipper opens it, and no cmi5.xml is beside it", async () => {
  const names = await namesIn(build("scorm12", "index.html").zip);
  expect(names[0]).toBe("imsmanifest.xml");
  expect([...names].sort()).toEqual(
    ["imsmanifest.xml", "index.html", ...FILES.map(({ path }) => path)].sort(),
  );
});

test("the same course gives the same bytes, in whatever order its files come", () => {
  const again = packageScorm(SEVERAL, [...FILES].reverse(), { target: "scorm12", urls: SEVERAL_URLS });
  expect(again.zip).toEqual(build("scorm12").zip);
});

test.each([
  ["a page that is missing", {}, FILES.slice(0, -1), "prove-0123456789.html is not there"],
  ["a file of cmi5", {}, [...FILES, file("cmi5.xml")], "cmi5.xml is another manifest"],
  ["a name that servers choke on", {}, [...FILES, file("a b.png")], "a b.png is no plain name"],
  ["an empty title", { title: " \u0007" }, FILES, "a title is empty"],
] as const)("%s never becomes a package", (_, changes, files, sentence) => {
  const wrong = { ...SEVERAL, ...changes };
  const paths = files.map(({ path }) => path);
  expect(checkPlan(planManifest(wrong, { urls: SEVERAL_URLS, paths }), paths)).toContain(sentence);
  expect(() => packageScorm(wrong, files, { target: "scorm12", urls: SEVERAL_URLS })).toThrow(sentence);
});

test("ids that differ in a character no identifier can hold stay two", () => {
  const odd = ["a:b", "a/b", "a%20b", "ä"].map((slug) => unit(slug));
  const urls = new Map(odd.map(({ id }, index) => [id, `${index}.html`]));
  const files = [...urls.values()].map(file);
  const { xml } = packageScorm(course(odd), files, { target: "scorm2004", urls });
  expect(new Set(read(xml, "//cp:item/@identifier", "scorm2004")).size).toBe(4);
});

async function namesIn(zip: Uint8Array): Promise<string[]> {
  const yauzl = createRequire(import.meta.url)("yauzl") as {
    fromBuffer(bytes: Buffer, options: object, done: (error: Error | null, file: Listing) => void): void;
  };
  interface Listing {
    on(event: "entry", listener: (entry: { readonly fileName: string }) => void): void;
    on(event: "end" | "error", listener: (error?: Error) => void): void;
  }
  return new Promise((resolve, reject) => {
    const names: string[] = [];
    yauzl.fromBuffer(Buffer.from(zip), { strictFileNames: true }, (error, listing) => {
      if (error) return reject(error);
      listing.on("entry", ({ fileName }) => names.push(fileName));
      listing.on("error", reject);
      listing.on("end", () => resolve(names));
    });
  });
}
