/** A cohort that never was, and what it has earned: the statements are simulated, everything after them is as in life. */
import { simulateCohort } from "@tessera/analytics/simulate";
import { unitDataOf, unitsIn } from "@tessera/bundle";
import { awardRule, EvidenceCollector, webCrypto } from "@tessera/credentials";
import type { Issuer } from "@tessera/credentials";
import { decide, graphOf, issueLines, moment, stackLine, decideStacks } from "@tessera/credentials/issuing";
import type { CourseWords, Graph, PathwayWords } from "@tessera/credentials/issuing";
import type { Course } from "@tessera/course";
import type { Agent, Statement } from "@tessera/xapi";
import type { LedgerFile } from "../badge/ledger-file.adapter.ts";
import { subjectFor } from "../badge/person.ts";
import { randomBytes, uuid } from "../ports.adapter.ts";

const LMS = "https://lms.example.com";
const PEOPLE = 12;
const DAY = 86_400_000;
const account = (name: string): Agent => ({ account: { homePage: LMS, name } });
const personName = (at: number): string => `person-${String(at + 1).padStart(2, "0")}`;

/** Whose statements count, as the simulated LMSs write them. */
export const DEMO_EVIDENCE: Issuer["evidence"] = {
  authorities: [account("cmi5")],
  observation: {
    authorities: [account("observations")],
    observers: [1, 2, 3].map((at) => ({ agent: account(`supervisor-${at}`) })),
  },
};

export interface DemoCohort {
  readonly issuer: Issuer;
  readonly courses: readonly Course[];
  readonly pathways: PathwayWords;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** Issues to the cohort what it has earned, takes one back, and lets one end. @returns what stacks into what */
export async function issueToCohort(
  { issuer, courses, pathways, now }: DemoCohort,
  file: LedgerFile,
): Promise<Graph> {
  const words: CourseWords[] = [];
  const ports = { sha256: webCrypto.sha256, random: randomBytes };
  const { ledger } = file;
  recognise(file, now);
  for (const course of courses) {
    const reading = awardRule(course, issuer);
    if ("faults" in reading) continue;
    const { rule } = reading;
    const { partOf } = course.credential as { readonly partOf?: readonly string[] };
    words.push({ rule, partOf: partOf ?? [] });
    // What counts for a year was earned well over a year ago by some of them: it has ended by now.
    const began = now - (rule.valid === "P1Y" ? 480 : 200) * DAY;
    const collector = new EvidenceCollector(rule.unitIds, issuer.evidence);
    for (const statement of statementsOf(course, began)) collector.add(statement);
    const then = began + 150 * DAY;
    for (const decision of decide({ issuer, rule, evidence: collector.evidence(), ledger, now: then }))
      if (decision.kind === "new") file.append(await issueLines(issuer, decision.awarded, ledger, ports));
  }
  const graph = graphOf(words, pathways, issuer);
  for (const pathway of graph.nodes.values()) {
    if (pathway.kind !== "pathway") continue;
    for (const stack of decideStacks(pathway, { ledger, now }))
      if (stack.kind === "new") file.append([await stackLine(issuer, pathway, stack, { ledger, ports })]);
  }
  const taken = [...ledger.issued.values()].findLast(({ slug }) => graph.nodes.get(slug)?.kind === "course");
  if (taken !== undefined)
    file.append([
      { line: "revoked", id: taken.id, at: moment(now), reason: "Issued in error (for the demonstration)" },
    ]);
  file.settle();
  return graph;
}

/** Two of three hold what another provider gives, and one course asks for. */
function recognise(file: LedgerFile, now: number): void {
  for (let at = 0; at < PEOPLE; at += 1) {
    if (at % 3 === 2) continue;
    const { id, lines } = subjectFor(file.ledger, account(personName(at)), uuid);
    const said = {
      slug: "facility-networks",
      name: "Facility networks",
      at: moment(now - 500 * DAY),
      reason: "Card seen",
    };
    file.append([...lines, { line: "recognised", id: `urn:uuid:${uuid()}`, subject: id, ...said }]);
  }
}

function* statementsOf(course: Course, start: number): Generator<Statement> {
  const units = unitsIn(course).map((unit) => unitDataOf(course, unit));
  const people = Array.from({ length: PEOPLE }, (_, at) => [{ homePage: LMS, name: personName(at) }]);
  const cohort = { course, units, learners: PEOPLE, seed: "demo", start, days: 90, people };
  for (const { statements } of simulateCohort(cohort)) yield* statements as readonly Statement[];
}
