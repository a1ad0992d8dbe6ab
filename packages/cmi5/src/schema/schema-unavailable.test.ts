import { expect, test, vi } from "vitest";
import { packageCourse } from "../package-course.ts";
import { au, bytesOf, sampleCourse, sampleUnit, structure, zipOf } from "../testing/sample-package.ts";
import { verifyPackage } from "../verify/verify-package.ts";

vi.mock("libxml2-wasm", () => {
  throw new Error("WebAssembly is not allowed here");
});

test("packaging a course does without it, as that would cost every build its load time", async () => {
  const { value, diagnostics } = await packageCourse(
    sampleCourse,
    [{ path: "why.html", bytes: bytesOf("<p>") }],
    {
      urls: new Map([[sampleUnit.id, "why.html"]]),
    },
  );
  expect(diagnostics).toEqual([]);
  expect(value).toBeDefined();
});

test("without the official schema the judge says what it cannot tell, and what it still can", async () => {
  const zip = zipOf(structure({ children: au({ id: "au1", attributes: 'moveOn="never"' }) }));
  const { requirements, findings, conforms } = await verifyPackage(zip, { name: "x.zip" });
  const verdicts = Object.fromEntries(requirements.map((row) => [row.id, row.verdict]));
  expect(verdicts).toMatchObject({
    "13.2.0.0-1": "cannot-tell",
    "+13.1.4-1": "cannot-tell",
    "3.0.0.0-1": "violated",
    "14.1.0.0-4": "held",
  });
  expect(conforms).toBe(false);
  const codes = findings.map((finding) => finding.code);
  expect(codes).toContain("cmi5/schema-unavailable");
  // The reader of the structure has seen it, too.
  expect(codes).toContain("cmi5/bad-value");
});
