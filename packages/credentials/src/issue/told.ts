/**
 * What an LRS is told of a credential: `earned` when it was issued or renewed, `revoked` when it was taken back.
 * The same telling always has the same id, so that an LRS that has it already keeps one (xAPI 1.0.3 Communication §2.1.1).
 */
import { BADGE, type Agent, type Statement } from "@tessera/xapi";
import { didOf, type Issuer } from "../issuer/issuer.ts";
import type { Verifier } from "../keys/key-ports.ts";
import { namedUuid } from "./issue.ts";
import { toldKey, type Held, type Ledger, type LedgerLine } from "./ledger.ts";

export interface Telling {
  readonly line: Extract<LedgerLine, { line: "told" }>;
  readonly statement: Statement;
}

/**
 * Everything that this LRS was not told yet. Of whom nobody knows any more who they are, it is told nothing.
 *
 * @param lrs - its endpoint
 */
export async function* untold(
  issuer: Issuer,
  ledger: Ledger,
  lrs: string,
  sha256: Verifier["sha256"],
): AsyncGenerator<Telling> {
  for (const held of ledger.issued.values()) {
    const agent = ledger.agents.get(held.subject);
    if (agent === undefined) continue;
    const revoked = ledger.revoked.get(held.id);
    // What was never told of as earned, and is taken back by now, has nothing to be taken back from there.
    const earned = ledger.told.has(toldKey(held.id, "earned", held.validFrom, lrs));
    if (!earned && revoked === undefined)
      yield await telling({ issuer, held, agent, lrs }, "earned", held.validFrom, sha256);
    if (earned && revoked !== undefined && !ledger.told.has(toldKey(held.id, "revoked", revoked.at, lrs)))
      yield await telling({ issuer, held, agent, lrs }, "revoked", revoked.at, sha256);
  }
}

interface About {
  readonly issuer: Issuer;
  readonly held: Held;
  readonly agent: Agent;
  readonly lrs: string;
}

async function telling(
  { issuer, held, agent, lrs }: About,
  what: "earned" | "revoked",
  of: string,
  sha256: Verifier["sha256"],
): Promise<Telling> {
  const line = { line: "told", id: held.id, what, of, lrs } as const;
  const statement: Statement = {
    // Stores were seen that take no id of the versions after 5.
    id: await namedUuid([didOf(issuer), held.id, what, of], sha256, 5),
    actor: { objectType: "Agent", ...agent },
    verb: what === "earned" ? BADGE.earned : BADGE.revoked,
    object: {
      objectType: "Activity",
      id: held.achievement,
      definition: { type: BADGE.type, name: { und: held.name } },
    },
    result: { extensions: { [BADGE.credential]: held.id } },
    context: {
      ...(held.registration !== "" && { registration: held.registration }),
      contextActivities: { category: [{ objectType: "Activity", id: BADGE.category }] },
      ...(held.validUntil !== undefined && { extensions: { [BADGE.expires]: held.validUntil } }),
    },
    timestamp: of,
  };
  return { line, statement };
}
