import type { StatementRow } from "../row.ts";
import { pseudonymOf, tombstoneOf } from "./keyed-names.ts";

export interface GateRules {
  /** Hexadecimal; actors are stored under pseudonyms. */
  readonly pseudonymKey?: string | undefined;
  /** Hexadecimal; of the tombstones. A store has one, unless two began to forget in it at the same moment. */
  readonly forgetKeys?: readonly string[];
  readonly tombstones: ReadonlySet<string>;
  /** What happened before is not kept; microseconds. */
  readonly oldest?: number | undefined;
}

/** Who voided something was forgotten; what was voided stays voided. */
export const FORGOTTEN = "forgotten";

export type Admitted = StatementRow | { readonly withheld: string };

/** What of a statement the store may hold. */
export class Gate {
  private readonly rules: GateRules;
  private readonly names = new Map<string, { readonly name: string; readonly gone: boolean }>();

  constructor(rules: GateRules) {
    this.rules = rules;
  }

  admit(row: StatementRow, value: unknown): Admitted {
    const { oldest } = this.rules;
    if (oldest !== undefined && row.stamp < oldest && row.voids === undefined)
      return { withheld: "older than what is kept" };
    if (this.rules.pseudonymKey === undefined && this.rules.tombstones.size === 0) return row;
    const actor = this.look(row.actor);
    const object = isAgent(value) ? this.look(row.object) : undefined;
    const instructor = row.instructor === undefined ? undefined : this.look(row.instructor);
    if ((actor.gone && row.voids === undefined) || object?.gone === true)
      return { withheld: "of somebody who was forgotten" };
    return {
      ...row,
      actor: actor.gone ? FORGOTTEN : actor.name,
      ...(object && { object: object.name }),
      ...(instructor && { instructor: instructor.gone ? undefined : instructor.name }),
    };
  }

  /** Whether somebody was forgotten, by the name under which the store has them. */
  isGone(name: string): boolean {
    const { forgetKeys = [], tombstones } = this.rules;
    return forgetKeys.some((key) => tombstones.has(tombstoneOf(key, name)));
  }

  private look(actor: string): { readonly name: string; readonly gone: boolean } {
    const known = this.names.get(actor);
    if (known !== undefined) return known;
    const { pseudonymKey } = this.rules;
    const name = pseudonymKey === undefined ? actor : pseudonymOf(pseudonymKey, actor);
    const found = { name, gone: this.isGone(name) };
    this.names.set(actor, found);
    return found;
  }
}

function isAgent(value: unknown): boolean {
  const { object } = (value ?? {}) as { readonly object?: { readonly objectType?: unknown } | null };
  return object?.objectType === "Agent" || object?.objectType === "Group";
}
