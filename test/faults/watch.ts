/** Rules of session.md that show in the order of requests and in what a page says of itself, and in no statement. */
import type { HttpReply, HttpRequest, SessionView } from "@tessera/session";
import type { Ledger } from "./ledger.ts";
import type { Network } from "./network.ts";
import type { Page } from "./page.ts";
import type { World } from "./world.ts";

/** A request is given up after this long, ms (session.md 1.3). */
const GIVEN_UP = 15_000;
const BATCH_STATEMENTS = 25;
const BATCH_BYTES = 48 * 1024;
/** After the last act of a page: State is written after a rest of 3 s; with its answer, ms. */
const WRITTEN = 6_000;
/** A request that was sent under a fault is over by then, ms. */
const LAST_REPLY = 31_000;

interface Seen {
  /** When requests with statements left that were not answered yet, ms since the beginning. */
  readonly open: Set<number>;
  /** One of them was given up or answered. */
  wasAnswered: boolean;
  /** Retry-After: nothing is sent before, ms since the beginning. */
  notBefore: number;
  /** The place that was kept last, and when the learner last did something. */
  kept: number;
  actedAt: number;
  /** The latest place in State that the LMS has taken. */
  taken: number;
}

export class Watch {
  readonly #world: World;
  readonly #network: Network;
  readonly #ledger: Ledger;
  readonly #pages = new Map<Page, Seen>();
  /** The page that opened a session; one that is loaded again goes on where that one was (session.md 1.1). */
  readonly #openers = new Map<string, Page>();
  readonly #begun = new Set<string>();

  constructor(world: World, network: Network, ledger: Ledger) {
    this.#world = world;
    this.#network = network;
    this.#ledger = ledger;
  }

  /** Call with every request, and its reply, before the page reads it. */
  sent(page: Page, { method, url, body }: HttpRequest, reply: Promise<HttpReply>): void {
    if (method === "GET" || body === undefined) return;
    if (/\/statements\b/.test(url)) this.#statements(page, body, reply);
    else if (url.includes("activities/state")) this.#state(page, body, reply);
  }

  #statements(page: Page, body: string, reply: Promise<HttpReply>): void {
    const seen = this.#of(page);
    const now = this.#world.elapsed;
    if (!page.hasDeparted) {
      if ([...seen.open].some((at) => now - at < GIVEN_UP))
        this.#breach(page, "two requests with statements at once [session.md 1.3]");
      if (now < seen.notBefore) this.#breach(page, "a request before Retry-After is over [session.md 1.3]");
      const batch = JSON.parse(body) as unknown;
      const many = Array.isArray(batch) ? batch.length : 1;
      if (many > BATCH_STATEMENTS || (many > 1 && body.length > BATCH_BYTES))
        this.#breach(page, `a batch of ${many} statements, ${body.length} bytes [session.md 1.3]`);
    }
    // Two that leave at the same moment are two.
    const mark = seen.open.has(now) ? now + 0.5 : now;
    seen.open.add(mark);
    void reply.then(({ status, retryAfter = "" }) => {
      seen.open.delete(mark);
      seen.wasAnswered = true;
      if (status === 429 && /^\d+$/.test(retryAfter))
        seen.notBefore = this.#world.elapsed + Number(retryAfter) * 1_000;
    });
  }

  #state(page: Page, body: string, reply: Promise<HttpReply>): void {
    const { resume } = JSON.parse(body) as { readonly resume?: { readonly page?: number } };
    void reply.then(({ status }) => {
      const seen = this.#of(page);
      if (status >= 200 && status < 300) seen.taken = Math.max(seen.taken, resume?.page ?? 0);
    });
  }

  /** Hidden, online again, left: what waits is sent at once. */
  hurried(page: Page): void {
    this.#of(page).notBefore = 0;
  }

  /** The learner has done something. @param n - the place, where that was kept */
  acted(page: Page, n?: number): void {
    const seen = this.#of(page);
    const { phase, mode } = page.unit.view;
    seen.actedAt = this.#world.elapsed;
    if (n !== undefined && phase === "active" && mode === "Normal") seen.kept = n;
  }

  shown(page: Page, { phase, parked, reason }: SessionView, others: readonly Page[]): void {
    if (parked > 0 && this.#ledger.poisoned.size === 0)
      this.#breach(page, "says that the LMS will never take a statement, and there was none [session.md 0]");
    if (phase === "ended" && reason === "exited" && !page.mayEnd)
      this.#breach(page, "ended though it was hidden or loaded again only [session.md 1.5, 1.7]");
    if (!this.#openers.has(page.session)) this.#openers.set(page.session, page);
    if (phase !== "active") return;
    const { open, wasAnswered } = this.#of(page);
    const isFirst = this.#openers.get(page.session) === page && !this.#begun.has(page.session);
    this.#begun.add(page.session);
    const now = this.#world.elapsed;
    if (isFirst && !wasAnswered && [...open].every((at) => now - at < GIVEN_UP))
      this.#breach(page, "is active before `initialized` was answered [session.md 1.2]");
    const isTwice = others.some(
      (one) =>
        one !== page &&
        one.isAlive &&
        one.session === page.session &&
        one.tab.device === page.tab.device &&
        one.unit.view.phase === "active",
    );
    if (isTwice) this.#breach(page, "is at work in two tabs at once [session.md 0]");
  }

  /** Its script has ended. */
  ended(page: Page): void {
    const { actedAt, kept, taken } = this.#of(page);
    const until = actedAt + WRITTEN;
    if (page.endedAt < until || this.#network.wasBad(actedAt - LAST_REPLY, until + 1_000)) return;
    if (page.abandonedAt <= until + 1_000 || this.#network.expired.has(page.session)) return;
    if (taken < kept) this.#breach(page, `page ${kept} is not in State, ${taken} is [session.md C4]`);
  }

  /** Everything has been good for a while: nothing waits any more. */
  settled(page: Page): void {
    const { phase, waiting } = page.unit.view;
    if (!page.isAlive || page.abandonedAt < Infinity || this.#network.expired.has(page.session)) return;
    if (phase === "starting") this.#breach(page, "still begins [session.md 1.3]");
    if (phase === "active" && waiting > 0)
      this.#breach(page, `${waiting} statements still wait [session.md 1.3]`);
  }

  #of(page: Page): Seen {
    const seen = this.#pages.get(page) ?? {
      open: new Set(),
      wasAnswered: false,
      notBefore: 0,
      kept: 0,
      actedAt: Infinity,
      taken: 0,
    };
    this.#pages.set(page, seen);
    return seen;
  }

  #breach(page: Page, words: string): void {
    const text = `${page.session} ${words}`;
    if (!this.#ledger.breaches.includes(text)) this.#ledger.breaches.push(text);
  }
}
