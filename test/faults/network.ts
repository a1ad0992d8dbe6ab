/** The network between pages and the LMS, with its faults. */
import type { HttpReply, HttpRequest } from "@tessera/session";
import type { Chance } from "./chance.ts";
import type { LmsSide } from "./lms-side.ts";
import type { NetworkFault } from "./script.ts";
import type { World } from "./world.ts";

/** Who sends: a page, as far as the network knows it. */
export interface Sender {
  readonly isAlive: boolean;
  /** The LMS's key of the session it was opened for. */
  readonly session: string;
}

export interface NetworkPorts {
  readonly world: World;
  readonly chance: Chance;
  readonly lms: LmsSide;
  readonly note: (line: string) => void;
}

const NO_REPLY: HttpReply = { status: 0, body: "" };
/** How an LMS refuses what it never takes (session.md part 0, 1.4). */
const NEVER = [400, 413, 403];
/** What a browser lets live on after a page, over all requests in flight, in bytes. */
const KEEPALIVE_QUOTA = 64 * 1024;

export class Network {
  readonly #world: World;
  readonly #chance: Chance;
  readonly #lms: LmsSide;
  readonly #note: (line: string) => void;
  readonly #faults = new Map<NetworkFault, number>();
  readonly #expired = new Set<string>();
  readonly #kept = new Map<Sender, number>();
  /** When the last fault ends or ended, ms since the beginning. */
  #lastBad = -Infinity;
  #wasBlind = false;
  readonly #bad: (readonly [from: number, until: number])[] = [];

  constructor({ world, chance, lms, note }: NetworkPorts) {
    this.#world = world;
    this.#chance = chance;
    this.#lms = lms;
    this.#note = note;
  }

  /** @param until - ms since the beginning */
  fail(fault: NetworkFault, until: number): void {
    this.#faults.set(fault, until);
    // Whoever only may not read can do everything else.
    if (fault === "blind") {
      this.#wasBlind = true;
      return;
    }
    this.#lastBad = Math.max(this.#lastBad, until);
    this.#bad.push([this.#world.elapsed, until]);
  }

  /** True when something could fail in the time given, ms since the beginning. */
  wasBad(from: number, until: number): boolean {
    return this.#bad.some(([begin, end]) => begin <= until && end >= from);
  }

  get isBlind(): boolean {
    return this.#is("blind");
  }

  /** Nobody could read statements for a while. */
  get wasBlind(): boolean {
    return this.#wasBlind;
  }

  get expired(): ReadonlySet<string> {
    return this.#expired;
  }

  expire(session: string): void {
    this.#expired.add(session);
  }

  /** Everything is good from now on; a token that has expired stays so. */
  recover(): void {
    this.#faults.clear();
    this.#lastBad = Math.min(this.#lastBad, this.#world.elapsed);
  }

  /** How long nothing has failed any more, ms; 0 while something fails. */
  goodFor(session: string): number {
    return this.#expired.has(session) ? 0 : Math.max(0, this.#world.elapsed - this.#lastBad);
  }

  send(sender: Sender, request: HttpRequest): Promise<HttpReply> {
    return new Promise((resolve) => {
      const bytes = request.keepalive ? new TextEncoder().encode(request.body ?? "").length : 0;
      const kept = (this.#kept.get(sender) ?? 0) + bytes;
      if (request.keepalive) this.#kept.set(sender, kept);
      // A page that is gone hears nothing: its script does not run any more.
      const answer = (ms: number, reply: HttpReply) =>
        this.#world.after(ms, () => {
          if (request.keepalive) this.#kept.set(sender, (this.#kept.get(sender) ?? 0) - bytes);
          if (sender.isAlive) resolve(this.#is("offline") ? NO_REPLY : reply);
        });
      if (this.#is("offline") || kept > KEEPALIVE_QUOTA) answer(1, NO_REPLY);
      else this.#carry(sender, request, answer);
    });
  }

  #carry(sender: Sender, request: HttpRequest, answer: (ms: number, reply: HttpReply) => void): void {
    const chance = this.#chance;
    const [out, back] = [chance.between(5, 90), chance.between(5, 90)];
    // Drawn whether or not they are wanted, so that a fault more or less does not change everything behind it.
    const [share, side, lives] = [chance.next(), chance.next() < 0.5, chance.is(0.5)];
    const reset = this.#is("reset") && share < 0.6;
    if (reset && side) return answer(out, NO_REPLY);
    const isDeaf = this.#is("deaf") && share < 0.7;
    const late = this.#is("late") && share < 0.5 ? 30_000 : 0;
    const slow = this.#is("slow") && share < 0.6 ? 30_000 : 0;
    this.#world.after(out + late, async () => {
      // A request that is not kept alive dies with its page, unless it was on its way already.
      if (!sender.isAlive && !request.keepalive && !lives) return;
      if (this.#is("offline")) return answer(1, NO_REPLY);
      const reply = await this.#lms.receive(request, this.#refusal(sender, request));
      this.#note(`  ${sender.session} ${nameOf(request)} ${reply.status}`);
      if (reset) answer(back, NO_REPLY);
      else if (!isDeaf) answer(back + slow, reply);
    });
  }

  /** What is answered in the LMS's place. */
  #refusal(sender: Sender, { method, url, body = "" }: HttpRequest): Response | undefined {
    const isToken = new URL(url).pathname.startsWith("/fetch/");
    if (this.#is("503")) return new Response("Service Unavailable", { status: 503 });
    if (this.#is("429")) {
      const headers = { "Retry-After": String(this.#chance.between(1, 20)) };
      return new Response("Too Many Requests", { status: 429, headers });
    }
    if (isToken) return undefined;
    if (this.#expired.has(sender.session)) return new Response("Unauthorized", { status: 401 });
    const isWrite = method !== "GET";
    if (this.#is("state-412") && isWrite && url.includes("activities/state"))
      return new Response("Precondition Failed", { status: 412 });
    if (this.#is("blind") && !isWrite && /\/statements\b/.test(url))
      return new Response("Forbidden", { status: 403 });
    const poison = isWrite && /\/statements\b/.test(url) ? /poison-(\d+)/.exec(body) : null;
    if (poison) return new Response("", { status: NEVER[Number(poison[1]) % NEVER.length] ?? 400 });
    return undefined;
  }

  #is(fault: NetworkFault): boolean {
    return (this.#faults.get(fault) ?? 0) > this.#world.elapsed;
  }
}

/** Method, resource and what it is about, short. */
function nameOf({ method, url, body = "" }: HttpRequest): string {
  const { pathname, searchParams } = new URL(url);
  const id = searchParams.get("stateId") ?? searchParams.get("statementId")?.slice(-4) ?? "";
  const verbs = [...body.matchAll(/"verb":\{"id":"[^"]*\/([a-z]+)"/g)].map(([, verb]) => verb);
  return `${method} ${pathname.split("/").slice(3).join("/") || "token"} ${id} ${verbs.join("+")}`;
}
