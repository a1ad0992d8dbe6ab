import { CATEGORIES, CMI5_EXTENSIONS, CMI5_VERBS } from "@tessera/xapi";
import type { LaunchData, SentStatement } from "@tessera/xapi";
import type { Clock, HttpReply, HttpRequest, Transport } from "../ports.ts";

/** What a test makes of a request before the LMS sees it. `lost`: it is carried out, the answer never arrives. */
export type Fault = HttpReply | "lost" | undefined;

export interface FakeSession {
  readonly token: string;
  readonly sessionId: string;
  readonly registration: string;
  readonly launchData: LaunchData;
  readonly statements: SentStatement[];
  fetched: number;
  sawLaunchData: boolean;
  sawPreferences: boolean;
  abandoned: boolean;
}

interface Document {
  readonly body: string;
  readonly etag: string;
}

const ENDPOINT = "https://lms.example/xapi/";
export const ACTIVITY_ID = "https://lms.example/activity/1?x=1#y";
export const ACTOR = {
  objectType: "Agent",
  account: { homePage: "https://lms.example", name: "u-1" },
} as const;
const DEFINED = new Set<string>(Object.values(CMI5_VERBS).map(({ id }) => id));
const ok = (status = 204, body = ""): HttpReply => ({ status, body });

/**
 * A small, strict LMS for unit tests: one learner, one unit, any number of registrations and sessions. It refuses
 * like the field's reference player and writes every breach into `violations`.
 */
export class FakeLms implements Transport {
  readonly requests: HttpRequest[] = [];
  readonly violations: string[] = [];
  readonly sessions: FakeSession[] = [];
  readonly documents = new Map<string, Document>();
  preferences: HttpReply = { status: 404, body: "" };
  /** Milliseconds between a request and its answer. */
  latency = 0;
  hasEtags = true;
  fault: (request: HttpRequest) => Fault = () => undefined;
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Starts a session, ends an open one of the same registration. @returns the launch URL */
  launch(
    launchData: Partial<LaunchData> = {},
    registration = "11111111-1111-4111-8111-111111111111",
  ): string {
    for (const open of this.sessions) {
      if (open.registration === registration && !has(open, "terminated")) open.abandoned = true;
    }
    const n = this.sessions.length + 1;
    const sessionId = `session-${n}`;
    this.sessions.push({
      token: `token ${n}==`,
      sessionId,
      registration,
      launchData: {
        launchMode: "Normal",
        moveOn: "CompletedAndPassed",
        returnURL: "https://lms.example/back",
        contextTemplate: {
          contextActivities: { grouping: [{ id: "https://example.org/course/unit-1" }] },
          extensions: { [CMI5_EXTENSIONS.sessionId]: sessionId, "https://lms.example/ext": 7 },
        },
        ...launchData,
      },
      statements: [],
      fetched: 0,
      sawLaunchData: false,
      sawPreferences: false,
      abandoned: false,
    });
    const query = new URLSearchParams({
      endpoint: ENDPOINT,
      fetch: `https://lms.example/fetch?session=${n}`,
      actor: JSON.stringify(ACTOR),
      registration,
      activityId: ACTIVITY_ID,
    });
    return `https://content.example/unit-1.html?${query}`;
  }

  /** Every stored statement of a registration, in the order of arrival. */
  stored(registration = "11111111-1111-4111-8111-111111111111"): readonly SentStatement[] {
    return this.sessions.filter((one) => one.registration === registration).flatMap((one) => one.statements);
  }

  async send(request: HttpRequest): Promise<HttpReply> {
    this.requests.push(request);
    if (this.latency) await new Promise<void>((done) => this.#clock.after(this.latency, done));
    const fault = this.fault(request);
    if (typeof fault === "object") return fault;
    const reply = this.#answer(request);
    return fault === "lost" ? { status: 0, body: "" } : reply;
  }

  #answer(request: HttpRequest): HttpReply {
    const url = new URL(request.url);
    if (url.pathname === "/fetch") return this.#token(request, url);
    const session = this.sessions.find(
      ({ token }) => request.headers?.["Authorization"] === `Basic ${token}`,
    );
    if (!session) return ok(401);
    if (request.headers?.["X-Experience-API-Version"] !== "1.0.3") this.#breach("4.1.0.0-1 version header");
    if (session.abandoned) return ok(403, "abandoned");
    const resource = url.pathname.replace("/xapi/", "");
    if (resource === "agents/profile") {
      session.sawPreferences = true;
      return this.preferences;
    }
    if (resource === "activities/state") return this.#state(request, url, session);
    if (resource === "statements") return this.#statements(request, url, session);
    return ok(404);
  }

