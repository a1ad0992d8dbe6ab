/** For each code a small file of which it is said: for tests, and for the page of the code in docs/reference. */
import type { Diagnostic, SourceText } from "@tessera/diagnostics";
import type { PortfolioCode } from "../catalogue.ts";
import { notText } from "../not-text.ts";
import { readKpi } from "../read-kpi.ts";
import { readPeople } from "../read-people.ts";
import { readPortfolio } from "../read-portfolio.ts";

const PORTFOLIO = `roles:
  bms-technician: {title: BMS technician, requires: [smart-hvac]}
sites:
  north-tower: {title: North Tower}
`;
const COURSES = [
  { id: "ot-cyber-hygiene", requires: [] },
  { id: "smart-hvac", requires: [] },
];
const known = readPortfolio({ file: "portfolio.yaml", text: PORTFOLIO }, COURSES).value;

const TEXTS: Readonly<Record<PortfolioCode, string>> = {
  "portfolio/too-large": "# More than anybody writes by hand\n".repeat(120_000),
  "portfolio/yaml": "roles: {bms-technician: [\n",
  "portfolio/duplicate-key": "sites:\n  north-tower: {}\n  north-tower: {}\n",
  "portfolio/unknown-key": "sites:\n  north-tower: {titel: North Tower}\n",
  "portfolio/wrong-value": "roles:\n  bms-technician: {requires: smart-hvac}\n",
  "portfolio/missing": "systems:\n  bas-network: {people: 2}\n",
  "portfolio/unknown-credential": "roles:\n  bms-technician: {requires: [smart-hvca]}\n",
  "portfolio/unknown-site": `${PORTFOLIO}systems:\n  bas-network: {credential: smart-hvac, sites: [north]}\n`,
  "portfolio/cycle":
    "pathways:\n  operator: {requires: [technician]}\n  technician: {requires: [operator]}\n",
  "portfolio/two-meanings": "pathways:\n  smart-hvac: {requires: [ot-cyber-hygiene]}\n",
  "people/too-large": `id,mbox\n${"7,ada@example.org\n".repeat(3_600_000)}`,
  "people/encoding": "id,name\n7,J\uFFFDrg\n",
  "people/empty": "\n",
  "people/missing-column": "name,mbox\nAda,ada@example.org\n",
  "people/unknown-column": "id,mbox,phone\n7,ada@example.org,555\n",
  "people/duplicate-column": "id,mbox,mbox\n7,ada@example.org,a@example.org\n",
  "people/cells": "id,mbox\n7,ada@example.org,bms-technician\n",
  "people/quote": 'id,mbox,name\n7,ada@example.org,"Ada\n',
  "people/missing-id": "id,mbox\n,ada@example.org\n",
  "people/duplicate-person": "id,mbox,name\n7,ada@example.org,Ada\n7,a.l@example.org,Augusta\n",
  "people/duplicate-account": "id,mbox\n7,ada@example.org\n8,ada@example.org\n",
  "people/incomplete-account": "id,account_name\n7,ada\n",
  "people/no-account": "id,name\n7,Ada\n",
  "people/wrong-mbox": "id,mbox\n7,ada\n",
  "people/unknown-role": "id,mbox,role\n7,ada@example.org,BMS Technician\n",
  "people/unknown-site": "id,mbox,site\n7,ada@example.org,south-tower\n",
  "people/unknown-manager": "id,mbox,manager\n7,ada@example.org,9\n",
  "people/wrong-date": "id,mbox,start\n7,ada@example.org,31.01.2026\n",
  "people/leaves-before-start": "id,mbox,start,leave\n7,ada@example.org,2026-02-02,2026-02-01\n",
  "people/spreadsheet-number": "id,mbox\n1.23E+11,ada@example.org\n",
  "kpi/too-large": `date,value\n${"2026-01-05,1\n".repeat(4_000_000)}`,
  "kpi/quote": 'date,value\n2026-01-05,"1\n',
  "kpi/missing-column": "date,site\n2026-01-05,north-tower\n",
  "kpi/unknown-column": "date,value,when\n2026-01-05,1,noon\n",
  "kpi/wrong-date": "date,value\n05/01/2026,1\n",
  "kpi/wrong-value": "date,value\n2026-01-05,1 kg\n",
  "kpi/duplicate-date": "date,value\n2026-01-05,1\n2026-01-05,2\n",
};

export interface BrokenFile {
  readonly source: SourceText;
  readonly diagnostics: readonly Diagnostic[];
}

/** @returns the file, and all that its reader says of it */
export function brokenFile(code: PortfolioCode): BrokenFile {
  const kind = code.split("/")[0] as "portfolio" | "people" | "kpi";
  const source = { file: kind === "portfolio" ? "portfolio.yaml" : `${kind}.csv`, text: TEXTS[code] };
  // Said of bytes, before there is a text.
  if (code === "people/encoding") return { source, diagnostics: [notText(source.file)] };
  if (kind === "portfolio") return { source, diagnostics: readPortfolio(source, COURSES).diagnostics };
  return {
    source,
    diagnostics: (kind === "people" ? readPeople(source, known) : readKpi(source)).diagnostics,
  };
}
