import { microseconds } from "../normalise/moments.ts";
import { LrsError } from "./http.ts";
import type { HttpReply, SyncPorts } from "./http.ts";
import { refused, whatIs } from "./lrs-words.ts";
import { mayPass, pauseAfter } from "./pause.ts";

export interface Page {
  readonly statements: readonly unknown[];
  /** Absolute; absent on the last page. */
  readonly more?: string;
  /** What had been stored when the page was made is complete up to here; microseconds. */
  readonly consistent: number;
}

export interface LrsAccess {
  /** With a slash at its end. */
  readonly endpoint: string;
  /** Of the `Authorization` header; absent for an LRS that asks for none. */
  readonly authorization?: string;
  readonly ports: SyncPorts;
  /** How often a request is tried before the sync gives up. */
  readonly tries?: number;
  /** Told when the LRS says that it is asked too often. */
  readonly onRest?: () => void;
  /** Told before a request is tried again: why, and after how many milliseconds. */
  readonly onWait?: (why: string, ms: number) => void;
}

/** The link to the next page is too old (an LRS keeps it for 24 hours), or never was one. */
export class MoreExpired extends Error {}

const TRIES = 8;
const DAY_MS = 86_400_000;
const VERSIONS = ["1.0.3", "2.0.0"] as const;

/** `more` as the first or the last thing that the reply says; elsewhere it is found when all is parsed. */
const MORE_FIRST = /^\s*\{\s*"more"\s*:\s*("(?:[^"\\]|\\.)*")/;
const MORE_LAST = /[,{]\s*"more"\s*:\s*("(?:[^"\\]|\\.)*")\s*\}\s*$/;
const LONGEST_LINK = 4_096;

/** With its body, where it is a page; a body that breaks off is asked for again as a reply is that does not come. */
interface Answer {
  readonly reply: HttpReply;
  readonly text: string;
}
type Outcome = Answer | { readonly error: unknown };

/** Reads pages, one after the other: tries again what can pass, follows `more` as far as the LRS's own origin. */
export class PageReader {
  private version: string = VERSIONS[0];
  private readonly access: LrsAccess;
  /** The next page, asked for while this one is still being read. */
  private ahead: { readonly url: string; readonly outcome: Promise<Outcome> } | undefined;
  private readonly ended = new AbortController();

  constructor(access: LrsAccess) {
    this.access = access;
  }

  /** For a row of pages of its own, with what is known of the LRS. */
  another(): PageReader {
    const reader = new PageReader(this.access);
    reader.version = this.version;
    return reader;
  }

  /** Whatever was asked for is no longer wanted. */
  close(): void {
    this.ended.abort();
  }

  async first(query: Readonly<Record<string, string>>): Promise<Page> {
    const url = new URL("statements", this.access.endpoint);
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
    const answer = await this.answer(url.href);
    if (answer.reply.status !== 200) throw await refused(answer.reply, url);
    return this.page(answer);
  }

  /**
   * @param ahead - the page after it will be wanted, too
   * @throws MoreExpired when the LRS no longer knows the link
   */
  async next(more: string, { ahead: goesOn = true } = {}): Promise<Page> {
    const url = new URL(more);
    const { ahead } = this;
    this.ahead = undefined;
    const answer = await (ahead?.url === url.href ? told(ahead.outcome) : this.answer(url.href));
    const { reply } = answer;
    if (reply.status === 200) return this.page(answer, goesOn);
    if (reply.status === 401 || reply.status === 403) throw await refused(reply, url);
    // Behind a proxy that adds a path, `more` lacks it.
    const under = underEndpoint(url, this.access.endpoint);
    if (reply.status === 404 && under !== undefined) {
      const again = await this.answer(under.href);
      if (again.reply.status === 200) return this.page(again, goesOn);
    }
    throw new MoreExpired(`HTTP ${reply.status}`);
  }

  private async page({ reply, text }: Answer, goesOn = true): Promise<Page> {
    if (goesOn && this.askAhead(text, reply.url)) await this.access.ports.sent();
    const { host } = new URL(reply.url);
    let body: unknown;
    try {
      body = JSON.parse(text);
    } catch (cause) {
      throw new LrsError(`${host} answered with ${whatIs(text)}`, { cause });
    }
    const { statements, more } = (typeof body === "object" && body !== null ? body : {}) as {
      readonly statements?: unknown;
      readonly more?: unknown;
    };
    if (!Array.isArray(statements))
      throw new LrsError(`${host} answered without a list of statements: is it an LRS's endpoint?`);
    // What is taken for the end would move the cursor past what was never read.
    if (typeof more !== "string" && more !== undefined && more !== null)
      throw new LrsError(`${host} gave a link to the next page that is no text`);
    return {
      statements,
      ...(typeof more === "string" && more !== "" && { more: this.absolute(more, reply.url) }),
      consistent: this.consistent(reply),
    };
  }