  #token(request: HttpRequest, url: URL): HttpReply {
    const session = this.sessions[Number(url.searchParams.get("session")) - 1];
    if (request.method !== "POST" || request.body !== undefined)
      this.#breach("8.2.1.0-2 fetch is a POST without body");
    if (!session) return ok(404);
    session.fetched += 1;
    if (session.fetched > 1) {
      this.#breach("8.2.1 fetch used twice");
      return ok(200, JSON.stringify({ "error-code": "1", "error-text": "used" }));
    }
    return ok(200, JSON.stringify({ "auth-token": session.token }));
  }

  #state(request: HttpRequest, url: URL, session: FakeSession): HttpReply {
    const { searchParams: query } = url;
    const agent = query.get("agent");
    if (agent !== JSON.stringify(ACTOR) || query.get("activityId") !== ACTIVITY_ID)
      this.#breach("8.1.3.0-3 agent");
    if (query.get("registration") !== session.registration) this.#breach("8.1.4.0-3 registration");
    const id = query.get("stateId") ?? "";
    if (id === "LMS.LaunchData") {
      if (request.method !== "GET") this.#breach("10.2.1.0-5 LaunchData written");
      session.sawLaunchData = true;
      return ok(200, JSON.stringify(session.launchData));
    }
    const key = `${session.registration} ${id}`;
    const document = this.documents.get(key);
    if (request.method === "GET") {
      if (!document) return ok(404);
      return { status: 200, body: document.body, ...(this.hasEtags && { etag: document.etag }) };
    }
    if (has(session, "terminated")) this.#breach("State after terminated");
    const match = request.headers?.["If-Match"];
    if (match && match !== document?.etag) return ok(412);
    this.documents.set(key, { body: request.body ?? "", etag: `"${this.requests.length}"` });
    return ok();
  }

  #statements(request: HttpRequest, url: URL, session: FakeSession): HttpReply {
    const id = url.searchParams.get("statementId");
    if (request.method === "GET") {
      const found =
        session.statements.find((one) => one.id === id) ?? this.stored().find((one) => one.id === id);
      return found ? ok(200, JSON.stringify(found)) : ok(404);
    }
    if (!session.sawLaunchData || !session.sawPreferences)
      this.#breach("11.0.0.0-3 statement before preferences");
    const body = JSON.parse(request.body ?? "") as SentStatement | SentStatement[];
    const batch = [body].flat();
    if (request.method === "PUT" && batch[0]?.id !== id) this.#breach("PUT with another id");
    const known = batch.filter((one) =>
      this.stored(session.registration).some(({ id: old }) => old === one.id),
    );
    if (known.length) return ok(409);
    if (has(session, "terminated")) {
      this.#breach("7.1.2.0-1 statement after terminated");
      return ok(403);
    }
    const refusal = batch.map((one, at) => this.#check(one, session, batch, at)).find((found) => found);
    if (refusal) return ok(refusal.status, refusal.why);
    session.statements.push(...batch);
    return ok(request.method === "PUT" ? 204 : 200, "not json");
  }

  #check(
    one: SentStatement,
    session: FakeSession,
    batch: readonly SentStatement[],
    at: number,
  ): { readonly status: number; readonly why: string } | undefined {
    const refuse = (why: string, status = 403) => {
      this.#breach(why);
      return { status, why };
    };
    const categories = one.context?.contextActivities?.category?.map(({ id }) => id) ?? [];
    const isDefined = categories.includes(CATEGORIES.cmi5);
    const before = [...session.statements, ...batch.slice(0, at)];
    const said = (verb: keyof typeof CMI5_VERBS, list: readonly SentStatement[]) =>
      list.some(({ verb: { id } }) => id === CMI5_VERBS[verb].id);
    const isVerb = (verb: keyof typeof CMI5_VERBS) => one.verb.id === CMI5_VERBS[verb].id;
    if (isVerb("initialized") && batch.length > 1) return refuse("initialized in a batch");
    if (!isVerb("initialized") && !said("initialized", session.statements))
      return refuse("9.3.0.0-4 before initialized");
    if (DEFINED.has(one.verb.id) !== isDefined) return refuse("9.6.2.1-1 cmi5 category");
    if (isDefined && said(verbName(one), before)) return refuse("9.3.0.0-2 verb twice in a session");
    if (
      session.launchData.launchMode !== "Normal" &&
      isDefined &&
      !isVerb("initialized") &&
      !isVerb("terminated")
    ) {
      return refuse("10.2.2.0-9 verdict outside Normal");
    }
    const earlier = [...this.stored(session.registration), ...batch.slice(0, at)];
    for (const verb of ["completed", "passed"] as const) {
      if (isVerb(verb) && said(verb, earlier)) return refuse(`9.3.0.0-6/7 second ${verb}`);
    }
    if (isVerb("failed") && said("passed", earlier)) return refuse("9.3.0.0-8 failed after passed");
    const last = before.at(-1)?.timestamp ?? "";
    if (one.timestamp <= last) return refuse("9.3 timestamps not in order");
    const template = session.launchData.contextTemplate?.contextActivities?.grouping ?? [];
    const grouping = one.context?.contextActivities?.grouping ?? [];
    if (JSON.stringify(grouping.slice(0, template.length)) !== JSON.stringify(template))
      return refuse("9.6.2.0-1 template");
    if (one.context?.registration !== session.registration) return refuse("9.6.1.0-1 registration");
    const given = session.launchData.contextTemplate?.extensions?.[CMI5_EXTENSIONS.sessionId];
    if (given !== undefined && one.context.extensions?.[CMI5_EXTENSIONS.sessionId] !== given)
      return refuse("9.6.3.1-4 sessionid");
    if (JSON.stringify(one.actor) !== JSON.stringify(ACTOR)) return refuse("8.1.3.0-3 actor");
    return undefined;
  }

  #breach(why: string): void {
    this.violations.push(why);
  }
}

function verbName(statement: SentStatement): keyof typeof CMI5_VERBS {
  return statement.verb.id.split("/").at(-1) as keyof typeof CMI5_VERBS;
}

function has(session: FakeSession, verb: keyof typeof CMI5_VERBS): boolean {
  return session.statements.some((one) => one.verb.id === CMI5_VERBS[verb].id);
}

/** The verbs' last words, in order: `initialized answered completed`. */
export function verbs(statements: readonly SentStatement[]): string {
  return statements.map((one) => verbName(one)).join(" ");
}
