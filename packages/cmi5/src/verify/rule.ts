import type { Diagnostic } from "@tessera/diagnostics";
import type { StructureParts, Subject } from "./subject.ts";

/** `cannot-tell`: the package alone does not show it, or what shows it could not be read. */
export type Verdict = "held" | "violated" | "not-applicable" | "cannot-tell";

export interface Judgement {
  readonly verdict: Verdict;
  /** One sentence without a full stop, for the table. */
  readonly reason: string;
  readonly findings: readonly Diagnostic[];
}

/** One requirement of cmi5 on a package. A rule is a value; adding one is a line in `rules.ts`. */
export interface Rule {
  /** CATAPULT's id; with `+` where the specification says it and that list does not. */
  readonly id: string;
  readonly section: string;
  readonly level: "MUST" | "SHOULD";
  /** Whom the specification obliges; a package can make an LMS's duty matter. */
  readonly binds: "package" | "lms";
  readonly says: string;
  check(subject: Subject): Judgement;
}

export function held(reason: string): Judgement {
  return { verdict: "held", reason, findings: [] };
}

export function notApplicable(reason: string): Judgement {
  return { verdict: "not-applicable", reason, findings: [] };
}

export function cannotTell(reason: string, findings: readonly Diagnostic[] = []): Judgement {
  return { verdict: "cannot-tell", reason, findings };
}

/** Violated by any finding that is not mere information, held without. */
export function judge(findings: readonly Diagnostic[], heldReason: string): Judgement {
  const faults = findings.filter((finding) => finding.severity !== "info");
  const [first] = faults;
  if (!first) return { verdict: "held", reason: heldReason, findings };
  const more = faults.length > 1 ? ` (and ${faults.length - 1} more)` : "";
  return { verdict: "violated", reason: `${first.message}${more}`, findings };
}

/** For rules about the structure: without a readable one there is no verdict. */
export function onStructure(
  check: (parts: StructureParts, subject: Subject) => Judgement,
): (subject: Subject) => Judgement {
  return (subject) =>
    subject.parts ? check(subject.parts, subject) : cannotTell("the course structure could not be read");
}
