/** What a sync needs of the world; real ones in `http.adapter.ts`. */
export interface HttpReply {
  readonly status: number;
  /** Name in lower case. */
  header(name: string): string | undefined;
  /** Where it came from, redirects followed. */
  readonly url: string;
  /** The body. */
  text(): Promise<string>;
}

export interface SyncPorts {
  /** Rejects when there was no reply at all, or it is no longer wanted. */
  get(url: string, headers: Readonly<Record<string, string>>, unwanted?: AbortSignal): Promise<HttpReply>;
  /** Rejects when nobody waits any more. */
  wait(ms: number, unwanted?: AbortSignal): Promise<void>;
  /** What was asked for has left this process; long work would keep it here. */
  sent(): Promise<void>;
  /** Milliseconds. */
  now(): number;
  /** [0, 1). */
  chance(): number;
}

/** The LRS did not give what was asked for; what was read before is kept, and the next sync goes on from there. */
export class LrsError extends Error {
  override readonly name = "LrsError";
  readonly status: number | undefined;
  constructor(message: string, options: { readonly status?: number; readonly cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.status = options.status;
  }
}
