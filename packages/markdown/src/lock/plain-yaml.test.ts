import fc from "fast-check";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { readLock, writeLock } from "./lock-file.ts";
import type { LockData } from "./lock-file.ts";
import { readPlainYaml } from "./plain-yaml.ts";

// `__proto__` as a key is no id of ours, and no two readers agree about it.
const key = fc
  .oneof(
    fc.string({ unit: "binary", maxLength: 12 }),
    fc.stringMatching(/^[a-z][a-z0-9-]{0,8}$/),
    fc.constantFrom("true", "no", "1", "constructor"),
  )
  .filter((name) => name !== "__proto__");
const text = fc.oneof(
  fc.string({ unit: "binary", maxLength: 20 }),
  fc.constantFrom("", "a\nb", '"', "\\", " # ", "}", ", title: ", "\u2028\u0085", "\ud800", "- x", "a: b"),
);
const places = fc.dictionary(key, fc.record({ path: text, title: text }), { noNullPrototype: true });
const lock: fc.Arbitrary<LockData> = fc.record({
  format: fc.constant(1 as const),
  units: places,
  blocks: places,
  questions: fc.dictionary(
    key,
    fc.record(
      {
        unit: text,
        id: text,
        version: fc.integer({ min: 1 }),
        text,
        auto: fc.constant(true as const),
        right: fc.array(text, { maxLength: 3 }),
        parts: fc.dictionary(key, fc.dictionary(key, text, { noNullPrototype: true }), {
          noNullPrototype: true,
        }),
      },
      { requiredKeys: ["unit", "id", "version", "text", "right", "parts"], noNullPrototype: true },
    ),
    { noNullPrototype: true },
  ),
});

const refuse = () => expect.unreachable("nothing is wrong with it");

test("what is written is read back, and as YAML has it", () => {
  fc.assert(
    fc.property(lock, (data) => {
      const written = writeLock(data);
      expect(
        readLock({ file: "course.lock.yaml", text: written }, { present: () => true, report: refuse }),
      ).toEqual(data);
      expect({ units: {}, blocks: {}, questions: {}, ...parse(written) }).toEqual(data);
    }),
  );
});

const WRITTEN = writeLock({
  format: 1,
  units: { a: { path: "a.md", title: "A" }, b: { path: "b.md", title: "B" } },
  blocks: {},
  questions: {},
});

test.each([
  ["a comment of a person's", WRITTEN.replace("units:", "units: # mine")],
  ["other quotes", WRITTEN.replaceAll('"', "'")],
  ["an alias", WRITTEN.replace('"a.md"', "&x a.md").replace('"b.md"', "*x")],
  ["a key twice", WRITTEN.replace("  b:", "  a:")],
  ["the marks of a conflict", WRITTEN.replace("  b:", "<<<<<<< mine\n  b:")],
  ["lines that lie deeper", WRITTEN.replace("  b:", "     b:")],
  ["no line end at the end", WRITTEN.trimEnd()],
  ["nothing", ""],
])("a file with %s means what YAML says", (_, changed) => {
  let expected: unknown;
  try {
    expected = parse(changed, { maxAliasCount: 0, logLevel: "silent" });
  } catch {
    expected = undefined;
  }
  const units = (expected as { units?: unknown } | undefined | null)?.units;
  const read = readLock(
    { file: "course.lock.yaml", text: changed },
    { present: () => true, report: () => undefined },
  );
  expect(read?.units).toEqual(units);
});

test("any text can be looked at", () => {
  fc.assert(fc.property(fc.string({ unit: "binary" }), (any) => void readPlainYaml(any)));
  expect(readPlainYaml('"a\\q": 1')).toBeUndefined();
});
