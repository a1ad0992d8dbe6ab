import fc from "fast-check";
import { expect, test } from "vitest";
import { rawZip } from "../testing/raw-zip.ts";
import { bytesOf } from "../testing/sample-package.ts";
import { openZip, testZip } from "./open-zip.ts";
import { writeZip } from "./write-zip.ts";
import { ZIP_LIMITS } from "./zip-limits.ts";

const honest = writeZip([
  { path: "cmi5.xml", bytes: bytesOf("<courseStructure/>".repeat(40)) },
  { path: "index.html", bytes: bytesOf("<p>hello</p>") },
  { path: "größe.txt", bytes: bytesOf("ß") },
]);

/** Everything a caller may do with bytes: none of it may throw. */
function exercise(bytes: Uint8Array): void {
  const { value, diagnostics } = openZip(bytes);
  for (const diagnostic of diagnostics) expect(diagnostic.code).toMatch(/^cmi5\/zip-/);
  if (!value) {
    expect(diagnostics).not.toEqual([]);
    return;
  }
  testZip(value);
}

test("no bytes make it throw", () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 600 }), exercise), { numRuns: 400 });
});

test("no change to a zip makes it throw", () => {
  const change = fc.array(fc.tuple(fc.nat(honest.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(change, fc.nat(honest.length), (changes, cut) => {
      const bytes = honest.slice();
      for (const [at, value] of changes) bytes[at] = value;
      exercise(bytes);
      exercise(bytes.subarray(cut));
      exercise(bytes.subarray(0, cut));
    }),
    { numRuns: 1500 },
  );
});

test("no claim in a directory makes it throw", () => {
  const u32 = fc.oneof(fc.nat(400), fc.constantFrom(0xffffffff, 0x80000000, 0x7fffffff));
  fc.assert(
    fc.property(
      fc.record({
        size: u32,
        packedSize: u32,
        offset: u32,
        crc: u32,
        method: fc.nat(20),
        flags: fc.nat(0xffff),
      }),
      fc.record({ size: u32, start: u32, count: fc.nat(0xffff), zip64: fc.boolean() }),
      fc.boolean(),
      (entry, end, lyingEnd) => {
        exercise(
          rawZip([{ name: "a", bytes: bytesOf("hello"), ...entry }], lyingEnd ? end : { zip64: end.zip64 }),
        );
      },
    ),
    { numRuns: 600 },
  );
});

test("a bomb is stopped long before it has unpacked", () => {
  const packed = rawZip([{ name: "zeros", bytes: new Uint8Array(40 << 20) }]);
  const { value } = openZip(packed, { ...ZIP_LIMITS, ratio: 10, ratioFrom: 1000 });
  const { value: bytes, diagnostics } = value?.read("zeros") ?? { diagnostics: [] };
  expect(bytes).toBeUndefined();
  expect(diagnostics.map((diagnostic) => diagnostic.code)).toEqual(["cmi5/zip-bomb"]);
});

test("the limit over all files counts what really comes out", () => {
  const { value } = openZip(honest);
  const codes =
    value && testZip(value, { ...ZIP_LIMITS, totalBytes: 100 }).map((diagnostic) => diagnostic.code);
  expect(codes).toEqual(["cmi5/zip-bomb"]);
});

test("a lying size is found in stored and deflated files, too small and too large", () => {
  const lies = [
    { name: "a", bytes: bytesOf("hello"), size: 3 },
    { name: "b", bytes: bytesOf("hello"), size: 9 },
    { name: "c", bytes: bytesOf("hello"), size: 9, method: 0 },
    { name: "d", bytes: bytesOf("hello"), localSize: 9 },
  ];
  for (const lie of lies) {
    const { value, diagnostics } = openZip(rawZip([lie]));
    const found = [...diagnostics, ...(value ? testZip(value) : [])].map((diagnostic) => diagnostic.code);
    expect(found).toEqual(["cmi5/zip-size-mismatch"]);
  }
});

test("a file at fault is not read, the others are", () => {
  const { value } = openZip(
    rawZip([
      { name: "../a", bytes: bytesOf("x") },
      { name: "b", bytes: bytesOf("y") },
    ]),
  );
  expect(value?.read("../a").value).toBeUndefined();
  expect(value?.read("b").value).toEqual(bytesOf("y"));
});

test("names that differ in case only are a warning", () => {
  const { diagnostics } = openZip(rawZip([{ name: "A.html" }, { name: "a.html" }]));
  expect(diagnostics).toMatchObject([{ code: "cmi5/zip-case-collision", severity: "warning" }]);
});

test("a comment is not in the way", () => {
  const { value } = openZip(rawZip([{ name: "a", bytes: bytesOf("x") }], { comment: bytesOf("a comment") }));
  expect(value?.entries.map((entry) => entry.name)).toEqual(["a"]);
});

test("a zip that two tools would read differently is refused", () => {
  const { value, diagnostics } = openZip(rawZip([{ name: "a" }], { comment: rawZip([]) }));
  expect(value).toBeUndefined();
  expect(diagnostics).toMatchObject([{ code: "cmi5/zip-damaged" }]);
});
