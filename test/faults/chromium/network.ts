/** The faults of one trial in Chromium, in real time: what becomes of a request on its way, and what the LMS answers. */
import type { Chance } from "../chance.ts";
import type { NetworkFault } from "../script.ts";
import type { Way } from "./serve.ts";

export class RealNetwork {
  readonly #chance: Chance;
  readonly #began = Date.now();
  readonly #faults = new Map<NetworkFault, number>();
  readonly #bad: [from: number, until: number][] = [];
  /** Tokens that are refused. */
  readonly #tokens = new Set<string>();
  /** Sessions of the LMS whose token expired. */
  readonly expired = new Set<string>();

  readonly #note: (line: string) => void;

  /** @param note - takes a line about what happens */
  constructor(chance: Chance, note: (line: string) => void) {
    this.#chance = chance;
    this.#note = note;
  }

  note(text: string): void {
    this.#note(`${this.elapsed} ${text}`);
  }

  /** ms since the beginning of the trial. */
  get elapsed(): number {
    return Date.now() - this.#began;
  }

  get beginning(): number {
    return this.#began;
  }

  fail(fault: NetworkFault, ms: number): void {
    this.#faults.set(fault, this.elapsed + ms);
    this.#bad.push([this.elapsed, this.elapsed + ms]);
  }

  /** A device has no connection until what is returned is called: a busy browser takes its time to go and to come back. */
  away(): () => void {
    const bad: [from: number, until: number] = [this.elapsed, Infinity];
    this.#bad.push(bad);
    return () => (bad[1] = Math.min(bad[1], this.elapsed));
  }

  expire(session: string, token: string): void {
    this.#tokens.add(`Basic ${token}`);
    this.expired.add(session);
  }

  recover(): void {
    this.#faults.clear();
    for (const bad of this.#bad) bad[1] = Math.min(bad[1], this.elapsed);
  }

  wasBad(from: number, until: number): boolean {
    return this.#bad.some(([begin, end]) => begin <= until && end >= from);
  }

  goodFor(session: string): number {
    const last = Math.max(0, ...this.#bad.map(([, until]) => until));
    return this.expired.has(session) ? 0 : Math.max(0, this.elapsed - last);
  }

  way(request: Request): Way {
    // Only what a session asks: pages and scripts of the unit come as they are.
    if (!/\/(?:xapi|fetch)\//.test(request.url) || request.method === "OPTIONS") return {};
    const chance = this.#chance;
    if (this.#is("reset") && chance.is(0.6)) return { breaks: chance.is(0.5) ? "before" : "after" };
    if (this.#is("deaf") && chance.is(0.7)) return { breaks: "silent" };
    if (this.#is("slow") && chance.is(0.6)) return { back: 30_000 };
    if (this.#is("late") && chance.is(0.5)) return { out: 30_000 };
    return {};
  }

  /** What is answered in the LMS's place. */
  refusal(request: Request, body: string): Response | undefined {
    const { pathname } = new URL(request.url);
    if (this.#is("503")) return new Response("Service Unavailable", { status: 503 });
    if (this.#is("429")) {
      const headers = { "Retry-After": String(this.#chance.between(1, 8)) };
      return new Response("Too Many Requests", { status: 429, headers });
    }
    if (pathname.startsWith("/fetch/")) return undefined;
    if (this.#tokens.has(request.headers.get("authorization") ?? ""))
      return new Response("Unauthorized", { status: 401 });
    const isWrite = request.method !== "GET";
    if (this.#is("state-412") && isWrite && pathname.endsWith("activities/state"))
      return new Response("Precondition Failed", { status: 412 });
    if (isWrite && pathname.endsWith("/statements") && body.includes("/q-20"))
      return new Response("Bad Request", { status: 400 });
    return undefined;
  }

  #is(fault: NetworkFault): boolean {
    return (this.#faults.get(fault) ?? 0) > this.elapsed;
  }
}
