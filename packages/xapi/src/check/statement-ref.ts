/** Statement References: Data §2.4.4.3. */
import { checkObjectType } from "./actor.ts";
import type { Faults } from "./fault.ts";
import { checkEach, checkObject, checkUuid } from "./shape.ts";

const STATEMENT_REF = {
  what: "a StatementRef",
  section: "2.4.4.3",
  known: ["objectType", "id"],
  required: ["objectType", "id"],
};

export function checkStatementRef(faults: Faults, path: string, value: unknown): void {
  const reference = checkObject(faults, path, value, STATEMENT_REF);
  if (!reference) return;
  checkObjectType(faults, path, reference, "StatementRef", STATEMENT_REF.section);
  checkEach(faults, path, reference, { id: checkUuid });
}
