import { positionOf } from "@tessera/diagnostics";
import fc from "fast-check";
import { expect, test } from "vitest";
import { credentialsOf } from "./portfolio.ts";
import { readPortfolio } from "./read-portfolio.ts";

const COURSES = [
  { id: "ot-cyber-hygiene", requires: ["facility-networks"] },
  { id: "smart-hvac", requires: [] },
];
const GOOD = `layers: {safety-compliance: "Safety, compliance and reliability"}
roles:
  bms-technician: {title: BMS technician, requires: [ot-cyber-hygiene, smart-hvac]}
  supervisor: {requires: [technician]}
sites:
  north-tower: {title: North Tower, type: office}
systems:
  bas-network: {credential: ot-cyber-hygiene, people: 2, sites: [north-tower]}
credentials:
  facility-networks: {title: Facility networks, valid: P3Y, course: "https://other.example/fn", renew: smart-hvac}
pathways:
  technician: {title: Technician, requires: [facility-networks, ot-cyber-hygiene]}
`;
const read = (text: string) => readPortfolio({ file: "portfolio.yaml", text }, COURSES);
const said = (text: string) =>
  read(text).diagnostics.map(({ code, span }) => {
    const { line, column } = positionOf({ file: "portfolio.yaml", text }, span?.start ?? -1);
    return `${code} ${line}:${column}`;
  });

test("a portfolio is read as it stands, without a word", () => {
  const { value, diagnostics } = read(GOOD);
  expect(diagnostics).toEqual([]);
  expect(value).toEqual({
    layers: [{ id: "safety-compliance", title: "Safety, compliance and reliability" }],
    roles: [
      { id: "bms-technician", title: "BMS technician", requires: ["ot-cyber-hygiene", "smart-hvac"] },
      { id: "supervisor", title: "supervisor", requires: ["technician"] },
    ],
    sites: [{ id: "north-tower", title: "North Tower", type: "office" }],
    systems: [
      {
        id: "bas-network",
        title: "bas-network",
        credential: "ot-cyber-hygiene",
        people: 2,
        sites: ["north-tower"],
      },
    ],
    credentials: [
      {
        id: "facility-networks",
        title: "Facility networks",
        valid: "P3Y",
        course: "https://other.example/fn",
        renew: "smart-hvac",
      },
    ],
    pathways: [
      { id: "technician", title: "Technician", requires: ["facility-networks", "ot-cyber-hygiene"] },
    ],
  });
});

test.each([
  ["roles:\n  a: {requires: [ot-cyber-hygeine]}\n", "portfolio/unknown-credential 2:18"],
  ["roles:\n  a: {requires: [smart-hvac, smart-hvac]}\n", "portfolio/duplicate-key 2:30"],
  ["roles:\n  a: {titel: A}\n", "portfolio/unknown-key 2:7"],
  ["rolls: {}\n", "portfolio/unknown-key 1:1"],
  ["roles:\n  A b: {}\n", "portfolio/wrong-value 2:3"],
  ["roles:\n  a: {requires: smart-hvac}\n", "portfolio/wrong-value 2:17"],
  ["roles: [a]\n", "portfolio/wrong-value 1:8"],
  ["roles:\n  a: {}\n  a: {}\n", "portfolio/duplicate-key 3:3"],
  ["sites: {n: {title: 7}}\n", "portfolio/wrong-value 1:20"],
  ["systems:\n  s: {people: 2}\n", "portfolio/missing 2:6"],
  ["systems:\n  s: {credential: smart-hvac, people: 0}\n", "portfolio/wrong-value 2:39"],
  ["systems:\n  s: {credential: smart-hvac, sites: [north]}\n", "portfolio/unknown-site 2:39"],
  ["credentials: {x: {valid: two years}}\n", "portfolio/wrong-value 1:26"],
  ["credentials: {x: {course: nowhere}}\n", "portfolio/wrong-value 1:27"],
  ["credentials: {x: {renew: nothing}}\n", "portfolio/unknown-credential 1:26"],
  ["pathways:\n  smart-hvac: {requires: [ot-cyber-hygiene]}\n", "portfolio/two-meanings 2:3"],
  ["pathways:\n  p: {title: P}\n", "portfolio/missing 2:6"],
  ["a: &x {b: 1}\nroles: *x\n", "portfolio/unknown-key 1:1"],
  ["roles: {a: [\n", "portfolio/yaml"],
  ["\tno tabs", "portfolio/yaml 1:1"],
])("%j is wrong, and is told where", (text, wanted) => {
  expect(said(text).join("\n")).toContain(wanted);
});

