import type { Exchange, LaunchFacts, SessionEnd } from "./exchange.ts";
import type { StatementView, UnitVerb } from "./statement-view.ts";

/** A cmi5-defined statement that an earlier session of the same registration and unit got stored. */
export interface EarlierStatement {
  /** Lower case; undefined when it had none. */
  readonly id: string | undefined;
  readonly verb: UnitVerb;
  /** Milliseconds since 1970; undefined when it had none that can be read. */
  readonly timestamp: number | undefined;
}

/** What is known of a session at the moment a rule looks at it. */
export interface SessionView {
  readonly launch: LaunchFacts;
  /** Of earlier sessions with this registration and unit. */
  readonly earlier: readonly EarlierStatement[];
  /** Every request so far, the one being judged included. */
  readonly exchanges: readonly Exchange[];
  /**
   * The statements the unit has issued, in order of arrival, one for each id: stored, or of unknown fate (no answer,
   * 5xx). What the LMS refused with 4xx is not among them, nor is the one being judged.
   */
  readonly issued: readonly StatementView[];
  readonly end: SessionEnd;
  /** True when a request with this statement has been answered with 2xx by now. */
  acknowledged(statement: StatementView): boolean;
}

/** The issued cmi5-defined statements with this verb, other than the one given. */
export function issuedWith(
  view: SessionView,
  verb: UnitVerb,
  except?: StatementView,
): readonly StatementView[] {
  return view.issued.filter(
    (issued) => issued.defined && issued.verb === verb && (except === undefined || issued.id !== except.id),
  );
}

export function isMode(view: SessionView, mode: "Normal" | "Browse" | "Review"): boolean {
  return (view.launch.launchData.launchMode ?? "Normal") === mode;
}

/** The value of a query parameter, the first where it is given twice. */
export function parameter(exchange: Exchange, name: string): string | undefined {
  return exchange.query.find(([key]) => key === name)?.[1];
}

/** GET requests on one document of a resource that the LMS has answered by now: 200, or a plain no, not an outage. */
export function answeredReads(
  view: SessionView,
  document: { readonly path: string; readonly parameter: string; readonly id: string },
): readonly Exchange[] {
  return view.exchanges.filter(
    (exchange) =>
      exchange.target === "xapi" &&
      exchange.method === "GET" &&
      exchange.path === document.path &&
      parameter(exchange, document.parameter) === document.id &&
      [200, 400, 403, 404].includes(exchange.status ?? 0),
  );
}
