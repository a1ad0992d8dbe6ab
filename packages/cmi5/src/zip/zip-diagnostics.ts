import type { Diagnostic } from "@tessera/diagnostics";
import type { Cmi5Code, FindingDetails } from "../codes.ts";
import { finding } from "../codes.ts";

/** Every fault of the container breaks this one (cmi5 §14.1). */
const CONTAINER = "14.1.0.0-1";

/** A fault of the archive as a whole. */
export function archiveFault(
  code: Cmi5Code,
  message: string,
  details: Partial<FindingDetails> = {},
): Diagnostic {
  return finding(code, { message, requirement: CONTAINER, ...details });
}

/** A fault of one entry; the span names the entry and nothing in it. */
export function entryFault(
  code: Cmi5Code,
  { entry, problem, ...details }: { entry: string; problem: string } & Partial<FindingDetails>,
): Diagnostic {
  return finding(code, {
    message: `${quote(entry)} ${problem}`,
    span: { file: entry, start: 0, end: 0 },
    requirement: CONTAINER,
    params: { entry },
    ...details,
  });
}

function quote(name: string): string {
  return JSON.stringify(name.length > 120 ? `${name.slice(0, 120)}…` : name);
}
