import { ActiveTime } from "./active-time.ts";
import type { Launch } from "./launch.ts";
import type { SessionPorts } from "./ports.ts";
import { loadRecord, saveRecord } from "./session-record.ts";
import type { SessionRecord } from "./session-record.ts";
import type { Stamp } from "./statement.ts";

/** How far a clock may have been ahead that is still believed, in ms. */
const FOLLOWED_MS = 24 * 3_600_000;

/** What one session knows of itself, over every page load in its tab. */
export class SessionMemory {
  readonly active: ActiveTime;
  readonly #ports: SessionPorts;
  #session: string | undefined;
  #scope: string | undefined;
  #record: SessionRecord;

  constructor(ports: SessionPorts) {
    this.#ports = ports;
    this.active = new ActiveTime(ports.clock, ports.lifecycle.isVisible());
    this.#record = { sessionId: ports.ids.uuid(), lastTime: 0, activeMs: 0 };
  }

  get record(): SessionRecord {
    return this.#record;
  }

  /** Takes up what an earlier page of the session left, and when this device last said something of the registration. */
  recall({ key, scope }: Launch): void {
    this.#session = key;
    this.#record = loadRecord(this.#ports.tab, key) ?? this.#record;
    this.active.add(this.#record.activeMs);
    this.follow(Number(this.#ports.outbox.noted(scope, "time")));
    this.#scope = scope;
  }

  /**
   * Later statements are later than `time`, ms since 1970: that of the last one of the registration, as far as anybody
   * knows. A clock that is wrong by more than a day is not followed.
   */
  follow(time: number | undefined): void {
    if (!time || time > this.#ports.clock.now() + FOLLOWED_MS) return;
    if (time > this.#record.lastTime) this.#record = { ...this.#record, lastTime: time };
  }

  remember(change: Partial<SessionRecord>): void {
    this.#record = { ...this.#record, ...change, activeMs: this.active.total };
    if (this.#session) saveRecord(this.#ports.tab, this.#session, this.#record);
  }

  /** Own id, and a time after every earlier statement's, whatever the device's clock does (cmi5 §9.3, §9.7). */
  stamp(): Stamp {
    return { id: this.#ports.ids.uuid(), timestamp: new Date(this.tick()).toISOString() };
  }

  /** @returns ms since 1970, later than everything that was said or kept before */
  tick(): number {
    const time = Math.max(this.#ports.clock.now(), this.#record.lastTime + 1);
    this.remember({ lastTime: time });
    if (this.#scope) this.#ports.outbox.note(this.#scope, "time", String(time));
    return time;
  }
}
