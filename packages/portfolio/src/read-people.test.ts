import { positionOf } from "@tessera/diagnostics";
import fc from "fast-check";
import { expect, test } from "vitest";
import { readCsv } from "./csv.ts";
import type { Portfolio } from "./portfolio.ts";
import { readPeople } from "./read-people.ts";

const HEAD = "id,account_home_page,account_name,mbox,name,role,site,cohort,manager,start,leave\n";
const portfolio: Portfolio = {
  layers: [],
  systems: [],
  credentials: [],
  pathways: [],
  roles: [
    { id: "bms-technician", title: "BMS technician", requires: [] },
    { id: "supervisor", title: "Supervisor", requires: [] },
  ],
  sites: [{ id: "north", title: "North Tower" }],
};
const read = (text: string) => readPeople({ file: "people.csv", text }, portfolio);
const said = (text: string) =>
  read(text).diagnostics.map(({ code, span }) => {
    const { line, column } = positionOf({ file: "people.csv", text }, span?.start ?? -1);
    return `${code} ${line}:${column}`;
  });
const ADA =
  "7,https://lms.example,ada,Ada@Example.COM,Ada L.,bms-technician;supervisor,north,2026-a,8,2026-01-05,\n";
const BOB = "8,https://lms.example,bob,,Bob,supervisor,north,,,2020-02-29,2027-12-31\n";

test("people are read with their accounts, roles and days; a further line adds an account", () => {
  const { value, diagnostics } = read(`${HEAD}${ADA}${BOB}7,https://other.example,a.l,,,,,,,,\n`);
  expect(diagnostics).toEqual([]);
  expect(value?.people).toEqual([
    {
      id: "7",
      name: "Ada L.",
      identities: [
        { homePage: "https://lms.example", name: "ada" },
        { mbox: "mailto:Ada@Example.COM" },
        { homePage: "https://other.example", name: "a.l" },
      ],
      roles: ["bms-technician", "supervisor"],
      site: "north",
      cohort: "2026-a",
      manager: "8",
      start: "2026-01-05",
    },
    {
      id: "8",
      name: "Bob",
      identities: [{ homePage: "https://lms.example", name: "bob" }],
      roles: ["supervisor"],
      site: "north",
      start: "2020-02-29",
      leave: "2027-12-31",
    },
  ]);
});

test("what Excel writes is read: semicolons, tabs, sep=, a byte order mark, quotes, empty lines and columns", () => {
  const plain = read(HEAD + ADA + BOB).value;
  const excel = (HEAD + ADA + BOB).replaceAll(";", "; ");
  for (const text of [
    `\uFEFF${HEAD}${ADA}${BOB}`,
    excel.replaceAll("bms-technician; supervisor", '"bms-technician;supervisor"').replaceAll(",", ";"),
    `sep=\t\r\n${(HEAD + ADA + BOB).replaceAll(",", "\t").replaceAll("\n", "\r\n")}`,
    (HEAD + ADA + BOB).replaceAll("\n", ",,,\r\n") + ",,,,,,,,\r\n".repeat(50),
    (HEAD + ADA + BOB).replace("Ada L.", '"Ada L."').replace("account_name", "Account Name"),
    (HEAD + ADA + BOB).replace("2020-02-29", "2020-02-29 00:00:00"),
  ]) {
    expect(read(text).diagnostics).toEqual([]);
    expect(read(text).value).toEqual(plain);
  }
});

