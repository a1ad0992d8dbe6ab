/** Files that nobody meant to be read: whatever stands in them, it is said where, and nothing is thrown. */
import { positionOf } from "@tessera/diagnostics";
import type { Outcome, SourceText } from "@tessera/diagnostics";
import fc from "fast-check";
import { expect, test } from "vitest";
import { courseCredential } from "./course-credential.ts";
import { readKpi } from "./read-kpi.ts";
import { readPeople } from "./read-people.ts";
import { readPortfolio } from "./read-portfolio.ts";

const PEOPLE = `id,account_home_page,account_name,mbox,name,role,site,cohort,manager,start,leave
1,https://lms.example,ada,ada@example.com,Ada,tech;lead,north,spring,2,2024-03-01,
1,https://other.example,al,,,,,,,,
2,https://lms.example,"h, ""gr""",,Grace,lead,north,,,2019-09-01,2027-06-30
`;
const PORTFOLIO = `layers: {one: One}
roles:
  tech: {title: Technician, requires: [a, both]}
  lead: {requires: [b]}
sites: {north: {title: North, type: office}}
systems: {net: {credential: a, people: 2, sites: [north]}}
credentials: {a: {valid: P1Y, renew: b}, b: {title: B, course: "https://c.example/b"}}
pathways: {both: {requires: [a, b]}}
`;
const KPI = "date,site,value\n2026-01-01,north,1.5\n2026-01-08,north,2\n";

/** What spreadsheets, people with a grudge and other encodings leave in a file. */
const POISON = [
  ...[
    "\uFEFF",
    "\r\n",
    "\r",
    "\n\n",
    '"',
    '""',
    ";",
    "\t",
    ",",
    "sep=;\n",
    "\0",
    "\u2028",
    "\uD800",
    "e\u0301",
    "\u202E",
  ],
  ...[
    "=1+1",
    '=HYPERLINK("https://x","y")',
    "+cmd|' /C calc'!A0",
    "#REF!",
    "#N/A",
    "1.23E+11",
    "2026-02-30",
    "31.01.2026",
  ],
  ...[
    "__proto__",
    "constructor",
    "toString",
    "hasOwnProperty",
    "__proto__: {a: 1}\n",
    "constructor,__proto__\n",
  ],
  ...[
    "&a [*a]",
    "&x {y: *x}",
    "*nobody",
    "<<: *a",
    "? [complex]\n: 1\n",
    "!!js/function 'x'",
    "!!binary AA==",
    "- ",
    "---\n",
    "...\n",
  ],
  ...[
    "{".repeat(300),
    "[".repeat(300),
    "a: ".repeat(50),
    "%YAML 9.9\n",
    "`",
    "@",
    "P999999Y",
    "-1",
    "1e999",
    "NaN",
    "null",
    "~",
  ],
];

const spoilt = (text: string) =>
  fc
    .array(fc.record({ at: fc.nat(text.length), cut: fc.nat(20), put: fc.constantFrom(...POISON) }), {
      minLength: 1,
      maxLength: 4,
    })
    .map((edits) =>
      edits.reduce((now, { at, cut, put }) => now.slice(0, at) + put + now.slice(at + cut), text),
    );

function saidInPlace(source: SourceText, { diagnostics }: Outcome<unknown>): void {
  for (const { message, span } of diagnostics) {
    expect(message).not.toBe("");
    if (span === undefined) throw new Error(`without a place: ${message}`);
    expect(span.start).toBeGreaterThanOrEqual(0);
    expect(span.end).toBeGreaterThanOrEqual(span.start);
    expect(positionOf(source, span.start).line).toBeLessThanOrEqual(source.text.split(/\r\n|\r|\n/).length);
  }
}

const READERS = {
  "people.csv": [
    PEOPLE,
    (source: SourceText) => readPeople(source, readPortfolio({ file: "p", text: PORTFOLIO }).value),
  ],
  "portfolio.yaml": [PORTFOLIO, (source: SourceText) => readPortfolio(source)],
  "kpi.csv": [KPI, (source: SourceText) => readKpi(source)],
} as const;

test.each(Object.entries(READERS))(
  "%s: whatever is spoilt in it is said at its line, and nothing is thrown",
  (file, [good, read]) => {
    expect(read({ file, text: good }).diagnostics).toEqual([]);
    fc.assert(
      fc.property(spoilt(good), (text) => saidInPlace({ file, text }, read({ file, text }))),
      { numRuns: 250, seed: 57 },
    );
  },
);

test("what a course says of its credential is read from any text, or not at all", () => {
  const good = "---\nid: https://c.example/a\ncredential: {name: A, valid: P1Y, requires: [b]}\n---\n# A\n";
  expect(courseCredential(good)).toMatchObject({ id: "a", valid: "P1Y" });
  fc.assert(
    fc.property(spoilt(good), (text) => {
      const found = courseCredential(text);
      expect(found === undefined || /^[a-z0-9-]+$/.test(found.id)).toBe(true);
    }),
    { numRuns: 200, seed: 57 },
  );
});

test("aliases that multiply, keys of objects and files beyond measure are answered, and soon", () => {
  const bomb = `a: &a [x,x]\n${Array.from({ length: 30 }, (_, n) => `b${n}: &b${n} [*${n === 0 ? "a" : `b${n - 1}`},*${n === 0 ? "a" : `b${n - 1}`}]\n`).join("")}`;
  const portfolio = readPortfolio({
    file: "portfolio.yaml",
    text: `${bomb}roles: {tech: {requires: *b29}}\n`,
  });
  expect(portfolio.diagnostics.map(({ code }) => code)).toContain("portfolio/unknown-key");
  const keys = readPortfolio({
    file: "portfolio.yaml",
    text: "roles: {__proto__: {title: X}, constructor: {title: Y}}\n",
  });
  expect(keys.value?.roles.map(({ id }) => id)).toEqual(["constructor"]);
  expect(keys.diagnostics.map(({ code }) => code)).toEqual(["portfolio/wrong-value"]);
  expect(readPeople({ file: "people.csv", text: "x".repeat(64_000_001) }).diagnostics[0]?.code).toBe(
    "people/too-large",
  );
  const people = readPeople({
    file: "people.csv",
    text: "id,account_home_page,account_name\n__proto__,https://l.example,constructor\n",
  });
  expect(people).toMatchObject({ value: { people: [{ id: "__proto__" }] }, diagnostics: [] });
});

test("a hundred thousand lines are read, and of as many mistakes only the first are told", () => {
  const line = (n: number) => `${n},https://lms.example,person-${n}\n`;
  const lines = Array.from({ length: 50_000 }, (_, n) => line(n));
  const head = "id,account_home_page,account_name\n";
  // Each account again, for somebody else.
  const twice = lines.map((_, n) => `x${n},https://lms.example,person-${n}\n`);
  const { diagnostics, value } = readPeople({
    file: "people.csv",
    text: head + lines.join("") + twice.join(""),
  });
  expect(value?.people).toHaveLength(100_000);
  expect(diagnostics.length).toBeGreaterThan(10);
  expect(diagnostics.length).toBeLessThan(2_000);
  expect(diagnostics[0]?.code).toBe("people/duplicate-account");
});
