/** Rules of session.md that show in the order of requests and in what a page says of itself, and in no statement. */
import type { HttpReply, HttpRequest, SessionView } from "@tessera/session";
import { CMI5_VERBS, TESSERA_EXTENSIONS } from "@tessera/xapi";
import type { Ledger } from "./ledger.ts";
import { Manners } from "./manners.ts";
import type { Network } from "./network.ts";
import type { Page } from "./page.ts";
import type { World } from "./world.ts";

/** A request is given up after this long, ms (session.md 1.3). */
const GIVEN_UP = 15_000;
const BATCH_STATEMENTS = 25;
const BATCH_BYTES = 48 * 1024;
/** Longest wait between two tries, s. */
const LONGEST_WAIT = 60;
const DEFINED = new Set<string>(Object.values(CMI5_VERBS).map(({ id }) => id));
/** After the last act of a page: State is written after a rest of 3 s; with its answer, ms. */
const WRITTEN = 6_000;
/** A request that was sent under a fault is over by then, ms. */
const LAST_REPLY = 31_000;

interface Seen {
  /** When requests with statements left that were not answered yet, ms since the beginning. */
  readonly open: Set<number>;
  /** The page has been at work. */
  hasBegun: boolean;
  /** One of them was given up or answered. */
  wasAnswered: boolean;
  /** Requests with statements in a row that came to nothing. */
  failures: number;
  /** Back-off and Retry-After: nothing is sent before, ms since the beginning. */
  notBefore: number;
  /** When it last had a reason to send at once. */
  hurriedAt: number;
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
  readonly #manners: Manners;
  /** The LMS has refused `failed`, since another device had passed: it may be parked (session.md part 0). */
  #wasPassedElsewhere = false;

