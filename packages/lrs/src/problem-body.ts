/** Refusals and failures as answers: what, which rule, where. Never a stack trace, never a cause. */
import type { Answer } from "./call.ts";
import { Refusal } from "./refusal.ts";

export interface Problem {
  readonly status: number;
  /** What was found, then what was expected. */
  readonly message: string;
  readonly rule?: string;
  readonly path?: string;
  readonly faults?: readonly { readonly path: string; readonly message: string; readonly rule: string }[];
}

/** @param accept - the request's `Accept`: JSON unless it wants text or HTML more (Communication §3.2) */
export function problemBody(error: unknown, accept: string | null): Answer {
  const problem = problemOf(error);
  const headers = error instanceof Refusal ? (error.details.headers ?? {}) : {};
  const type = preferred(accept ?? "");
  return {
    status: problem.status,
    body: type === "application/json" ? JSON.stringify(problem) : asText(problem, type),
    headers: { "content-type": type === "application/json" ? type : `${type}; charset=utf-8`, ...headers },
  };
}

function problemOf(error: unknown): Problem {
  if (!(error instanceof Refusal)) {
    return { status: 500, message: "something failed inside the LRS; the request may be sent again" };
  }
  const { rule, path, faults } = error.details;
  return {
    status: error.status,
    message: error.message,
    ...(rule === undefined ? {} : { rule }),
    ...(path === undefined ? {} : { path }),
    ...(faults === undefined ? {} : { faults }),
  };
}

const TYPES = ["application/json", "text/plain", "text/html"] as const;
type ProblemType = (typeof TYPES)[number];

/** The type of the highest quality; JSON wins a tie. */
function preferred(accept: string): ProblemType {
  let best: { readonly type: ProblemType; readonly quality: number } = {
    type: "application/json",
    quality: 0,
  };
  for (const range of accept.split(",")) {
    const [name = "", ...parameters] = range.split(";").map((part) => part.trim().toLowerCase());
    const quality = Number(parameters.find((parameter) => parameter.startsWith("q="))?.slice(2) ?? 1);
    const type = TYPES.find((one) => one === name) ?? (name === "*/*" ? "application/json" : undefined);
    const better = type !== undefined && quality > best.quality;
    if (better || (type === "application/json" && quality === best.quality)) best = { type, quality };
  }
  return best.type;
}

function asText(problem: Problem, type: ProblemType): string {
  const faults = problem.faults ?? [problem];
  const lines = [`${problem.status} ${problem.message}`];
  for (const { path, message, rule } of faults) {
    lines.push([path, message, rule && `(${rule})`].filter((part) => part !== undefined).join(" "));
  }
  if (type === "text/plain") return `${lines.join("\n")}\n`;
  return `<!doctype html><title>${problem.status}</title><pre>${escapeHtml(lines.join("\n"))}</pre>`;
}

function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
