import type { Span } from "@tessera/diagnostics";
import { problem } from "../report.ts";
import type { Report } from "../report.ts";

/** A container with nothing between its first line and its last. */
export function reportEmpty(name: string, opening: Span, report: Report): undefined {
  const message = `\`:::${name}\` holds nothing`;
  report(problem("directive/empty", opening, { message, help: "write what it shows, or take it out" }));
  return undefined;
}
