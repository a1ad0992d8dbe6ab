/** Who asks, and what they may do: the only things the LRS wants to know from its host. */
import type { Actor } from "@tessera/xapi";
import type { StoredForm } from "@tessera/xapi";
import { Refusal } from "./refusal.ts";

export type ResourceName =
  | "statements"
  | "activities/state"
  | "activities/profile"
  | "agents/profile"
  | "activities"
  | "agents"
  | "about";

/** What a caller is about to do; asked after the request was found sound and before anything is read or stored. */
export interface LrsAction {
  readonly resource: ResourceName;
  readonly access: "read" | "write" | "delete";
  /** The query parameters as they came. */
  readonly parameters: Readonly<Record<string, string>>;
  /** What would be stored, with everything that the LRS sets; only for writes to `statements`. */
  readonly statements?: readonly StoredForm[];
}

/** Why not. */
export interface LrsDenial {
  /** 403 unless the host means something else, e.g. 401 or 429. */
  readonly status?: number;
  readonly message: string;
  readonly rule?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Someone whom the host has authenticated. */
export interface LrsCaller {
  /** Becomes the `authority` of every statement that the caller stores (Data §2.4.9). */
  readonly authority: Actor;
  /** Says no to an action; without it everything is allowed. */
  readonly permit?: (action: LrsAction) => LrsDenial | undefined | Promise<LrsDenial | undefined>;
  /**
   * The path of the endpoint as this caller sees it, e.g. `/lms/7/xapi/`; for the `more` links when the host serves
   * the LRS under another path than it passes in.
   */
  readonly endpoint?: string;
}

/** @throws Refusal when the caller may not do this */
export async function requirePermission(caller: LrsCaller, action: LrsAction): Promise<void> {
  const denial = await caller.permit?.(action);
  if (denial) throw refusalOf(denial, 403);
}

export function refusalOf(denial: LrsDenial, status: number): Refusal {
  return new Refusal(denial.status ?? status, denial.message, {
    ...(denial.rule === undefined ? {} : { rule: denial.rule }),
    ...(denial.headers === undefined ? {} : { headers: denial.headers }),
  });
}
