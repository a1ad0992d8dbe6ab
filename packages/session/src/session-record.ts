import type { Uuid } from "@tessera/xapi";
import type { TabStore } from "./ports.ts";
import { isObject, readJson } from "./read-json.ts";
import type { PointScore } from "./session.ts";

/** What a page must know when it is loaded again within the same session. Kept for the life of the tab. */
export interface SessionRecord {
  /** Without the word `Basic`. One POST brought it; a second one would be refused (cmi5 §8.2.3.1). */
  readonly token?: string;
  /** Used where the LMS gives no session id. */
  readonly sessionId: Uuid;
  /** When `initialized` was handed over, ms since 1970. */
  readonly initializedAt?: number;
  /** Time of the last statement, ms since 1970: the next one is later (cmi5 §9.3: order is by timestamp). */
  readonly lastTime: number;
  /** Visible time up to the last save, ms. */
  readonly activeMs: number;
  /** The one verdict of the session. */
  readonly judged?: "passed" | "failed";
  /** A failed attempt that a later one may still mend. */
  readonly tried?: PointScore;
  readonly terminated?: true;
}

const key = (session: string) => `tessera-session ${session}`;

/** @returns undefined where there is none, or none that a player has written */
export function loadRecord(tab: TabStore, session: string): SessionRecord | undefined {
  const found = readJson(tab.get(key(session)) ?? "");
  if (!isObject(found)) return undefined;
  const { sessionId, lastTime, activeMs } = found;
  const isWhole = typeof sessionId === "string" && Number.isFinite(lastTime) && Number.isFinite(activeMs);
  return isWhole ? (found as unknown as SessionRecord) : undefined;
}

export function saveRecord(tab: TabStore, session: string, record: SessionRecord): void {
  tab.set(key(session), JSON.stringify(record));
}
