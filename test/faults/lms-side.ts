/** The LMS and its LRS of one trial, on virtual time. Nothing of the session is in here: it judges. */
import { createLms, lmsProfile, TOKEN_HEADER } from "@tessera/lms";
import type { JudgedRequirement, Lms, LmsProfile } from "@tessera/lms";
import { createLrs, createMemoryStore } from "@tessera/lrs";
import type { HttpReply, HttpRequest } from "@tessera/session";
import { ACTIVITY_TYPES } from "@tessera/xapi";
import type { SentStatement } from "@tessera/xapi";
import type { Enrolment, Script, Step } from "./script.ts";
import type { World } from "./world.ts";

const LMS = "http://lms.test:4000";
export const CONTENT = "http://content.test:4001";
export const COURSE = "https://example.org/course";
export const UNIT = `${COURSE}/unit-1`;

/** What the learner of each trial has told the LMS of themselves. */
export const PREFERENCES = { languagePreference: "de,en", audioPreference: "off" } as const;

export interface Launched {
  readonly url: string;
  /** The LMS's key of the session. */
  readonly session: string;
  /** For somebody else than the learner of the trial. */
  readonly isOther?: true;
}

export interface StoredStatement {
  readonly statement: SentStatement & { readonly stored: string };
  /** Place in the order of arrival. */
  readonly place: number;
}

export interface LmsSide {
  readonly lms: Lms;
  readonly profile: LmsProfile;
  /** A launch ends what is open of its registration (cmi5 §9.3.6). */
  readonly abandons: boolean;
  launch(how: Pick<Extract<Step, { do: "launch" }>, "mode" | "isOther" | "mastery">): Promise<Launched>;
  /** Hands a request over. @param instead - what is answered in the LMS's place; its judge sees the request all the same */
  receive(request: HttpRequest, instead?: Response): Promise<HttpReply>;
  returnURL(session: string): string | undefined;
  masteryOf(session: string): number | undefined;
  /** The learner is sent back: a GET of the LMS's own page. */
  visit(url: string): Promise<void>;
  /** What the LMS's judge says of a session by now. */
  verdict(session: string): Promise<readonly JudgedRequirement[]>;
  /** All that the LRS holds, in order of arrival. */
  stored(): Promise<readonly StoredStatement[]>;
}

const text = (words: string) => [{ lang: "en", text: words }];

export async function openLmsSide(
  world: World,
  { enrolment, lms: name }: Pick<Script, "enrolment" | "lms">,
): Promise<LmsSide> {
  const profile = lmsProfile(name);
  if (profile === undefined) throw new Error(`no LMS is called ${name}`);
  let count = 0;
  const uuid = (): string => `10000000-0000-4000-8000-${String((count += 1)).padStart(12, "0")}`;
  const now = (): number => world.now;
  const store = createMemoryStore();
  const authority = { mbox: "mailto:lrs@lms.test" };
  const lrs = createLrs({ store, now, ids: uuid, authority });
  let instead: Response | undefined;
  const isProxy = profile.behaviours.includes("every-error-412");
  const lms = createLms({
    lrs,
    now,
    ids: { uuid, secret: () => `secret-${(count += 1)}` },
    origins: { lms: LMS, content: CONTENT },
    settings: { shuffleParameters: enrolment.shuffled, endpointSlash: enrolment.slash },
    intercept: () => instead,
    profile,
    readPackage: () => ({ value: { structure: structureOf(enrolment), files: new Map() }, diagnostics: [] }),
  });
  const api = async (path: string, body: unknown, method = "POST"): Promise<Record<string, unknown>> => {
    const headers = { [TOKEN_HEADER]: lms.token };
    const asked = new Request(`${LMS}/api/${path}`, { method, headers, body: JSON.stringify(body) });
    const answer = await lms.fetch(asked);
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return answer.status === 204 ? {} : ((await answer.json()) as Record<string, unknown>);
  };
  await lms.importPackage(new Uint8Array(), "course.zip");
  await api("learners", { name: "Ada" });
  await api("preferences", { learner: "learner-1", ...PREFERENCES }, "PUT");
  await api("learners", { name: "Grace" });

  return {
    lms,
    profile,
    abandons: lms.snapshot().profile.abandons,
    async launch({ mode, isOther, mastery = enrolment.masteryScore }) {
      const launched = await api("launch", {
        course: "course-1",
        learner: isOther ? "learner-2" : "learner-1",
        returnURL: "auto",
        mode,
        masteryScore: mastery,
        ...(enrolment.template && { contextTemplate: TEMPLATE }),
      });
      return {
        url: String(launched["url"]),
        session: String(launched["session"]),
        ...(isOther && { isOther }),
      };
    },
    async receive({ method, url, headers = {}, body }, answer) {
      instead = answer && (isProxy ? behindProxy(answer, url) : answer);
      const request = new Request(url, {
        method,
        headers: { ...headers, Origin: CONTENT },
        ...(body === undefined ? {} : { body }),
      });
      const response = await lms.fetch(request);
      instead = undefined;
      return replyOf(response);
    },
    returnURL: (session) => lms.record(session).launch.launchData.returnURL,
    masteryOf: (session) => lms.record(session).launch.launchData.masteryScore,
    async visit(url) {
      await lms.fetch(new Request(url));
    },
    async verdict(session) {
      const answer = await lms.fetch(new Request(`${LMS}/api/sessions/${session}/verdict`));
      return (await answer.json()) as readonly JudgedRequirement[];
    },
    async stored() {
      const found = await store.query({ terms: [], ascending: true, limit: 1_000_000 });
      return found.map(({ json }, place) => ({
        statement: JSON.parse(json) as StoredStatement["statement"],
        place,
      }));
    },
  };
}

/** What fails is the LRS: its answer goes through the LMS, which makes of it what it makes of every error. */
function behindProxy(answer: Response, url: string): Response {
  const isOwn = answer.ok || answer.status === 401 || answer.status === 404 || url.includes("/fetch/");
  return isOwn ? answer : new Response("Wrong Response", { status: 412 });
}

/** Entries that a unit has to keep, in their order, and first. */
const TEMPLATE = {
  platform: "LMS",
  contextActivities: {
    category: [{ id: "https://example.org/cohort" }],
    other: [{ id: "https://example.org/campaign", definition: { type: ACTIVITY_TYPES.course } }],
  },
};

function structureOf({ moveOn }: Enrolment) {
  return {
    id: COURSE,
    title: text("Course"),
    description: text("A course"),
    children: [
      {
        type: "au" as const,
        id: UNIT,
        title: text("Unit"),
        description: text("A unit"),
        url: "unit-1.html",
        moveOn,
        masteryScore: 0.8,
        launchMethod: "AnyWindow" as const,
      },
    ],
  };
}

async function replyOf(response: Response): Promise<HttpReply> {
  const [etag, retryAfter] = [response.headers.get("etag"), response.headers.get("retry-after")];
  return {
    status: response.status,
    body: await response.text(),
    ...(etag === null ? {} : { etag }),
    ...(retryAfter === null ? {} : { retryAfter }),
  };
}
