import { expect, test } from "vitest";
import { PORTFOLIO_CODES } from "./catalogue.ts";
import type { PortfolioCode } from "./catalogue.ts";
import { brokenFile } from "./testing/broken-files.testing.ts";

test.each(Object.keys(PORTFOLIO_CODES) as PortfolioCode[])("%s is said of its example", (code) => {
  const { diagnostics } = brokenFile(code);
  const own = diagnostics.filter((each) => each.code === code);
  expect(own.length).toBeGreaterThan(0);
  expect(own[0]?.severity).toBe(PORTFOLIO_CODES[code].severity);
  // Who has only a broken account has none.
  expect(diagnostics.filter((each) => each.code !== code && each.code !== "people/no-account")).toEqual([]);
});
