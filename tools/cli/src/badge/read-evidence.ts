import { EvidenceCollector, signedPieceOf } from "@tessera/credentials";
import type { AwardRule } from "@tessera/credentials";
import { printable } from "@tessera/diagnostics";
import { checkStatement } from "@tessera/xapi";
import type { Statement } from "@tessera/xapi";
import { InputError } from "../exit.ts";
import { readAcceptedFile } from "./accepted-file.adapter.ts";
import type { EvidenceSource } from "./evidence-source.adapter.ts";
import type { IssuerFolder } from "./issuer-folder.adapter.ts";
import type { ReadStatements } from "./issue-report.ts";

/** Everything that a source says about the units of these rules. */
export async function readEvidence(
  source: EvidenceSource,
  folder: IssuerFolder,
  rules: readonly AwardRule[],
): Promise<ReadStatements> {
  const units = rules.flatMap(({ unitIds }) => unitIds);
  const collector = new EvidenceCollector(units, folder.issuer.evidence);
  for (const line of readAcceptedFile(folder).byName.values())
    for (const statement of line.statements) collector.addSigned(statement, signedPieceOf(line));
  const invalid: string[] = [];
  let [count, invalidCount] = [0, 0];
  for await (const { value, place } of source.statements()) {
    count += 1;
    const [fault] = checkStatement(value);
    if (fault === undefined) collector.add(value as Statement);
    else {
      invalidCount += 1;
      if (invalid.length < 5) invalid.push(`${place}: ${fault.path}: ${fault.message}`);
    }
  }
  const read = { evidence: collector.evidence(), count, invalid, invalidCount };
  trusted(folder, read);
  return read;
}

/** Without a word of the issuer's about whose statements count, none does. */
function trusted({ issuer }: IssuerFolder, { evidence }: ReadStatements): void {
  if (issuer.evidence.authorities.length > 0) return;
  const found = [...evidence.strangers].map(([authority, count]) => `${authority} (${count})`);
  throw new InputError("issuer.json does not say whose statements count: `evidence.authorities` is empty", {
    help:
      found.length === 0 || (evidence.strangers.size === 1 && evidence.strangers.has("nobody"))
        ? "name the authority under which your LRS keeps the statements of sessions (these have none, or are about other courses); docs/credentials.md shows how"
        : `these statements were kept under ${printable(found.join(", "))}; docs/credentials.md shows how to name who of them counts`,
  });
}
