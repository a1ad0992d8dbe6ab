/**
 * Is this credential what it says it is, from whom it says, and does it still count?
 *
 * The order is the one of Open Badges 3.0 §9.1, with the shape first: nothing of a stranger's file is expanded, fetched or
 * believed before it is known to be an Open Badge. Total: bad input is a verdict, never an exception.
 */
import { openBadge } from "../credential/credential-shape.ts";
import { checkSigned, type Kind, type Verification, type VerifyPorts } from "./check-signed.ts";
import { openBadgeContextFault } from "./known-contexts.ts";
import { isRecord, readSigned } from "./read-signed.ts";
import { verdictOf, type Reason } from "./reasons.ts";

const OPEN_BADGE: Kind = {
  named: "an Open Badge 3.0",
  shape: openBadge,
  contextFault: openBadgeContextFault,
};

const A_RECORD: Reason = {
  code: "holds-credentials",
  says: "it is a learner's record, which holds credentials: each of them is checked by itself",
};

/** @param file - the bytes of a PNG, an SVG, a JSON document or a JWT */
export async function verifyCredential(file: Uint8Array, ports: VerifyPorts): Promise<Verification> {
  const read = readSigned(file);
  if ("signed" in read && isRecord(read.signed.document))
    return { verdict: verdictOf([A_RECORD]), reasons: [A_RECORD], container: read.container };
  return checkSigned(read, OPEN_BADGE, ports);
}