  /** Where the link to the next page can be seen at once, nobody waits until a thousand statements have been parsed. */
  private askAhead(text: string, from: string): boolean {
    const more = MORE_FIRST.exec(text)?.[1] ?? MORE_LAST.exec(text.slice(-LONGEST_LINK))?.[1];
    // What is written with escapes waits for the parser.
    if (more === undefined || more === '""' || more.includes("\\")) return false;
    const url = this.absolute(more.slice(1, -1), from);
    this.ahead = {
      url,
      outcome: this.answer(url).catch((error: unknown): Outcome => ({ error })),
    };
    return true;
  }

  /**
   * `Consistent-Through` (xAPI 1.0.3, Part Three §2.1); Ralph sends none. Then the server's own clock says when it answered;
   * ours may be wrong by a time zone.
   */
  private consistent(reply: HttpReply): number {
    const through = microseconds(reply.header("x-experience-api-consistent-through"));
    if (through !== undefined) return through;
    const theirs = Date.parse(reply.header("date") ?? "");
    return (Number.isNaN(theirs) ? this.access.ports.now() - DAY_MS : theirs) * 1_000;
  }

  /** `more` is relative by the specification and absolute in some LRSs; neither may carry the key elsewhere. */
  private absolute(more: string, from: string): string {
    const url = URL.canParse(more, from) ? new URL(more, from) : undefined;
    const { origin } = new URL(this.access.endpoint);
    if (url?.origin !== origin)
      throw new LrsError(
        `the LRS's link to the next page leads away from ${origin}: \`${more.slice(0, 200)}\``,
      );
    return url.href;
  }

  /** One request, tried again where a later try may succeed. */
  private async answer(url: string): Promise<Answer> {
    const { ports, authorization, tries = TRIES } = this.access;
    let why = "";
    for (let attempt = 1; ; attempt++) {
      let reply: HttpReply | undefined;
      try {
        reply = await ports.get(
          url,
          {
            "x-experience-api-version": this.version,
            accept: "application/json",
            ...(authorization !== undefined && { authorization }),
          },
          this.ended.signal,
        );
        if (reply.status === 200) return { reply, text: await reply.text() };
        if (reply.status === 400 && this.otherVersion(reply)) continue;
        if (!mayPass(reply.status)) return { reply, text: "" };
        if (reply.status === 429 || reply.status === 503) this.access.onRest?.();
        why = `HTTP ${reply.status}`;
      } catch (cause) {
        this.ended.signal.throwIfAborted();
        // No later try would succeed.
        if (cause instanceof LrsError) throw cause;
        why = (cause instanceof Error ? cause.message : String(cause)) || "no reply";
      }
      if (attempt >= tries)
        throw new LrsError(
          `${new URL(url).host} did not answer in ${tries} tries (the last: ${why})`,
          reply === undefined ? {} : { status: reply.status },
        );
      const pause = pauseAfter(reply, attempt, ports);
      this.access.onWait?.(why, pause);
      await ports.wait(pause, this.ended.signal);
    }
  }

  /** An LRS that knows 2.0 only says so (xAPI 1.0.3, Part Three §3.3). */
  private otherVersion(reply: HttpReply): boolean {
    const theirs = reply.header("x-experience-api-version") ?? "";
    if (this.version !== VERSIONS[0] || !theirs.startsWith("2.")) return false;
    this.version = VERSIONS[1];
    return true;
  }
}

async function told(outcome: Promise<Outcome>): Promise<Answer> {
  const found = await outcome;
  if ("error" in found) throw found.error;
  return found;
}

function underEndpoint(url: URL, endpoint: string): URL | undefined {
  const base = new URL(endpoint);
  if (url.pathname.startsWith(base.pathname)) return undefined;
  // `/xapi/statements/more/7` under `/lrs/xapi/` is `/lrs/xapi/statements/more/7`.
  const tail = url.pathname.replace(/^.*?(?=\/statements\b)/, "").replace(/^\//, "");
  const under = new URL(tail, base);
  under.search = url.search;
  return under;
}
