/**
 * Is this credential what it says it is, from whom it says, and does it still count?
 *
 * The order is the one of Open Badges 3.0 §9.1, with the shape first: nothing of a stranger's file is expanded, fetched or
 * believed before it is known to be an Open Badge. Total: bad input is a verdict, never an exception.
 */
import { openBadge } from "../credential/credential-shape.ts";
import { checkSigned, type Kind, type Verification, type VerifyPorts } from "./check-signed.ts";
import { openBadgeContextFault } from "./known-contexts.ts";
import { readSigned } from "./read-signed.ts";

const OPEN_BADGE: Kind = {
  named: "an Open Badge 3.0",
  shape: openBadge,
  contextFault: openBadgeContextFault,
};

/** @param file - the bytes of a PNG, an SVG, a JSON document or a JWT */
export const verifyCredential = (file: Uint8Array, ports: VerifyPorts): Promise<Verification> =>
  checkSigned(readSigned(file), OPEN_BADGE, ports);
