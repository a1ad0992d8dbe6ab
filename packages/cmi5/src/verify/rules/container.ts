import { finding } from "../../codes.ts";
import type { Rule } from "../rule.ts";
import { cannotTell, held, judge, notApplicable } from "../rule.ts";
import type { Subject } from "../subject.ts";
import { schemaFindings } from "./schema-findings.ts";

/** Findings of the reading itself that break one requirement. */
function readFindings({ diagnostics }: Subject, requirement: string) {
  return diagnostics.filter((diagnostic) => diagnostic.requirement === requirement);
}

export const validStructure: Rule = {
  id: "13.2.0.0-1",
  section: "14.0",
  level: "MUST",
  binds: "package",
  says: "The structure is called cmi5.xml and is valid against the official schema",
  check(subject) {
    const reading = readFindings(subject, "13.2.0.0-1");
    const [first] = reading;
    if (first) return judge(reading, "");
    if (!subject.parts) {
      const nameless = subject.diagnostics.some((diagnostic) => diagnostic.code === "cmi5/no-cmi5-xml");
      if (nameless) return { verdict: "violated", reason: "there is no `cmi5.xml`", findings: [] };
      return cannotTell("the course structure could not be read");
    }
    if (!subject.schemaFaults) {
      const unavailable = finding("cmi5/schema-unavailable", {
        message: "the official schema could not be asked, so validity is not known",
        severity: "warning",
        requirement: "13.2.0.0-1",
      });
      return cannotTell("the official schema could not be asked", [unavailable]);
    }
    const count = subject.schemaFaults.length;
    if (count === 0) return held("valid against the official schema");
    const findings = schemaFindings(subject, "13.2.0.0-1");
    const reason = `the official schema finds ${count} ${count === 1 ? "fault" : "faults"}`;
    return { verdict: "violated", reason, findings };
  },
};

export const packageForm: Rule = {
  id: "14.0.0.0-1",
  section: "14.0",
  level: "MUST",
  binds: "package",
  says: "The package is a bare XML file, a 32-bit zip or a 64-bit zip",
  check(subject) {
    if (subject.kind === "xml") return held("a bare XML file");
    if (subject.kind === "zip") return held(subject.archive?.zip64 ? "a 64-bit zip" : "a 32-bit zip");
    return judge(readFindings(subject, "14.0.0.0-1"), "");
  },
};

export const zipFormat: Rule = {
  id: "14.1.0.0-1",
  section: "14.1",
  level: "MUST",
  binds: "package",
  says: "The zip follows the PKWARE specification",
  check({ kind, zipFaults }) {
    if (kind !== "zip") return notApplicable("there is no zip");
    const errors = zipFaults.filter((fault) => fault.severity === "error");
    // Warnings are about what the specification allows and some tools stumble over.
    if (errors.length === 0)
      return { ...held("stored and deflated files, sizes and checksums right"), findings: zipFaults };
    return { ...judge(errors, ""), findings: zipFaults };
  },
};

export const structureAtRoot: Rule = {
  id: "14.1.0.0-2",
  section: "14.1",
  level: "MUST",
  binds: "package",
  says: "cmi5.xml is at the root of the zip",
  check(subject) {
    if (subject.kind !== "zip") return notApplicable("there is no zip");
    if (!subject.archive) return cannotTell("the zip could not be read");
    return judge(readFindings(subject, "14.1.0.0-2"), "`cmi5.xml` is at the root");
  },
};
