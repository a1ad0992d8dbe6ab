import { ActiveTime } from "./active-time.ts";
import type { SessionPorts } from "./ports.ts";
import { loadRecord, saveRecord } from "./session-record.ts";
import type { SessionRecord } from "./session-record.ts";
import type { Stamp } from "./statement.ts";

/** What one session knows of itself, over every page load in its tab. */
export class SessionMemory {
  readonly active: ActiveTime;
  readonly #ports: SessionPorts;
  #session: string | undefined;
  #record: SessionRecord;

  constructor(ports: SessionPorts) {
    this.#ports = ports;
    this.active = new ActiveTime(ports.clock, ports.lifecycle.isVisible());
    this.#record = { sessionId: ports.ids.uuid(), lastTime: 0, activeMs: 0 };
  }

  get record(): SessionRecord {
    return this.#record;
  }

  /** Takes up what an earlier page of the session left. */
  recall(session: string): void {
    this.#session = session;
    this.#record = loadRecord(this.#ports.tab, session) ?? this.#record;
    this.active.add(this.#record.activeMs);
  }

  remember(change: Partial<SessionRecord>): void {
    this.#record = { ...this.#record, ...change, activeMs: this.active.total };
    if (this.#session) saveRecord(this.#ports.tab, this.#session, this.#record);
  }

  /** Own id, and a time after every earlier statement's, whatever the device's clock does (cmi5 §9.3, §9.7). */
  stamp(): Stamp {
    const time = Math.max(this.#ports.clock.now(), this.#record.lastTime + 1);
    this.remember({ lastTime: time });
    return { id: this.#ports.ids.uuid(), timestamp: new Date(time).toISOString() };
  }
}
