import { bench } from "vitest";
import { packageCourse } from "../package-course.ts";
import { au, bytesOf, sampleCourse, sampleUnit, structure, zipOf } from "../testing/sample-package.ts";
import { verifyPackage } from "./verify-package.ts";

const one = zipOf(structure());
const thousand = zipOf(
  structure({
    children: Array.from({ length: 1000 }, (_, index) => au({ id: `urn:au:${index}` })).join("\n"),
  }),
);
const children = Array.from({ length: 1000 }, (_, index) => ({
  ...sampleUnit,
  id: `${sampleUnit.id}/${index}`,
}));
const urls = new Map(children.map(({ id }, index) => [id, `u${index}.html`]));
const files = [...urls.values()].map((path) => ({
  path,
  bytes: bytesOf(`<p>${path} ${"words ".repeat(2000)}`),
}));

bench("verify a package of one unit", async () => void (await verifyPackage(one, { name: "one.zip" })));
bench(
  "verify a package of 1,000 units",
  async () => void (await verifyPackage(thousand, { name: "thousand.zip" })),
  {
    iterations: 5,
  },
);
bench(
  "package 1,000 units of 12 kB",
  async () => void (await packageCourse({ ...sampleCourse, children }, files, { urls })),
  { iterations: 5 },
);
