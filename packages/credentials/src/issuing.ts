/**
 * Issuing: who gets it, the ledger that says so, and the files that follow from it. Start reading at `issue/ledger.ts`.
 * @module
 */
export { decide } from "./issue/decide.ts";
export type { Decision } from "./issue/decide.ts";
export {
  addLine,
  heldBy,
  issuedLineOf,
  LEDGER_FORMAT,
  LedgerReader,
  ledgerText,
  listsOf,
  newLedger,
  readLedger,
  revokedPlaces,
} from "./issue/ledger.ts";
export type { Held, IssuedLine, Ledger, LedgerLine } from "./issue/ledger.ts";
export { issuedFiles, issueLines, moment, picturesBy } from "./issue/issue.ts";
export type { Awarded, IssuedFiles } from "./issue/issue.ts";
export { untold } from "./issue/told.ts";
export type { Telling } from "./issue/told.ts";
export { renewalRoutes } from "./award/renewal.ts";
export type { RenewalRoute } from "./award/renewal.ts";
export { decideRenewals, renewedLine } from "./issue/renew.ts";
export type { Renewal } from "./issue/renew.ts";
export { agentKey } from "./award/agent.ts";
export { standing } from "./issue/ledger.ts";
export { graphOf, leadsTo } from "./pathways/graph.ts";
export type { CourseWords, Graph, GraphNode, PathwayWords } from "./pathways/graph.ts";
export { decideStacks, stackLine } from "./pathways/stack.ts";
export type { Stack, StackPart } from "./pathways/stack.ts";
export { signClr } from "./pathways/clr.ts";
export { achievementFiles, pagePath } from "./pathways/achievement-page.ts";
export { portfolioPage } from "./pathways/portfolio-page.ts";
export { page } from "./pathways/page.ts";
