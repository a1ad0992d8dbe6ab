/** Every requirement on packages, one by one, against packages that the command line really builds. */
import { readFileSync } from "node:fs";
import { XmlDocument, XsdValidator } from "libxml2-wasm";
import { beforeAll, expect, test } from "vitest";
import { readPackage, verifyPackage } from "@tessera/cmi5";
import type { Verification } from "@tessera/cmi5";
import { zipOf } from "../e2e/lms-bench.ts";

const COURSES = [
  "courses/ot-cyber-hygiene",
  "courses/first-steps",
  "courses/advanced-scaffold-safety",
  "courses/tutorial",
];
const verified = new Map<string, Verification>();
const zips = new Map<string, Uint8Array>();

beforeAll(async () => {
  for (const folder of COURSES) {
    const zip = await zipOf(folder);
    zips.set(folder, zip);
    verified.set(folder, await verifyPackage(zip, { name: `${folder}.zip` }));
  }
});

const rows = (
  JSON.parse(readFileSync(new URL("../data/au-requirements.json", import.meta.url), "utf8")) as {
    readonly id: string;
    readonly binds: string;
  }[]
).filter((row) => row.binds === "package");

test.each(rows.map((row) => [row.id, row] as const))(
  "[%s] holds in every sample course, or does not apply",
  (id) => {
    for (const [folder, { requirements: judged }] of verified) {
      const row = judged.find((one) => one.id === id);
      expect(row, `${folder}: nobody judges ${id}`).toBeDefined();
      expect(["held", "not-applicable"], `${folder}: ${row?.reason}`).toContain(row?.verdict);
    }
  },
);

test("[13.2.0.0-1, 4.4.0.0-1] libxml2 finds every sample course's cmi5.xml valid against the official schema", () => {
  const schema = readFileSync(new URL("../../packages/cmi5/schema/CourseStructure.xsd", import.meta.url));
  const xsd = XmlDocument.fromBuffer(schema);
  const validator = XsdValidator.fromDoc(xsd);
  for (const [folder, zip] of zips) {
    const { value } = readPackage(zip, { name: folder });
    const document = XmlDocument.fromBuffer(value?.read("cmi5.xml") ?? new Uint8Array());
    expect(() => validator.validate(document)).not.toThrow();
    document.dispose();
  }
  const broken = XmlDocument.fromString(
    `<courseStructure xmlns="https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd"><course id="x"/></courseStructure>`,
  );
  expect(() => validator.validate(broken)).toThrow();
  broken.dispose();
  validator.dispose();
  xsd.dispose();
});

test("no sample course has a finding above information, but for blocks that some importers lose", () => {
  for (const [, { findings, conforms }] of verified) {
    expect(conforms).toBe(true);
    expect(findings.filter((one) => one.severity !== "info" && one.code !== "cmi5/importer-p6")).toEqual([]);
  }
});
