import { LrsError, mayPass, pauseAfter, saidOf } from "@tessera/analytics";
import type { HttpReply, SyncPorts } from "@tessera/analytics";
import type { StoredStatement } from "@tessera/analytics/simulate";
import { sameStatement, VERBS } from "@tessera/xapi";
import type { Statement } from "@tessera/xapi";

export interface SendPorts extends Pick<SyncPorts, "get" | "wait" | "now" | "chance"> {
  /** Rejects when there was no reply at all. */
  post(url: string, headers: Readonly<Record<string, string>>, body: string): Promise<HttpReply>;
}

const BATCH = 250;
const TRIES = 8;

/**
 * Sends statements to an LRS in batches, each id once. Ids are the seed's, so that whoever was interrupted sends the same ones
 * again, and the LRS has each of them once (xAPI 1.0.3, Data §2.3.1).
 */
export class StatementSender {
  /** The LRS has these now. */
  sent = 0;
  private readonly endpoint: string;
  private readonly authorization: string | undefined;
  private readonly ports: SendPorts;
  private version = "1.0.3";
  private size = BATCH;
  private waiting: Statement[] = [];
  /** An LRS need not take what voids a statement that it does not have. */
  private voiding: Statement[] = [];

  constructor(door: { readonly endpoint: string; readonly authorization?: string }, ports: SendPorts) {
    this.endpoint = door.endpoint;
    this.authorization = door.authorization;
    this.ports = ports;
  }

  /** @param statements - a learner's, in any order, copies among them @throws LrsError when the LRS does not take them */
  async add(statements: readonly StoredStatement[]): Promise<void> {
    const once = new Map(statements.map((one) => [one.id, one]));
    for (const { stored: _stored, authority: _authority, ...statement } of once.values())
      (statement.verb.id === VERBS.voided.id ? this.voiding : this.waiting).push(statement as Statement);
    while (this.waiting.length >= this.size) await this.post(this.waiting.splice(0, this.size));
  }

  /** What was held back until now. */
  async end(): Promise<void> {
    for (const some of [this.waiting, this.voiding])
      while (some.length > 0) await this.post(some.splice(0, this.size));
  }

  private async post(some: readonly Statement[]): Promise<void> {
    const reply = await this.reply(`${this.endpoint}statements`, some);
    if (reply.status === 200 || reply.status === 204) {
      this.sent += some.length;
      return;
    }
    const [only] = some;
    const tooLarge = reply.status === 413;
    if ((tooLarge || reply.status === 409) && some.length > 1) {
      const half = Math.ceil(some.length / 2);
      if (tooLarge) this.size = Math.min(this.size, half);
      await this.post(some.slice(0, half));
      return this.post(some.slice(half));
    }
    if (reply.status === 409 && only !== undefined && (await this.has(only))) {
      this.sent += 1;
      return;
    }
    throw new LrsError(await refusal(reply, only), { status: reply.status });
  }

  /** Some LRSs say 409 of a statement that they have exactly so. */
  private async has(statement: Statement): Promise<boolean> {
    for (const name of ["statementId", "voidedStatementId"]) {
      const query = new URLSearchParams({ [name]: statement.id ?? "", attachments: "false" });
      const reply = await this.reply(`${this.endpoint}statements?${query.toString()}`);
      if (reply.status !== 200) continue;
      const held: unknown = await reply.text().then(JSON.parse, () => undefined);
      return typeof held === "object" && held !== null && sameStatement(statement, held as Statement);
    }
    return false;
  }

  /** One request, tried again where a later try may succeed. */
  private async reply(url: string, some?: readonly Statement[]): Promise<HttpReply> {
    const { ports, authorization } = this;
    for (let attempt = 1; ; attempt++) {
      const headers = {
        "x-experience-api-version": this.version,
        ...(some && { "content-type": "application/json" }),
        ...(authorization !== undefined && { authorization }),
      };
      let reply: HttpReply | undefined;
      let why = "";
      try {
        reply = await (some === undefined
          ? ports.get(url, headers)
          : ports.post(url, headers, JSON.stringify(some.map((one) => this.written(one)))));
      } catch (cause) {
        // No later try would succeed.
        if (cause instanceof LrsError) throw cause;
        why = (cause instanceof Error ? cause.message : String(cause)) || "no reply";
      }
      if (reply !== undefined) {
        const theirs = reply.header("x-experience-api-version") ?? "";
        if (reply.status === 400 && theirs.startsWith("2.") && this.version === "1.0.3") {
          this.version = "2.0.0";
          continue;
        }
        if (!mayPass(reply.status)) return reply;
        why = `HTTP ${reply.status}`;
      }
      if (attempt >= TRIES)
        throw new LrsError(`${new URL(url).host} did not answer in ${TRIES} tries (the last: ${why})`);
      await ports.wait(pauseAfter(reply, attempt, ports));
    }
  }

  /** An LRS of 2.0 says of itself which version a statement has. */
  private written({ version, ...statement }: Statement): object {
    return this.version === "1.0.3" && version !== undefined ? { ...statement, version } : statement;
  }
}

async function refusal(reply: HttpReply, first: Statement | undefined): Promise<string> {
  const { status } = reply;
  const { host } = new URL(reply.url);
  const helps: Readonly<Record<number, string>> = {
    401: "it does not take this key and secret",
    403: "this key may not write statements",
    404: "is this the endpoint, the address that /statements comes behind?",
    409: `it has another statement of the id ${first?.id ?? ""}: was this seed sent before with another course or other options?`,
    413: "a single statement is more than it takes",
  };
  const help =
    helps[status] ??
    (status >= 300 && status < 400
      ? "it has moved; give the address that it has now, since the key follows no redirect"
      : status === 400
        ? "it takes one of the statements for wrong"
        : "it does not take the request");
  return `${host} answered HTTP ${status}: ${help}${await saidOf(reply)}`;
}
