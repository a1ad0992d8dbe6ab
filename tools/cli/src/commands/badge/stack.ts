import { webCrypto } from "@tessera/credentials";
import { agentKey, decideStacks, stackLine } from "@tessera/credentials/issuing";
import type { GraphNode, Held, Ledger, Stack } from "@tessera/credentials/issuing";
import { openLrs } from "../../analytics/lrs-access.adapter.ts";
import { openIssuer, type IssuerFolder } from "../../badge/issuer-folder.adapter.ts";
import { printRows, type Row } from "../../badge/issue-report.ts";
import { signerOf } from "../../badge/key-holder.adapter.ts";
import { readLedgerFile, withLedger, type LedgerFile } from "../../badge/ledger-file.adapter.ts";
import { readGraph } from "../../badge/portfolio-graph.adapter.ts";
import { telling } from "../../badge/tell-lrs.adapter.ts";
import { writeMissing } from "../../badge/write-missing.ts";
import { now, randomBytes } from "../../ports.adapter.ts";

export interface StackOptions {
  readonly portfolio: string;
  readonly dryRun?: boolean;
  readonly tell?: string;
  readonly format: "table" | "json";
}

/** Issues the portfolio's pathways to whoever holds everything that they are made of. */
export async function stack(dir: string, options: StackOptions): Promise<void> {
  const folder = openIssuer(dir);
  const graph = await readGraph(options.portfolio, folder);
  const pathways = [...graph.nodes.values()].filter(({ kind }) => kind === "pathway");
  if (options.dryRun === true) {
    const ledger = readLedgerFile(folder);
    const rows = pathways.flatMap((pathway) =>
      decideStacks(pathway, { ledger, now: now() }).map((each) =>
        rowOf(each, { ledger, pathway, dryRun: true }),
      ),
    );
    return printRows(rows, options);
  }
  const door = options.tell === undefined ? undefined : await openLrs(options.tell);
  await withLedger(folder, async (file) => {
    const rows: Row[] = [];
    // One after the other: a pathway may be a part of the next.
    for (const pathway of pathways) rows.push(...(await stackOne(folder, file, pathway)));
    file.settle();
    const slugs = new Set(pathways.map(({ id }) => id));
    const held = [...file.ledger.issued.values()].filter(({ slug }) => slugs.has(slug));
    await writeMissing(folder, file, held);
    printRows(rows, options);
    if (door !== undefined) await telling(folder, file, door);
  });
}

async function stackOne(folder: IssuerFolder, file: LedgerFile, pathway: GraphNode): Promise<readonly Row[]> {
  const { ledger } = file;
  const ports = { sha256: webCrypto.sha256, random: randomBytes };
  const rows: Row[] = [];
  const stacks = decideStacks(pathway, { ledger, now: now() });
  if (stacks.some(({ kind }) => kind === "new" || kind === "renew")) await signerOf(folder, "credentials");
  for (const each of stacks) {
    if (each.kind === "new" || each.kind === "renew") {
      const before = each.held === undefined ? undefined : file.line(each.held);
      const { subject, parts } = each;
      const about = { subject, parts, ...(before !== undefined && { before }) };
      file.append([await stackLine(folder.issuer, pathway, about, { ledger, ports })]);
    }
    rows.push(rowOf(each, { ledger, pathway, dryRun: false }));
  }
  return rows;
}

interface About {
  readonly ledger: Ledger;
  readonly pathway: GraphNode;
  readonly dryRun: boolean;
}

function rowOf(each: Stack, { ledger, pathway, dryRun }: About): Row {
  const agent = ledger.agents.get(each.subject);
  const learner = (agent && agentKey(agent)) ?? each.subject;
  const held: Held | undefined =
    each.held ?? ledger.issued.get((ledger.bySubject.get(each.subject) ?? []).at(-1) ?? "");
  const credential = held?.slug === pathway.id ? held.id : undefined;
  const about = { learner, ...(credential !== undefined && { credential }) };
  switch (each.kind) {
    case "new":
      return { ...about, outcome: dryRun ? "would-issue" : "issued" };
    case "renew":
      return { ...about, outcome: dryRun ? "would-renew" : "renewed" };
    case "already":
      return { ...about, outcome: "already" };
    case "revoked":
      return { ...about, outcome: "revoked", reason: each.reason };
    case "not-yet":
      return {
        ...about,
        outcome: "not-yet",
        missing: [
          ...each.missing,
          ...(credential === undefined
            ? []
            : ["it was issued before, and counts until it ends or you revoke it"]),
        ],
      };
  }
}
