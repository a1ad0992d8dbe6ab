/** For each code a small file of which it is said: for tests, and for the page of the code in docs/reference. */
import type { Diagnostic, SourceText } from "@tessera/diagnostics";
import type { InterchangeCode } from "../catalogue.ts";
import { readQuestions } from "../formats.ts";

const TEXTS: Readonly<Record<InterchangeCode, string>> = {
  "import/changed": "Which port does BACnet/IP use? {=47808 ~%-50%502 ~1911}\n",
  "import/left-out": "Say in your own words what a zone is. {}\n\nA VLAN is a wall. {T}\n",
  "import/no-questions": "// Questions on zones\n",
  "import/unreadable": "Which port does BACnet/IP use? {=47808 ~502\n",
};

/** What is said of a file with that mistake. */
export function foreignFile(code: InterchangeCode): {
  readonly source: SourceText;
  readonly diagnostics: readonly Diagnostic[];
} {
  const source = { file: "zones.gift", text: TEXTS[code] };
  return { source, diagnostics: readQuestions(source, "gift").diagnostics };
}
