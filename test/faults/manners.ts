/** What a page may ask for at all, and what it has to send in time: rules of session.md part 1 that show at its requests. */
import type { HttpReply, HttpRequest, SessionView } from "@tessera/session";
import { TESSERA_EXTENSIONS } from "@tessera/xapi";
import type { Network } from "./network.ts";
import type { Page, Tab } from "./page.ts";
import type { World } from "./world.ts";

/** A request that was sent under a fault is over by then, ms. */
const LAST_REPLY = 31_000;
/** Statements that may go in a batch gather for 1 to 2 s (session.md 1.3), ms. */
const GATHERED = 2_100;
/** Something is sent at once; a transaction of the disk may lie before it, ms. */
const AT_ONCE = 60;
/** State is written after a rest of 3 s; at `hidden` sooner, after what is being written, ms. */
const STATE_SOON = 1_500;
/** Leaving takes the launch, what waits and `terminated` at most 5 s each (session.md 1.6), ms. */
const LED_BACK = 16_000;

/** A request is given up after this long, ms (session.md 1.3). */
const GIVEN_UP = 15_000;
/** What a last request may hold beside what is under way, with room for State, bytes. */
const LAST_BYTES = 50 * 1024;

const TERMINATED = /"verb":\{"id":"[^"]*\/terminated"/;

interface Seen {
  /** When requests left that were not answered, ms since the beginning. */
  readonly open: Set<number>;
  /** When the LMS was last asked for a statement or sent one. */
  askedAt: number;
  /** Since when something waits, ms since the beginning; Infinity: nothing does. */
  waitsSince: number;
  /** The last statements were taken. */
  isWell: boolean;
  /** Of statements that were sent, and of those that were refused for good. */
  readonly ids: Set<string>;
  readonly refused: Set<string>;
  /** Requests with statements that outlive the page and were not answered. */
  readonly flights: Set<Flight>;
  /** Places of the learner in State that was sent. */
  readonly places: Set<number>;
  kept: { readonly n: number; readonly at: number } | undefined;
  /** It has come back from the browser's cache. */
  isBack: boolean;
  wasActive: boolean;
}

interface Flight {
  readonly at: number;
  readonly ids: readonly string[];
  readonly bytes: number;
}

export interface MannersPorts {
  readonly world: World;
  readonly network: Network;
  readonly breach: (page: Page, words: string) => void;
  /** True when the LMS takes nothing of a session any more. */
  readonly isOver: (session: string) => boolean;
}

export class Manners {
  readonly #ports: MannersPorts;
  readonly #pages = new Map<Page, Seen>();
  /** The page that has said the end of a session, by the tab that remembers it. */
  readonly #enders = new Map<Tab, Map<string, Page>>();

  constructor(ports: MannersPorts) {
    this.#ports = ports;
  }

