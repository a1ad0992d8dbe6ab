import { CMI5_EXTENSIONS, STATE_IDS } from "@tessera/xapi";
import type { LaunchData } from "@tessera/xapi";
import { plainClient } from "@tessera/session";
import type {
  HttpReply,
  LmsClient,
  SessionUnit,
  SessionView,
  Transport,
  XapiRequest,
} from "@tessera/session";
import type { TokenAnswer } from "./token-answer.ts";

/** The launch that a cmi5 LMS would have put into the page's address. Never loaded, never shown. */
export function launchUrl(page: string, { unit }: SessionUnit, answer: TokenAnswer): string {
  const { endpoint, token, actor, registration } = answer;
  const url = new URL(page);
  url.hash = "";
  url.search = new URLSearchParams({
    endpoint,
    auth: token,
    actor: JSON.stringify(actor),
    registration,
    activityId: unit.id,
  }).toString();
  return url.href;
}

/** What LMS.LaunchData would hold, by what the SCORM LMS said. */
export function launchDataOf(
  { unit }: SessionUnit,
  { mode, mastery }: SessionView,
  sessionId: string,
): LaunchData {
  return {
    launchMode: mode,
    moveOn: unit.moveOn,
    ...(mastery !== undefined && { masteryScore: mastery }),
    contextTemplate: {
      contextActivities: { grouping: [{ id: unit.id }] },
      extensions: { [CMI5_EXTENSIONS.sessionId]: sessionId },
    },
  };
}

export interface SideClientOptions {
  readonly transport: Transport;
  readonly launchData: LaunchData;
  /** Asks for a token in place of one that has expired; undefined when there is none. */
  readonly renew: () => Promise<string | undefined>;
}

/**
 * Statements go to the LRS. Everything else is answered here: a token that may write statements reads no documents, and
 * an LRS has no launch. State is refused, so that the session keeps it where it keeps what an LMS has not taken.
 */
export function sideClient(endpoint: string, { transport, launchData, renew }: SideClientOptions): LmsClient {
  let client = plainClient(endpoint, transport);
  let renewing: Promise<void> | undefined;
  const nothing = async () => ({});
  const refresh = async () => {
    const token = await renew();
    if (token === undefined) return;
    const next = plainClient(endpoint, transport);
    const steps = { launchData: nothing, preferences: nothing, initialized: async () => {} };
    await next.launch({ ...steps, token: async () => token }, 0);
    client = next;
  };
  return {
    launch: (steps, resumed) => client.launch(steps, resumed),
    async request(request) {
      if (request.resource !== "statements") return answerHere(request, launchData);
      const used = client;
      const reply = await used.request(request);
      if (reply.status !== 401) return reply;
      if (client === used) await (renewing ??= refresh().finally(() => (renewing = undefined)));
      return client === used ? reply : client.request(request);
    },
  };
}

function answerHere({ method, query }: XapiRequest, launchData: LaunchData): HttpReply {
  if (method !== "GET") return { status: 403, body: "" };
  return query?.["stateId"] === STATE_IDS.launchData
    ? { status: 200, body: JSON.stringify(launchData) }
    : { status: 404, body: "" };
}