  /** @param isOver - true when the LMS takes nothing of a session any more */
  constructor(world: World, network: Network, ledger: Ledger, isOver: (session: string) => boolean) {
    this.#world = world;
    this.#network = network;
    this.#ledger = ledger;
    this.#manners = new Manners({
      world,
      network,
      isOver,
      breach: (page, words) => this.#breach(page, words),
    });
  }

  /** Call with every request, and its reply, before the page reads it. */
  sent(page: Page, request: HttpRequest, reply: Promise<HttpReply>): void {
    this.#manners.sent(page, request, reply);
    const { method, url, body } = request;
    if (method === "GET" && /\/statements\b/.test(url)) this.#question(page, reply);
    if (method === "GET" || body === undefined) return;
    if (/\/statements\b/.test(url)) this.#statements(page, body, reply);
    else if (url.includes("activities/state")) this.#state(page, body, reply);
  }

  /** What the LMS has already is done with. */
  #question(page: Page, reply: Promise<HttpReply>): void {
    void reply.then(({ status }) => {
      if (status === 200) this.#of(page).failures = 0;
    });
  }

  #statements(page: Page, body: string, reply: Promise<HttpReply>): void {
    const seen = this.#of(page);
    const now = this.#world.elapsed;
    const batch = [JSON.parse(body) as Sent | readonly Sent[]].flat();
    const many = batch.length;
    const bytes = new TextEncoder().encode(body).length;
    if (many > 1 && batch.some(({ verb }) => verb.id === CMI5_VERBS.initialized.id))
      this.#breach(page, "`initialized` is not alone [session.md 1.2]");
    if (!page.hasDeparted) {
      if ([...seen.open].some((at) => now - at < GIVEN_UP))
        this.#breach(page, "two requests with statements at once [session.md 1.3]");
      if (now < seen.notBefore)
        this.#breach(page, "a request before its back-off or Retry-After is over [session.md 1.3]");
      if (many > BATCH_STATEMENTS || (many > 1 && bytes > BATCH_BYTES))
        this.#breach(page, `a batch of ${many} statements, ${bytes} bytes [session.md 1.3]`);
      const alone = many > 1 && batch.find((one) => DEFINED.has(one.verb.id) || isCarried(one));
      if (alone) this.#breach(page, `${alone.verb.id} is not alone [session.md 0, 1.9]`);
    }
    // Two that leave at the same moment are two.
    const mark = seen.open.has(now) ? now + 0.5 : now;
    seen.open.add(mark);
    void reply.then(({ status, retryAfter = "" }) => {
      seen.open.delete(mark);
      seen.wasAnswered = true;
      if (status === 403 && many === 1 && batch[0]?.verb.id === CMI5_VERBS.failed.id)
        this.#wasPassedElsewhere = true;
      // The page does not wait for it any more.
      if (this.#world.elapsed - now >= GIVEN_UP) return;
      seen.failures = isPassing(status) ? seen.failures + 1 : 0;
      const own = seen.failures && Math.min(LONGEST_WAIT, 2 ** (seen.failures - 1));
      // Hidden or online in this very moment, it tries again when it has heard the answer.
      if (seen.hurriedAt === this.#world.elapsed) return;
      const asked = status === 429 && /^\d+$/.test(retryAfter) ? Number(retryAfter) : 0;
      seen.notBefore = this.#world.elapsed + Math.max(own, asked) * 1_000;
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
    const seen = this.#of(page);
    seen.notBefore = 0;
    seen.hurriedAt = this.#world.elapsed;
  }

  /** The learner has done something. @param n - the place, where that was kept */
  acted(page: Page, n?: number): void {
    const seen = this.#of(page);
    const { phase, mode } = page.unit.view;
    seen.actedAt = this.#world.elapsed;
    this.#manners.acted(page);
    // What is said while nobody looks is sent at once.
    if (!page.isVisible) this.hurried(page);
    if (n === undefined || phase !== "active" || mode !== "Normal") return;
    seen.kept = n;
    this.#manners.kept(page, n);
  }

  /** Everything has been seen: call before the page is told. */
  completing(page: Page): void {
    this.#manners.completing(page);
  }

  /** Call before the page hears of it. */
  hidden(page: Page): void {
    this.#manners.hidden(page);
  }

  /** Statements in requests that outlive the page and were not answered, bytes. */
  underWay(page: Page): number {
    return this.#manners.underWay(page);
  }

  exited(page: Page): void {
    this.#manners.exited(page);
  }

  cameBack(page: Page): void {
    this.#manners.cameBack(page);
  }

  online(page: Page): void {
    this.#manners.online(page);
  }

  shown(page: Page, view: SessionView, others: readonly Page[]): void {
    const { phase, parked, reason } = view;
    this.#manners.shown(page, view);
    if (parked > 0 && this.#ledger.poisoned.size === 0 && !this.#wasPassedElsewhere)
      this.#breach(page, "says that the LMS will never take a statement, and there was none [session.md 0]");
    if (phase === "ended" && reason === "exited" && !page.mayEnd)
      this.#breach(page, "ended though it was hidden or loaded again only [session.md 1.5, 1.7]");
    if (!this.#openers.has(page.session)) this.#openers.set(page.session, page);
    if (phase !== "active") return;
    const seen = this.#of(page);
    // What was done before it began is said now; at once, where nobody looks.
    if (!seen.hasBegun && !page.isVisible) this.hurried(page);
    seen.hasBegun = true;
    const { open, wasAnswered } = seen;
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
    this.#manners.last(page);
    const { actedAt, kept, taken } = this.#of(page);
    const until = actedAt + WRITTEN;
    if (page.endedAt < until || this.#network.wasBad(actedAt - LAST_REPLY, until + 1_000)) return;
    if (page.abandonedAt <= until + 1_000 || this.#network.expired.has(page.session)) return;
    if (taken < kept) this.#breach(page, `page ${kept} is not in State, ${taken} is [session.md C4]`);
  }

  /** Everything has been good for a while: nothing waits any more. */
  settled(page: Page): void {
    const { phase, waiting } = page.unit.view;
    if (page.isAlive) this.#manners.last(page);
    if (!page.isAlive || page.abandonedAt < Infinity || this.#network.expired.has(page.session)) return;
    if (phase === "starting") this.#breach(page, "still begins [session.md 1.3]");
    if (phase === "active" && waiting > 0)
      this.#breach(page, `${waiting} statements still wait [session.md 1.3]`);
  }

  #of(page: Page): Seen {
    const seen = this.#pages.get(page) ?? {
      open: new Set(),
      hasBegun: false,
      wasAnswered: false,
      failures: 0,
      notBefore: 0,
      hurriedAt: -1,
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

interface Sent {
  readonly verb: { readonly id: string };
}

/** It was taken over from an earlier session. */
function isCarried(statement: Sent): boolean {
  return JSON.stringify(statement).includes(TESSERA_EXTENSIONS.occurredAt);
}

/** The same request may succeed later. */
function isPassing(status: number): boolean {
  return (
    status === 0 || status === 408 || status === 429 || (status >= 500 && status !== 501 && status !== 505)
  );
}