  /** Call with every request. */
  sent(page: Page, request: HttpRequest, reply: Promise<HttpReply>): void {
    const { method, url, body = "" } = request;
    const seen = this.#of(page);
    const now = this.#ports.world.elapsed;
    if (this.#endedBefore(page))
      this.#ports.breach(page, "asks the LMS for something though it has ended [session.md 1.1]");
    const isAboutStatements = /\/statements\b/.test(url);
    if (isAboutStatements) seen.askedAt = now;
    if (isAboutStatements && method !== "GET") this.#statements(page, request, reply);
    else if (method !== "GET" && url.includes("activities/state")) {
      const { resume } = JSON.parse(body) as { readonly resume?: { readonly page?: number } };
      if (resume?.page !== undefined) seen.places.add(resume.page);
    }
    // Two that leave at the same moment are two.
    let mark = now;
    while (seen.open.has(mark)) mark += 1 / 1_024;
    seen.open.add(mark);
    void reply.then(({ status }) => {
      seen.open.delete(mark);
      if (isAboutStatements && method !== "GET") seen.isWell = status >= 200 && status < 300;
    });
  }

  #statements(page: Page, { body = "", keepalive }: HttpRequest, reply: Promise<HttpReply>): void {
    const seen = this.#of(page);
    const ids = [JSON.parse(body) as unknown].flat().map((one) => (one as { readonly id: string }).id);
    if (seen.isBack && ids.some((id) => !seen.ids.has(id)))
      this.#ports.breach(page, "says something new after it has come back [session.md 1.8]");
    if (this.#ports.network.isBlind && ids.some((id) => seen.refused.has(id)))
      this.#ports.breach(page, "tries again what it may not ask for [session.md 1.9]");
    if (TERMINATED.test(body)) this.#end(page, ids, body.length);
    const flight = { at: this.#ports.world.elapsed, ids, bytes: body.length };
    // What was carried over could have the last request refused.
    if (keepalive && !body.includes(TESSERA_EXTENSIONS.occurredAt)) seen.flights.add(flight);
    for (const id of ids) seen.ids.add(id);
    void reply.then(({ status }) => {
      seen.flights.delete(flight);
      if (ids.length === 1 && status >= 400 && status < 429 && status !== 408) seen.refused.add(ids[0] ?? "");
    });
  }

  /** It says its end, in a request with what else waits. */
  #end(page: Page, ids: readonly string[], bytes: number): void {
    const now = this.#ports.world.elapsed;
    for (const flight of this.#of(page).flights)
      if (now - flight.at < GIVEN_UP && flight.bytes + bytes < LAST_BYTES)
        if (flight.ids.some((id) => !ids.includes(id)))
          this.#ports.breach(page, "says its end while something else is under way [session.md 1.7]");
    if (page.hasNoDisk) return;
    const enders = this.#enders.get(page.tab) ?? new Map<string, Page>();
    this.#enders.set(page.tab, enders.set(page.session, page));
  }

  /** An earlier page of its session has said the end, and its tab remembers that. */
  #endedBefore(page: Page): boolean {
    const ender = this.#enders.get(page.tab)?.get(page.session);
    return ender !== undefined && ender !== page && !page.hasNoDisk;
  }

  /** The learner does something now. */
  acted(page: Page): void {
    const { world, breach } = this.#ports;
    const from = world.elapsed;
    if (page.unit.view.phase !== "active") return;
    world.after(GATHERED, () => {
      const { open, askedAt, isWell, waitsSince } = this.#of(page);
      const isDue = this.#isAtWork(page) && waitsSince <= from && isWell && open.size === 0;
      if (isDue && askedAt < from && !this.#wasBad(from))
        breach(page, "keeps what was done for more than 2 s [session.md 1.3]");
    });
  }

  /** The learner has been everywhere: call before the page says so. */
  completing(page: Page): void {
    this.#expectAtOnce(page, "does not send `completed` at once [session.md 1.3]");
  }

  /** Statements in requests that outlive the page and were not answered, bytes. */
  underWay(page: Page): number {
    const now = this.#ports.world.elapsed;
    const flights = [...this.#of(page).flights].filter(({ at }) => now - at < GIVEN_UP);
    return flights.reduce((sum, { bytes }) => sum + bytes, 0);
  }

  kept(page: Page, n: number): void {
    this.#of(page).kept = { n, at: this.#ports.world.elapsed };
  }

  /** Call before the page hears of it. */
  hidden(page: Page): void {
    const { world, breach } = this.#ports;
    const from = world.elapsed;
    const { phase, waiting } = page.unit.view;
    if (phase !== "active") return;
    if (waiting > 0) this.#expectAtOnce(page, "keeps what waits though it is hidden [session.md 1.5]");
    const { kept, places } = this.#of(page);
    if (kept === undefined || places.has(kept.n) || from - kept.at > STATE_SOON - AT_ONCE) return;
    world.after(STATE_SOON, () => {
      const isSame = this.#of(page).kept === kept;
      if (this.#isAtWork(page) && isSame && !places.has(kept.n) && !this.#wasBad(from))
        breach(page, `is hidden and does not write that the learner is on page ${kept.n} [session.md 1.5]`);
    });
  }

  /** Call before the page hears of it; whatever failed before does not matter. */
  online(page: Page): void {
    const { phase, waiting } = page.unit.view;
    if (phase === "active" && waiting > 0)
      this.#expectSent(page, "keeps what waits though it is online again [session.md 1.3]");
  }

  /** What waits, or is said now, has to leave now, where nothing else is under way and nothing has failed. */
  #expectAtOnce(page: Page, words: string): void {
    if (this.#of(page).isWell && !this.#wasBad(this.#ports.world.elapsed)) this.#expectSent(page, words);
  }

  #expectSent(page: Page, words: string): void {
    const { world, breach } = this.#ports;
    const from = world.elapsed;
    if (this.#of(page).open.size > 0) return;
    world.after(AT_ONCE, () => {
      // What was answered a moment ago may wait for the disk only.
      const { askedAt, waitsSince } = this.#of(page);
      if (this.#isAtWork(page) && waitsSince <= from && askedAt < from) breach(page, words);
    });
  }

  /** The learner has pressed the unit's own button. */
  exited(page: Page): void {
    this.#ports.world.after(LED_BACK, () => {
      if (page.isAlive && !page.wasLedBack && !page.closedItself)
        this.#ports.breach(page, "does not lead back within 16 s [session.md 1.6]");
    });
  }

  cameBack(page: Page): void {
    this.#of(page).isBack = true;
  }

  shown(page: Page, { phase, reason, waiting }: SessionView): void {
    const seen = this.#of(page);
    seen.waitsSince = waiting === 0 ? Infinity : Math.min(seen.waitsSince, this.#ports.world.elapsed);
    if (phase === "ended" && reason === "session-over" && seen.wasActive && !this.#ports.isOver(page.session))
      this.#ports.breach(page, "says that the LMS has ended the session, which goes on [session.md 0]");
    seen.wasActive = phase === "active";
  }

  /** Its script ends, or everything has settled. */
  last(page: Page): void {
    const { phase, reason } = page.unit.view;
    const isOld = this.#ports.world.elapsed - page.openedAt > 2_000;
    const isOver = this.#endedBefore(page)
      ? isOld && reason !== "other-tab"
      : this.#of(page).isBack && page.wasActive;
    if (isOver && (phase !== "ended" || reason !== "returned-after-end"))
      this.#ports.breach(
        page,
        `came back after its end and shows ${phase} ${reason ?? ""} [session.md 1.1, 1.8]`,
      );
  }

  #isAtWork(page: Page): boolean {
    return page.isAlive && !page.hasDeparted && page.unit.view.phase === "active";
  }

  #wasBad(from: number): boolean {
    return this.#ports.network.wasBad(from - LAST_REPLY, this.#ports.world.elapsed);
  }

  #of(page: Page): Seen {
    const seen = this.#pages.get(page) ?? {
      open: new Set(),
      askedAt: -Infinity,
      waitsSince: Infinity,
      isWell: true,
      ids: new Set(),
      refused: new Set(),
      flights: new Set(),
      places: new Set(),
      kept: undefined,
      isBack: false,
      wasActive: false,
    };
    this.#pages.set(page, seen);
    return seen;
  }
}
