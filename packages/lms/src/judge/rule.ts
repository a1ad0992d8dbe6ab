import { requirement } from "../requirement.ts";
import type { Requirement, RequirementId } from "../requirement.ts";
import type { Exchange } from "./exchange.ts";
import type { SessionView } from "./session-view.ts";
import type { StatementView } from "./statement-view.ts";

/** Weaker than a breach: what the specification recommends, or what one LMS in the field refuses. */
export interface Remark {
  readonly remark: string;
}

/** What a check says: it held, it was broken (and how), a remark, or undefined: it did not come up. */
export type Answer = true | string | Remark | undefined;

/** A check looks at one request, one statement, or the whole session; the last one again at its end. */
export interface Check {
  readonly request?: (exchange: Exchange, view: SessionView) => Answer;
  readonly statement?: (statement: StatementView, view: SessionView) => Answer;
  readonly session?: (view: SessionView) => Answer;
}

export interface Rule extends Requirement {
  readonly check: Check;
  /** The HTTP status that a request or statement which breaks it is refused with; absent: recorded only. */
  readonly refuse?: 400 | 401 | 403;
}

/** A rule takes section, level and text from the table. @throws BugError for an unknown id */
export function rule(id: RequirementId, check: Check, refuse?: Rule["refuse"]): Rule {
  return { ...requirement(id), check, ...(refuse === undefined ? {} : { refuse }) };
}
