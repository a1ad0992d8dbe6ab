import type { GateRules } from "./gate.ts";
import { checkOf } from "./keyed-names.ts";
import { oldestKept } from "./retention.ts";

/** What whoever opens a store asks of it. */
export interface PrivateOptions {
  /** Hexadecimal, 32 bytes. A new store given one holds pseudonyms from then on, and takes no statements without it. */
  readonly pseudonymKey?: string;
  /** An ISO 8601 period: statements that are older go, from now on; `all` keeps every one again. Needs `now`. */
  readonly retain?: string;
  /** Milliseconds. */
  readonly now?: number;
}

/** What a store says of itself. */
export interface KeptRules {
  /** `checkOf` the key of its pseudonyms. */
  readonly check: string | undefined;
  readonly retain: string | undefined;
  readonly forgetKeys: readonly string[];
  readonly tombstones: ReadonlySet<string>;
  readonly keepsRaw: boolean;
  readonly isEmpty: () => Promise<boolean>;
}

/** What is written into its settings. */
export type Setting = "pseudonym-check" | "retain" | "forget-key";

/** @returns what the store's `Gate` goes by, and what is to be written down of it; or why it cannot be opened so */
export async function storeRules(
  kept: KeptRules,
  { pseudonymKey, retain, now }: PrivateOptions,
): Promise<
  | { readonly rules: GateRules; readonly written: readonly (readonly [Setting, string])[] }
  | { readonly refused: string }
> {
  const { check } = kept;
  if (check === undefined && pseudonymKey !== undefined && !(await kept.isEmpty()))
    return { refused: "it holds names already; pseudonyms begin with a new store" };
  if (check !== undefined && pseudonymKey === undefined)
    return { refused: "it holds pseudonyms, and takes statements with their key only" };
  if (check !== undefined && pseudonymKey !== undefined && checkOf(pseudonymKey) !== check)
    return { refused: "it holds pseudonyms of another key" };
  if (pseudonymKey !== undefined && kept.keepsRaw)
    return { refused: "statements themselves name people: keep them, or keep pseudonyms" };
  const period = retain ?? kept.retain;
  return {
    rules: {
      pseudonymKey,
      oldest: period === undefined || now === undefined ? undefined : oldestKept(period, now),
      forgetKeys: kept.forgetKeys,
      tombstones: kept.tombstones,
    },
    written: [
      ...(check === undefined && pseudonymKey !== undefined
        ? [["pseudonym-check", checkOf(pseudonymKey)] as const]
        : []),
      ...(retain === undefined ? [] : [["retain", retain] as const]),
    ],
  };
}
