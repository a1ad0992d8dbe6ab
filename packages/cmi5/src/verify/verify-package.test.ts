import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { KNOWN_LMS } from "../known-lms/registry.ts";
import { packageCourse } from "../package-course.ts";
import { au, bytesOf, sampleCourse, sampleUnit, structure, zipOf } from "../testing/sample-package.ts";
import { verifyPackage } from "./verify-package.ts";

interface Row {
  readonly id: string;
  readonly section: string;
  readonly binds: string;
  readonly level: string;
  readonly check: { readonly how: readonly string[] };
}

const data = new URL("../../../../test/data/au-requirements.json", import.meta.url);
const rows = (JSON.parse(readFileSync(data, "utf8")) as readonly Row[]).filter(
  (row) => row.binds !== "au" && row.check.how.includes("static"),
);

test("every requirement that a package can show is in the table, packages before LMSs", async () => {
  const { requirements } = await verifyPackage(zipOf(structure()), { name: "x.zip" });
  const listed = requirements.map(({ id, section, level }) => `${id} §${section} ${level}`);
  expect([...listed].sort()).toEqual(
    rows.map(({ id, section, level }) => `${id} §${section} ${level}`).sort(),
  );
  expect(requirements.filter((row) => row.binds === "package")).toHaveLength(27);
  expect(listed.slice(27)).toEqual(["6.1.0.0-2 §6.1 MUST", "13.1.0.0-1 §13.1 MUST"]);
});

test("the table goes by section", async () => {
  const { requirements } = await verifyPackage(zipOf(structure()), { name: "x.zip" });
  expect(requirements.slice(0, 6).map(({ id }) => id)).toEqual([
    "3.0.0.0-1",
    "4.4.0.0-1",
    "4.4.0.0-2",
    "8.1.0.0-6",
    "+13.1.1-1",
    "+13.1.1-2",
  ]);
});

test("findings come by file and place, each once, with the text they count in", async () => {
  const children = au({ id: "one", url: "a b.html" }) + au({ id: "two", attributes: 'moveOn="x"' });
  const { findings, sources } = await verifyPackage(zipOf(structure({ children })), { name: "x.zip" });
  const places = findings.map(({ span }) => `${span?.file} ${String(span?.start).padStart(6, "0")}`);
  expect(places).toEqual([...places].sort());
  expect(new Set(findings.map((finding) => JSON.stringify(finding))).size).toBe(findings.length);
  const quoted = findings.map(({ span }) => sources[0]?.text.slice(span?.start, span?.end));
  expect(quoted).toEqual(expect.arrayContaining(["one", "two", "a b.html", "x"]));
});

test("a megabyte in one value is not quoted whole", async () => {
  const noise = Array.from({ length: 200_000 }, (_, index) => Math.imul(index, 2654435761) >>> 0).join(" ");
  const { findings } = await verifyPackage(zipOf(structure({ children: au({ id: noise }) })), {
    name: "x.zip",
  });
  expect(findings.length).toBeGreaterThan(0);
  for (const { message, params } of findings) {
    expect(message.length).toBeLessThan(600);
    expect(JSON.stringify(params ?? {}).length).toBeLessThan(1500);
  }
});

test("a package of our own says which course and version it holds", async () => {
  const { value } = await packageCourse(sampleCourse, [{ path: "why.html", bytes: bytesOf("<p>") }], {
    urls: new Map([[sampleUnit.id, "why.html"]]),
  });
  const { description, kind } = await verifyPackage(value?.zip ?? new Uint8Array(), { name: "ot.zip" });
  expect({ kind, course: description?.course }).toMatchObject({ kind: "zip", course: { version: "1.0.0" } });
});

test("a package made by a newer Tessera is judged like a stranger's, and that is said", async () => {
  const zip = zipOf(structure(), { "index.html": "", "tessera.json": '{"format":99}' });
  const { conforms, description, findings } = await verifyPackage(zip, { name: "x.zip" });
  expect({ conforms, description }).toEqual({ conforms: true, description: undefined });
  expect(findings).toMatchObject([{ code: "cmi5/description-too-new", severity: "warning" }]);
});

test("no bytes and no change to a package make the judge throw", async () => {
  const zip = zipOf(structure(), { "index.html": "<p>", "tessera.json": '{"format":1}' });
  const xml = bytesOf(structure());
  const change = fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 5 });
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(zip, xml), change, fc.nat(), async (original, changes, cut) => {
      const bytes = original.slice();
      for (const [at, value] of changes) bytes[at % bytes.length] = value;
      for (const input of [bytes, bytes.subarray(0, cut % bytes.length)]) {
        const { requirements, forecast } = await verifyPackage(input, { name: "x" });
        expect(requirements).toHaveLength(29);
        expect(forecast).toHaveLength(KNOWN_LMS.length);
      }
    }),
    { numRuns: 200 },
  );
});

test.each(["javascript:alert(1)", "JavaScript:alert(1)", "data:text/html,hello", "vbscript:x"])(
  "[13.1.4.0-2] a launch url of the form %s, which would run in the page of the LMS, is refused",
  async (url) => {
    const { findings, conforms } = await verifyPackage(zipOf(structure({ children: au({ url }) })), {
      name: "x.zip",
    });
    expect(conforms).toBe(false);
    expect(findings.filter(({ severity }) => severity === "error").map(({ code }) => code)).toEqual([
      "cmi5/illegal-url",
    ]);
  },
);
