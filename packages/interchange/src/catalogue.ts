import type { Catalogue, CodeEntry } from "@tessera/diagnostics";

const error = (meaning: string): CodeEntry => ({ severity: "error", meaning });
const warning = (meaning: string): CodeEntry => ({ severity: "warning", meaning });

/** Every code of this room. */
export const INTERCHANGE_CODES = {
  "import/changed": warning("Something of a question could not be taken over as it was"),
  "import/left-out": warning("A question has no counterpart in a bank, and is left out"),
  "import/no-questions": error("The file holds no question that could be taken over"),
  "import/unreadable": error("A question cannot be read, and is left out"),
} as const satisfies Catalogue;

export type InterchangeCode = keyof typeof INTERCHANGE_CODES;
