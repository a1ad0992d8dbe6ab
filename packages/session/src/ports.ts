/** Everything the session needs of the world outside. Adapters for a browser lie in `browser/`. */
import type { Uuid } from "@tessera/xapi";
import type { OutboxStore } from "./outbox-store.ts";

export interface Clock {
  /** Milliseconds since 1970, UTC; may jump when the device's clock is set. */
  now(): number;
  /** Milliseconds of a clock that never jumps; for durations. */
  elapsed(): number;
  /** Runs `task` once after `ms`; returns the way to call it off. */
  after(ms: number, task: () => void): () => void;
}

export interface Ids {
  uuid(): Uuid;
  /** [0, 1); spreads retries. */
  random(): number;
}

export interface HttpRequest {
  readonly method: "GET" | "PUT" | "POST";
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** The request should outlive the page. The caller keeps to the browser's quota (64 KiB in flight). */
  readonly keepalive?: boolean;
  /** The browser adds no cookie of its own: what the reply holds goes to another origin than the one asked. */
  readonly anonymous?: boolean;
  /** The body asks for something: the answer is read, and no redirect is followed. */
  readonly isAsking?: true;
  readonly signal?: AbortSignal;
}

export interface HttpReply {
  /** 0: no reply (no connection, time-out, blocked, led elsewhere). */
  readonly status: number;
  /** Empty where nobody asks for it, and where it is larger than any document of an LMS. */
  readonly body: string;
  readonly etag?: string;
  /** The header as received: seconds or an HTTP date. */
  readonly retryAfter?: string;
}

export interface Transport {
  /** Never rejects. */
  send(request: HttpRequest): Promise<HttpReply>;
}

/** A small store that lives as long as the tab (sessionStorage). Never throws: what is forbidden is forgotten. */
export interface TabStore {
  get(key: string): string | undefined;
  set(key: string, value: string): void;
}

export type LifecycleEvent =
  /** The page is out of sight; the last sure moment on a phone. */
  | "hidden"
  | "visible"
  /** The page is being left for good, as far as one can tell. */
  | "leave"
  /** The page is being reloaded and the reload was announced. */
  | "reload"
  /** A page that was left has been brought back from the browser's cache. */
  | "return"
  | "online";

export interface Lifecycle {
  isVisible(): boolean;
  subscribe(listener: (event: LifecycleEvent) => void): () => void;
}

export interface Navigation {
  /** Leads this window or frame to an http(s) URL. */
  go(url: string): void;
  /** Tries to close the window; where that is not allowed nothing happens. */
  close(): void;
}

export interface Locks {
  /** True when this tab holds `name` now; false when another tab is alive with it. */
  acquire(name: string): Promise<boolean>;
  /** True when a tab is alive with `name`, this one included. Never rejects. */
  isHeld(name: string): Promise<boolean>;
  release(): void;
}

export interface SessionPorts {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly transport: Transport;
  readonly tab: TabStore;
  readonly outbox: OutboxStore;
  readonly lifecycle: Lifecycle;
  readonly navigation: Navigation;
  readonly locks: Locks;
}
