import { LAUNCH_MODES, LEARNER_PREFERENCES, MOVE_ON, STATE_IDS } from "@tessera/xapi";
import type { LaunchData, LearnerPreferences } from "@tessera/xapi";
import type { Launch } from "./launch.ts";
import type { XapiRequest } from "./lms-client.ts";
import type { HttpReply } from "./ports.ts";
import { isObject, readJson } from "./read-json.ts";
import { isPassing } from "./retry.ts";
import type { SessionReason } from "./session.ts";

/** 412 is believed at the last of them: half a minute after the first. */
const DOUBTFUL_TRIES = 6;

/** A launch that cannot go on; `reason` is what the learner is told. */
export class LaunchRefusal extends Error {
  readonly reason: SessionReason;

  constructor(reason: SessionReason) {
    super(reason);
    this.reason = reason;
  }
}

export interface LaunchDocuments {
  readonly launchData: LaunchData;
  readonly preferences: LearnerPreferences;
  /** As read; `StateKeeper` knows what they mean. */
  readonly state: HttpReply;
  readonly mirror: HttpReply;
}

/** Query of every State request of this launch. */
export function stateQuery({ activityId, actor, registration }: Launch): Readonly<Record<string, string>> {
  return { activityId, agent: JSON.stringify(actor), registration };
}

/**
 * Reads all that a session needs, in one round trip (product.md section 7). Each of them is asked for until the LMS has
 * given a final answer: without preferences a strict LMS refuses `initialized` (cmi5 §11), without State the session
 * could not know what was said before.
 * @param wait - sits out the back-off after a failure without a final answer; throws when the session has ended
 * @throws LaunchRefusal
 */
export async function readDocuments(
  launch: Launch,
  {
    send,
    wait,
  }: {
    readonly send: (request: XapiRequest) => Promise<HttpReply>;
    readonly wait: (reply: HttpReply, failures: number) => Promise<void>;
  },
): Promise<LaunchDocuments> {
  const read = async (request: Omit<XapiRequest, "method">): Promise<HttpReply> => {
    for (let failures = 1; ; failures++) {
      const reply = await send({ method: "GET", ...request });
      if (reply.status === 401) throw new LaunchRefusal("token-refused");
      // A proxy's word for any error of the LRS behind it; one that stays with it has answered (importers.md 2.3).
      const isDoubtful = reply.status === 412 && failures < DOUBTFUL_TRIES;
      if (!isPassing(reply) && !isDoubtful) return reply;
      await wait(reply, failures);
    }
  };
  const state = (stateId: string) =>
    read({ resource: "activities/state", query: { ...stateQuery(launch), stateId } });
  const agent = JSON.stringify(launch.actor);
  const [launchData, preferences, own, mirror] = await Promise.all([
    state(STATE_IDS.launchData),
    read({ resource: "agents/profile", query: { agent, profileId: LEARNER_PREFERENCES } }),
    state(STATE_IDS.tessera),
    state(STATE_IDS.suspendData),
  ]);
  if (launchData.status === 403) throw new LaunchRefusal("token-refused");
  const data = object(launchData);
  if (!data) throw new LaunchRefusal("launch-data-missing");
  return { launchData: tidyLaunchData(data), preferences: object(preferences) ?? {}, state: own, mirror };
}

/** What an LMS leaves empty or writes wrongly counts as absent (importers.md R3). */
function tidyLaunchData(data: Readonly<Record<string, unknown>>): LaunchData {
  const { contextTemplate, launchMode, masteryScore, moveOn, returnURL, launchParameters, ...rest } = data;
  const isNumber =
    typeof masteryScore === "number" || (typeof masteryScore === "string" && masteryScore.trim());
  const mastery = isNumber ? Number(masteryScore) : NaN;
  const known = MOVE_ON.find((one) => one === moveOn);
  return {
    ...(rest as LaunchData),
    ...(isObject(contextTemplate) && { contextTemplate }),
    ...(known && { moveOn: known }),
    ...(typeof returnURL === "string" && { returnURL }),
    ...(typeof launchParameters === "string" && { launchParameters }),
    launchMode: LAUNCH_MODES.find((one) => one === launchMode) ?? "Normal",
    ...(mastery >= 0 && mastery <= 1 && { masteryScore: mastery }),
  };
}

function object({ status, body }: HttpReply): Readonly<Record<string, unknown>> | undefined {
  const value = status === 200 ? readJson(body) : undefined;
  // PHP writes an empty object as `[]`.
  return isObject(value) ? value : Array.isArray(value) ? {} : undefined;
}
