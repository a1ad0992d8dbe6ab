import type { Diagnostic } from "@tessera/diagnostics";
import { PORTFOLIO_CODES } from "./catalogue.ts";

/** For whoever decodes a file's bytes, and finds that they are no text: which older encoding it is, nobody can tell. */
export const notText = (file: string): Diagnostic => ({
  code: "people/encoding",
  severity: PORTFOLIO_CODES["people/encoding"].severity,
  message: "the file is no UTF-8 text",
  span: { file, start: 0, end: 0 },
  help: "in Excel, save as `CSV UTF-8 (comma delimited)`; umlauts and accents would be lost otherwise",
});
