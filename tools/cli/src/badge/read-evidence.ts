import { EvidenceCollector, signedPieceOf } from "@tessera/credentials";
import type { AcceptedLine, AwardRule, Evidence } from "@tessera/credentials";
import { agentKey } from "@tessera/credentials/issuing";
import { printable } from "@tessera/diagnostics";
import { checkStatement, VERBS } from "@tessera/xapi";
import type { Statement } from "@tessera/xapi";
import { InputError } from "../exit.ts";
import { readAcceptedFile } from "./accepted-file.adapter.ts";
import type { EvidenceSource } from "./evidence-source.adapter.ts";
import type { IssuerFolder } from "./issuer-folder.adapter.ts";
import type { ReadStatements } from "./issue-report.ts";
import { clearAbandoned, LearnerParts, partsFolder } from "./learner-parts.adapter.ts";

/** What was read, part by part, and what there was to say of all of it. */
export interface ReadEvidence {
  /** One part of the learners after the other. */
  parts(): AsyncGenerator<Evidence>;
  /** Complete once every part was asked for. */
  readonly read: ReadStatements;
}

/**
 * Reads everything that a source says about the units of these rules, and hands it to `work`. However much it is, only a part of
 * it is in memory at once.
 */
export async function withEvidence<Result>(
  { folder, rules }: { readonly folder: IssuerFolder; readonly rules: readonly AwardRule[] },
  source: EvidenceSource,
  work: (evidence: ReadEvidence) => Promise<Result>,
): Promise<Result> {
  const units = rules.flatMap(({ unitIds }) => unitIds);
  const collector = () => new EvidenceCollector(units, folder.issuer.evidence);
  clearAbandoned(folder.root);
  const parts = new LearnerParts(partsFolder(folder.root));
  try {
    const { count, invalid, invalidCount } = await readAll(source, collector(), parts);
    const signed = [...readAcceptedFile(folder).byName.values()];
    const [strangers, ambiguous] = [new Map<string, number>(), [...parts.crossing]];
    const seen = { strangers, ambiguous, voided: 0 };
    const read: ReadStatements = { evidence: seen, count, invalid, invalidCount };
    const one = async (part: number): Promise<Evidence> => {
      const fresh = collector();
      for (const line of signed) addSigned(fresh, line, (learner) => parts.holds(part, learner));
      for await (const statement of parts.statements(part)) fresh.add(statement);
      const evidence = fresh.evidence();
      for (const [authority, number] of evidence.strangers)
        strangers.set(authority, (strangers.get(authority) ?? 0) + number);
      ambiguous.push(...evidence.ambiguous);
      seen.voided += evidence.voided;
      return evidence;
    };
    await trusted(folder, read, async () => {
      for (let part = 0; part < parts.count; part += 1) await one(part);
    });
    return await work({
      read,
      async *parts() {
        for (let part = 0; part < parts.count; part += 1) yield await one(part);
      },
    });
  } finally {
    parts.close();
  }
}

function addSigned(
  collector: EvidenceCollector,
  line: AcceptedLine,
  isHere: (learner: string) => boolean,
): void {
  for (const statement of line.statements)
    if (isHere(agentKey(statement.actor) ?? "")) collector.addSigned(statement, signedPieceOf(line));
}

async function readAll(source: EvidenceSource, sieve: EvidenceCollector, parts: LearnerParts) {
  const invalid: string[] = [];
  let [count, invalidCount] = [0, 0];
  for await (const { value, place } of source.statements()) {
    count += 1;
    const [fault] = checkStatement(value);
    if (fault === undefined) {
      const statement = value as Statement;
      if (statement.verb.id === VERBS.voided.id || sieve.mayConcern(statement)) parts.add(statement);
    } else {
      invalidCount += 1;
      if (invalid.length < 5) invalid.push(`${place}: ${fault.path}: ${fault.message}`);
    }
  }
  return { count, invalid, invalidCount };
}

/** Without a word of the issuer's about whose statements count, none does. */
async function trusted(
  { issuer }: IssuerFolder,
  { evidence }: ReadStatements,
  look: () => Promise<void>,
): Promise<void> {
  if (issuer.evidence.authorities.length > 0) return;
  await look();
  const found = [...evidence.strangers].map(([authority, count]) => `${authority} (${count})`);
  throw new InputError("issuer.json does not say whose statements count: `evidence.authorities` is empty", {
    help:
      found.length === 0 || (evidence.strangers.size === 1 && evidence.strangers.has("nobody"))
        ? "name the authority under which your LRS keeps the statements of sessions (these have none, or are about other courses); docs/credentials.md shows how"
        : `these statements were kept under ${printable(found.join(", "))}; docs/credentials.md shows how to name who of them counts`,
  });
}
