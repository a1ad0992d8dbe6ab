/** An LRS for tests, with a clock that is moved by hand, and a client that says only what a test is about. */
import type { StoredForm } from "@tessera/xapi";
import { createLrs, type LrsOptions } from "../lrs.ts";
import { createMemoryStore } from "../memory-store.ts";
import type { LrsStore } from "../store.ts";

export const AUTHORITY = { account: { homePage: "https://lrs.example", name: "tester" } };
export const LEARNER = { mbox: "mailto:learner@example.com" };
export const ORIGIN = "http://localhost:8080";

export interface Ask {
  readonly query?: Readonly<Record<string, string>>;
  /** An object is sent as JSON. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export type Client = (method: string, resource: string, ask?: Ask) => Promise<Response>;

export interface TestLrs {
  readonly ask: Client;
  readonly fetch: (request: Request) => Promise<Response>;
  readonly store: LrsStore;
  readonly stored: readonly StoredForm[];
  readonly errors: readonly unknown[];
  /** Moves the clock by so many milliseconds; it starts at 2026-01-31T08:30:00Z. */
  readonly pass: (milliseconds: number) => void;
}

export function testLrs(options: Partial<LrsOptions> = {}): TestLrs {
  const store = options.store ?? createMemoryStore();
  const stored: StoredForm[] = [];
  const errors: unknown[] = [];
  let now = Date.UTC(2026, 0, 31, 8, 30);
  let next = 0;
  const lrs = createLrs({
    store,
    now: () => now,
    ids: () => numberedId((next += 1)),
    authority: AUTHORITY,
    onStored: (statement) => stored.push(statement),
    onError: (error) => errors.push(error),
    ...options,
  });
  const ask: Client = (method, resource, { query = {}, body, headers = {} } = {}) => {
    const search = new URLSearchParams(query).toString();
    const content =
      body === undefined || typeof body === "string" || body instanceof Uint8Array
        ? body
        : JSON.stringify(body);
    return lrs.fetch(
      new Request(`${ORIGIN}/xapi/${resource}${search ? `?${search}` : ""}`, {
        method,
        headers: { "x-experience-api-version": "1.0.3", "content-type": "application/json", ...headers },
        ...(content === undefined ? {} : { body: content as string }),
      }),
    );
  };
  return {
    ask,
    fetch: lrs.fetch,
    store,
    stored,
    errors,
    pass: (milliseconds) => {
      now += milliseconds;
    },
  };
}

export function numberedId(number: number): string {
  return `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`;
}

/** A small, sound statement. */
export function statement(changes: object = {}): Readonly<Record<string, unknown>> {
  return {
    actor: LEARNER,
    verb: { id: "http://adlnet.gov/expapi/verbs/experienced", display: { en: "experienced" } },
    object: { id: "https://example.com/page/1" },
    ...changes,
  };
}

export function voiding(id: string): Readonly<Record<string, unknown>> {
  return statement({
    verb: { id: "http://adlnet.gov/expapi/verbs/voided" },
    object: { objectType: "StatementRef", id },
  });
}

/** The ids of the statements that a query finds, in order. */
export async function foundIds(
  ask: Client,
  query: Readonly<Record<string, string>> = {},
): Promise<readonly string[]> {
  const response = await ask("GET", "statements", { query });
  const result = (await response.json()) as { readonly statements?: readonly { readonly id: string }[] };
  if (!result.statements) throw new Error(JSON.stringify(result));
  return result.statements.map(({ id }) => id);
}

/** What an error says, short enough for one line of a table. */
export async function problem(
  response: Response,
): Promise<{ readonly status: number; readonly rule?: string; readonly path?: string }> {
  const { status, rule, path } = (await response.json()) as { status: number; rule?: string; path?: string };
  return { status, ...(rule ? { rule } : {}), ...(path ? { path } : {}) };
}