test("a circle is told once, with every step of it, also through a course's own front matter", () => {
  const text =
    "pathways:\n  a: {requires: [b]}\n  b: {requires: [c]}\n  c: {requires: [a]}\n  d: {requires: [a]}\n";
  const circles = read(text).diagnostics.filter(({ code }) => code === "portfolio/cycle");
  expect(circles).toHaveLength(1);
  expect(circles[0]?.message).toBe("nobody can begin: `a` requires `b` requires `c` requires `a`");
  const through = readPortfolio({ file: "p", text: "pathways:\n  a: {requires: [x]}\n" }, [
    { id: "x", requires: ["a"] },
  ]);
  expect(through.diagnostics.map(({ code }) => code)).toEqual(["portfolio/cycle"]);
});

test("a misspelt id is told with the one that was meant, and the rest is kept", () => {
  const { value, diagnostics } = read(
    "roles:\n  a: {requires: [smart-hvca]}\n  b: {requires: [smart-hvac]}\n",
  );
  expect(diagnostics[0]?.help).toBe("did you mean `smart-hvac`?");
  expect(value?.roles.map(({ id }) => id)).toEqual(["a", "b"]);
});

test("what a pathway comes down to is single credentials, each once, whatever goes in a circle", () => {
  const pathways = [
    { id: "p", title: "p", requires: ["q", "x"] },
    { id: "q", title: "q", requires: ["x", "y", "p"] },
  ];
  expect(credentialsOf({ pathways }, ["p", "z"])).toEqual(["x", "y", "z"]);
});

test("hostile text costs a message and no more", () => {
  const deep = "[".repeat(100_000);
  const aliases = `a: &a [x]\n${Array.from({ length: 40 }, (_, n) => `b${n}: &b${n} [*a, *a]`).join("\n")}`;
  const chain = `pathways:\n${Array.from({ length: 5_000 }, (_, n) => `  p${n}: {requires: [p${n + 1}]}`).join("\n")}`;
  const indented = Array.from({ length: 2_000 }, (_, n) => `${" ".repeat(n)}a:`).join("\n");
  for (const text of [deep, aliases, chain, indented, "x".repeat(4_000_001), "%TAG ! !", "? [a]\n: b\n"]) {
    const { diagnostics } = read(text);
    expect(diagnostics.length).toBeGreaterThan(0);
    expect(diagnostics.length).toBeLessThanOrEqual(1_000);
  }
});

test("whatever is cut out of a portfolio or put into it, reading it never throws, and each place is in the text", () => {
  const pieces = fc.constantFrom(
    "{",
    "}",
    "[",
    "]",
    ":",
    " ",
    "\n",
    "  ",
    "- ",
    "*a",
    "&a",
    "~",
    "0x1",
    "a",
    "#",
    '"',
  );
  fc.assert(
    fc.property(fc.nat(GOOD.length), fc.nat(20), fc.array(pieces, { maxLength: 6 }), (at, cut, put) => {
      const text = GOOD.slice(0, at) + put.join("") + GOOD.slice(at + cut);
      for (const { span } of read(text).diagnostics) {
        expect(span?.start).toBeGreaterThanOrEqual(0);
        expect(span?.start).toBeLessThanOrEqual(text.length);
      }
    }),
    { numRuns: 100 },
  );
});
