import { inflateRawSync } from "node:zlib";
import { expect, test } from "vitest";
import { veil } from "@tessera/course";
import { playableCourse } from "../testing/sample-course.ts";
import { unitsIn } from "../units-in.ts";
import { sealUnitData } from "./seal.ts";
import { unitDataOf } from "./unit-data.ts";

const course = playableCourse();
const data = unitDataOf(course, unitsIn(course)[0] as never);

test("what is sealed can be opened again with raw deflate", () => {
  const packed = veil(Buffer.from(sealUnitData(data), "base64"), data.unit.id);
  expect(JSON.parse(inflateRawSync(packed).toString("utf8"))).toEqual(data);
});

test("neither keys nor feedback can be read in the page", () => {
  const sealed = sealUnitData(data);
  for (const word of ["right", "keep them apart", "controllers"]) {
    expect(sealed).not.toContain(word);
    expect(Buffer.from(sealed, "base64").toString("latin1")).not.toContain(word);
  }
});

test("no source place goes into the package", () => {
  expect(JSON.stringify(data)).not.toContain("01.md");
});
