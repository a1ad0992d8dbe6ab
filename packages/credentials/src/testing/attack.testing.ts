import { expect, test } from "vitest";
import type { ReasonCode, Verdict } from "../verify/reasons.ts";
import type { VerifyPorts } from "../verify/check-signed.ts";
import { verifyCredential } from "../verify/verify.ts";

/** A file that somebody made to be believed, and the one reason for which it is not. */
export type Attack = readonly [
  what: string,
  verdict: Exclude<Verdict, "valid">,
  code: ReasonCode,
  file: Uint8Array,
  change?: Partial<VerifyPorts>,
];

/** A test for each. @param ports - everything at hand, but for what an attack takes away */
export function testAttacks(
  attacks: readonly Attack[],
  ports: (change?: Partial<VerifyPorts>) => VerifyPorts,
): void {
  const rows = attacks.map(([what, verdict, code, file, change]) => ({ what, verdict, code, file, change }));
  test.each(rows)("$what: $verdict, since $code", async ({ verdict, code, file, change }) => {
    const found = await verifyCredential(file, ports(change));
    expect({ verdict: found.verdict, codes: found.reasons.map((reason) => reason.code) }).toEqual({
      verdict,
      codes: [code],
    });
    expect(found.reasons[0]?.says).toMatch(/\S \S/);
  });
}
