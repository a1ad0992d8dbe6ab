/**
 * An LRS in memory that misbehaves in the ways that real ones were seen to (analytics.md 4.1). It answers `GET statements`
 * by `since`, `limit` and `more`, and nothing else.
 */
import { isoMoment, microseconds } from "../normalise/moments.ts";
import type { Chance } from "../simulate/chance.ts";
import type { HttpReply, SyncPorts } from "../sync/http.ts";
import type { Json } from "./statements.ts";

export interface Faults {
  /** By what it sorts and filters; Ralph goes by `timestamp`. */
  readonly order: "stored" | "timestamp";
  /** What `since` goes by, where it is something else. */
  readonly since?: "stored" | "timestamp";
  readonly more: "absolute" | "relative" | "without-prefix";
  /** Most statements on a page, whatever was asked for. */
  readonly pageSize: number;
  readonly consistentThrough: boolean;
  /** The `Date` of HTTP, which tells when there is no `Consistent-Through`. */
  readonly date: boolean;
  /** Shares of requests. */
  readonly tooMany: number;
  readonly broken: number;
  readonly emptyPage: number;
  readonly expired: number;
  /** Of pages: the last statement of the page before comes once more. */
  readonly repeated: number;
}

/** Raised by every port once the process is dead. */
export class Killed extends Error {}

interface Held {
  readonly value: Json;
  readonly stored: number;
  readonly timestamp: number;
  /** By what it is sorted. */
  place: number;
  readonly id: string;
}

export class FaultLrs {
  readonly endpoint = "https://lrs.example/path/xapi/";
  readonly requests: { readonly url: string; readonly headers: Readonly<Record<string, string>> }[] = [];
  readonly waits: number[] = [];
  private held: Held[] = [];
  private readonly faults: Faults;
  private readonly chance: Chance;
  now = Date.UTC(2026, 0, 6);
  /** Ports that are left before the process dies. */
  lives = Infinity;
  private forgotten = 0;
  private open = 0;
  /** Most requests that were open at a time. */
  most = 0;

  constructor(faults: Faults, chance: Chance) {
    this.faults = faults;
    this.chance = chance;
  }

  store(...values: readonly Json[]): void {
    for (const value of values) {
      const times = {
        stored: microseconds(value["stored"]) ?? 0,
        timestamp: microseconds(value["timestamp"]) ?? 0,
      };
      this.held.push({ value, id: String(value["id"]), ...times, place: times[this.faults.order] });
    }
    this.sort();
  }

  /** Shown where it does not belong, later by so many seconds. */
  displace(value: Json, seconds: number): void {
    for (const one of this.held) if (one.id === value["id"]) one.place += seconds * 1_000_000;
    this.sort();
  }

  private sort(): void {
    this.held.sort((a, b) => a.place - b.place || (a.id < b.id ? -1 : 1));
  }

  get ids(): readonly string[] {
    return this.held.map(({ id }) => id).sort();
  }

  /** A day later: no link that was given out so far is known. */
  forgetLinks(): void {
    this.forgotten = this.requests.length;
  }

  /** Counts a step towards the end of the process. */
  readonly step = (): void => {
    this.lives -= 1;
    if (this.lives < 0) throw new Killed();
  };

  readonly ports: SyncPorts = {
    get: async (url, headers) => {
      this.step();
      this.requests.push({ url, headers });
      this.open += 1;
      this.most = Math.max(this.most, this.open);
      const answer = this.answer(new URL(url));
      // Of several, any may come first.
      for (let turns = this.chance.below(40); turns > 0; turns--) await Promise.resolve();
      this.open -= 1;
      return answer;
    },
    wait: async (ms) => {
      this.step();
      this.waits.push(ms);
      this.now += ms;
      return Promise.resolve();
    },
    sent: () => Promise.resolve(),
    now: () => this.now,
    chance: () => this.chance.next(),
  };

  private answer(url: URL): HttpReply {
    const { faults, chance } = this;
    if (!url.pathname.startsWith("/path/xapi/")) return reply(url, 404);
    if (chance.happens(faults.tooMany)) return reply(url, 429, { headers: { "retry-after": "7" } });
    if (chance.happens(faults.broken)) return reply(url, chance.pick([500, 502, 503]) ?? 500);
    const token = url.searchParams.get("after");
    if (
      token !== null &&
      (Number(url.searchParams.get("n")) < this.forgotten || chance.happens(faults.expired))
    )
      return reply(url, chance.pick([400, 404, 410]) ?? 404);
    const since = microseconds(url.searchParams.get("since") ?? undefined) ?? -Infinity;
    const [from, lastKey, lastId] =
      token === null ? [since, -Infinity, ""] : (JSON.parse(token) as [number | null, number, string]);
    const rest = this.held.filter(
      (one) =>
        one[faults.since ?? faults.order] > (from ?? -Infinity) &&
        (one.place > lastKey || (one.place === lastKey && one.id > lastId)),
    );
    const empty = rest.length > 0 && chance.happens(faults.emptyPage);
    const size = Math.min(faults.pageSize, Number(url.searchParams.get("limit")));
    const page = empty ? [] : rest.slice(0, size);
    const last = page.at(-1);
    const after = [from, ...(last ? [last.place, last.id] : [lastKey, lastId])] as const;
    // A page that is not full may have a next one; some LRSs offer an empty one at the end.
    const more = rest.length > page.length || chance.happens(faults.emptyPage) ? this.more(after) : "";
    const before = token === null ? undefined : this.held.find(({ id }) => id === lastId);
    const values =
      before && chance.happens(faults.repeated)
        ? [before.value, ...page.map(({ value }) => value)]
        : page.map(({ value }) => value);
    return reply(url, 200, {
      body: { statements: values, more },
      headers: {
        ...(faults.consistentThrough && {
          "x-experience-api-consistent-through": isoMoment(this.now * 1_000),
        }),
        ...(faults.date && { date: new Date(this.now).toUTCString() }),
      },
    });
  }

  private more(after: readonly (number | string | null)[]): string {
    // A page that comes again after an empty one has another link, as paging tokens do.
    const query = `?after=${encodeURIComponent(JSON.stringify(after))}&limit=1000&n=${this.requests.length}`;
    const path = this.faults.more === "without-prefix" ? "/xapi/statements" : "/path/xapi/statements";
    return `${this.faults.more === "absolute" ? "https://lrs.example" : ""}${path}${query}`;
  }
}

export function reply(
  url: URL,
  status: number,
  {
    body,
    headers = {},
  }: { readonly body?: unknown; readonly headers?: Readonly<Record<string, string>> } = {},
): HttpReply {
  return {
    status,
    url: url.href,
    header: (name) => headers[name],
    text: () => Promise.resolve(JSON.stringify(body ?? "")),
  };
}
