import type { Catalogue, CodeEntry } from "@tessera/diagnostics";

const error = (meaning: string): CodeEntry => ({ severity: "error", meaning });
const warning = (meaning: string): CodeEntry => ({ severity: "warning", meaning });

/** Every code of this room. */
export const PORTFOLIO_CODES = {
  "portfolio/too-large": error("The file is larger than any portfolio"),
  "portfolio/yaml": error("The file is not YAML"),
  "portfolio/duplicate-key": error("A setting or an id stands twice"),
  "portfolio/unknown-key": error("A setting that a portfolio does not have"),
  "portfolio/wrong-value": error("A setting holds something else than it should"),
  "portfolio/missing": error("A setting is missing"),
  "portfolio/unknown-credential": error("A credential that no course, pathway or entry gives"),
  "portfolio/unknown-site": error("A system stands at a site that the portfolio does not have"),
  "portfolio/cycle": error("Credentials require each other in a circle"),
  "portfolio/two-meanings": error("One id is a pathway and a credential"),
  "people/too-large": error("The file is larger than people files are read"),
  "people/encoding": error("The file is no UTF-8 text"),
  "people/empty": error("The file has no line of headings"),
  "people/missing-column": error("A column is missing"),
  "people/unknown-column": warning("A column that is not read"),
  "people/duplicate-column": error("A column stands twice"),
  "people/cells": error("A line has more cells than there are headings"),
  "people/quote": error("A quotation mark is not closed, or stands inside a cell"),
  "people/missing-id": error("A line says something of nobody"),
  "people/duplicate-person": error("A person stands twice and differently"),
  "people/duplicate-account": error("Two people have one account"),
  "people/incomplete-account": error("An account needs a home page and a name"),
  "people/no-account": warning("Statements cannot be matched with this person"),
  "people/wrong-mbox": error("Something that is no e-mail address"),
  "people/unknown-role": error("A role that the portfolio does not have"),
  "people/unknown-site": error("A site that the portfolio does not have"),
  "people/unknown-manager": warning("A manager who is nobody of the file"),
  "people/wrong-date": error("Something that is no day"),
  "people/leaves-before-start": error("Somebody leaves before they start"),
  "people/spreadsheet-number": error("A spreadsheet has made a number of an id"),
  "kpi/too-large": error("The file is larger than series are read"),
  "kpi/quote": error("A quotation mark is not closed, or stands inside a cell"),
  "kpi/missing-column": error("A column is missing"),
  "kpi/unknown-column": warning("A column that is not read"),
  "kpi/wrong-date": error("Something that is no day"),
  "kpi/wrong-value": error("Something that is no number"),
  "kpi/duplicate-date": error("A day stands twice in one series"),
} as const satisfies Catalogue;

export type PortfolioCode = keyof typeof PORTFOLIO_CODES;
