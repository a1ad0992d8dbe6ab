/**
 * portfolio.yaml, people.csv and series of indicators: what roles, sites and systems ask for, and who the people are. No files, no statements, no
 * courses. Start reading at `portfolio.ts` and `people.ts`, then the two readers.
 * @module
 */
export { credentialsOf } from "./portfolio.ts";
export type {
  CourseCredential,
  CredentialEntry,
  Named,
  Pathway,
  Portfolio,
  Role,
  Site,
  System,
} from "./portfolio.ts";
export { courseCredential } from "./course-credential.ts";
export { readPortfolio } from "./read-portfolio.ts";
export type { Identity, People, Person } from "./people.ts";
export { PEOPLE_COLUMNS, readPeople } from "./read-people.ts";
export { KPI_COLUMNS, readKpi } from "./read-kpi.ts";
export type { KpiPoint } from "./read-kpi.ts";
export { notText } from "./not-text.ts";
export { readCsv } from "./csv.ts";
export type { Cell, Csv, CsvFault } from "./csv.ts";
export { PORTFOLIO_CODES } from "./catalogue.ts";
export type { PortfolioCode } from "./catalogue.ts";