test.each([
  ["", "people/empty 1:1"],
  ["name,role\nAda,supervisor\n", "people/missing-column 1:1"],
  ["id,phone\n7,1\n", "people/unknown-column 1:4"],
  ["id,id\n7,1\n", "people/duplicate-column 1:4"],
  [`${HEAD}7,https://a.example,ada,,,,,,,,,9\n`, "people/cells 2:33"],
  ['id,name\n7,"Ada\n8,Bob\n', "people/quote 2:3"],
  ['id,name\n7,Ada "x"\n', "people/quote 2:7"],
  ["id,name\n,Ada\n", "people/missing-id 2:1"],
  [`${HEAD}${ADA}${ADA}`, "people/duplicate-person 3:1"],
  [`${HEAD}${BOB}8,https://b.example,bob,,,,south,,,,\n`, "people/unknown-site 3:28"],
  [`${HEAD}${BOB}8,https://b.example,bob,,Bobby,,,,,,\n`, "people/duplicate-person 3:1"],
  [`${HEAD}${BOB}9,https://lms.example,bob,,,,,,,,\n`, "people/duplicate-account 3:1"],
  ["id,mbox\n1,a@x.example\n2,mailto:a@X.example\n", "people/duplicate-account 3:1"],
  ["id,account_name\n7,ada\n", "people/incomplete-account 2:3"],
  ["id,account_home_page,account_name\n7,lms,ada\n", "people/incomplete-account 2:3"],
  ["id\n7\n", "people/no-account 2:1"],
  ["id,mbox\n7,ada\n", "people/wrong-mbox 2:3"],
  ["id,mbox,role\n7,a@b.example,BMS Technician\n", "people/unknown-role 2:15"],
  ["id,mbox,manager\n7,a@b.example,9\n", "people/unknown-manager 2:15"],
  ["id,mbox,start\n7,a@b.example,31.01.2026\n", "people/wrong-date 2:15"],
  ["id,mbox,start\n7,a@b.example,46053\n", "people/wrong-date 2:15"],
  ["id,mbox,start\n7,a@b.example,2026-02-29\n", "people/wrong-date 2:15"],
  ["id,mbox,start,leave\n7,a@b.example,2026-02-02,2026-02-01\n", "people/leaves-before-start 2:26"],
  ["id,mbox\n1.23E+11,a@b.example\n", "people/spreadsheet-number 2:1"],
])("%j is wrong, and is told where", (text, wanted) => {
  expect(said(text)).toContain(wanted);
});

test("a title in place of an id is told with the id, and a misspelt one with what was meant", () => {
  const [first, second] = read(
    "id,mbox,role\n1,a@b.example,bms-technican\n2,c@b.example,superviser\n",
  ).diagnostics;
  expect(first?.help).toBe("did you mean `bms-technician`?");
  expect(second?.help).toBe("did you mean `supervisor`?");
  expect(read("id,mbox,role\n1,a@b.example,BMS Technician\n").diagnostics[0]?.help).toBe(
    "write its id: `bms-technician`",
  );
});

test("cells come back as they were written, in every delimiter, with the place at which they stand", () => {
  const cell = fc
    .string({ maxLength: 12 })
    .filter((text) => text === text.trim() && !text.startsWith("\u200B"));
  const table = fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(table, fc.constantFrom(",", ";", "\t"), fc.constantFrom("\n", "\r\n"), (rows, sign, line) => {
      const quote = (text: string) => `"${text.replaceAll('"', '""')}"`;
      const text = `sep=${sign}\n${rows.map((row) => row.map(quote).join(sign)).join(line)}`;
      const found = readCsv(text);
      const full = rows.filter((row) => row.some((one) => one.trim() !== ""));
      expect(found.rows.map((row) => row.map((one) => one.text))).toEqual(
        full.map((row) => row.map((one) => one.replace(/^[\s\u200B]+|[\s\u200B]+$/g, ""))),
      );
      for (const one of found.rows.flat()) expect(text[one.start]).toBe('"');
    }),
  );
});

test("hostile text costs a message and no more: quotes, endless lines, endless mistakes", () => {
  const wrong = `id,start\n${"x,never\n".repeat(50_000)}`;
  expect(read(wrong).diagnostics).toHaveLength(1_000);
  for (const text of [
    '"'.repeat(200_001),
    `id,name\n7,${"a,".repeat(200_000)}b`,
    `id\n"${"x\n".repeat(99_999)}`,
  ])
    expect(read(text).diagnostics.length).toBeGreaterThan(0);
  fc.assert(fc.property(fc.string({ maxLength: 60 }), (text) => void read(`${HEAD}${text}`)));
});
