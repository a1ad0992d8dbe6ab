/**
 * A portfolio as one signed file: a Comprehensive Learner Record 2.0 with the credentials as they were signed, what they are
 * about, and how that hangs together.
 */
import { achievementJson, type Achievement } from "../credential/build.ts";
import { didOf, type Issuer } from "../issuer/issuer.ts";
import type { JsonObject } from "../json/json.ts";
import type { Signer, Verifier } from "../keys/key-ports.ts";
import { CREDENTIALS_V2, OPEN_BADGES_V3 } from "../linked-data/canonicalize.ts";
import { CLR_V2 } from "../linked-data/clr-context.ts";
import { CLR_CONTEXTS } from "../linked-data/clr-contexts.ts";
import { addProof } from "../proof/data-integrity.ts";
import type { Graph } from "./graph.ts";

export interface ClrInput {
  /** `urn:uuid:…` */
  readonly id: string;
  /** Pseudonym. */
  readonly subject: string;
  readonly name: string;
  /** `2026-11-28T12:00:00Z`. */
  readonly validFrom: string;
  /** Signed, none of them revoked. */
  readonly credentials: readonly JsonObject[];
  readonly graph: Graph;
}

interface Association {
  readonly type: "Association";
  readonly associationType: "precedes" | "isPartOf" | "replacedBy";
  readonly sourceId: string;
  readonly targetId: string;
}

/** What stands in the graph between achievements that can be named: those of this issuer. */
export function associationsOf(
  graph: Graph,
  related: readonly Pick<Achievement, "id" | "related">[],
): readonly Association[] {
  const ids = new Map([...graph.nodes.values()].map(({ id, achievement }) => [id, achievement?.id]));
  const found: Association[] = [];
  const add = (associationType: Association["associationType"], sourceId?: string, targetId?: string) => {
    if (sourceId !== undefined && targetId !== undefined)
      found.push({ type: "Association", associationType, sourceId, targetId });
  };
  for (const { id, kind, requires } of graph.nodes.values())
    for (const other of requires)
      add(kind === "pathway" ? "isPartOf" : "precedes", ids.get(other), ids.get(id));
  for (const { id, related: old = [] } of related) for (const each of old) add("replacedBy", each.id, id);
  return found;
}

export async function signClr(
  issuer: Issuer,
  { id, subject, name, validFrom, credentials, graph }: ClrInput,
  signer: Signer,
  verifier: Pick<Verifier, "sha256">,
): Promise<JsonObject> {
  const achievements = [...graph.nodes.values()].flatMap(({ achievement }) =>
    achievement === undefined ? [] : [achievement],
  );
  const held = credentials.map(achievementIn);
  const document = {
    "@context": [CREDENTIALS_V2, CLR_V2, OPEN_BADGES_V3],
    id,
    type: ["VerifiableCredential", "ClrCredential"],
    name,
    issuer: { id: didOf(issuer), type: ["Profile"], name: issuer.name, url: `https://${issuer.domain}/` },
    validFrom,
    credentialSubject: {
      id: subject,
      type: ["ClrSubject"],
      verifiableCredential: credentials,
      achievement: achievements.map(achievementJson),
      association: associationsOf(graph, held) as unknown as readonly JsonObject[],
    },
  };
  return addProof(document, validFrom, signer, verifier, CLR_CONTEXTS);
}

function achievementIn(credential: JsonObject): Pick<Achievement, "id" | "related"> {
  const subject = credential["credentialSubject"] as {
    readonly achievement?: Pick<Achievement, "id" | "related">;
  };
  return subject.achievement ?? { id: "" };
}
