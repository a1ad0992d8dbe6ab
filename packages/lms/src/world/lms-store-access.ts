/** How the LMS itself writes to its store: as its own authority, past the judge, who judges units only. */
import { STATE_IDS, XAPI_VERSION } from "@tessera/xapi";
import type { LaunchData, SentStatement } from "@tessera/xapi";
import { BugError } from "@tessera/diagnostics";
import { sentenceOf } from "./sentence.ts";
import type { Learner, World } from "./world.ts";

export const XAPI_PATH = "/xapi/";

export interface StoreRequest {
  readonly method: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** One request to the store. */
export async function askStore(world: World, resource: string, init: StoreRequest): Promise<Response> {
  const url = new URL(`${XAPI_PATH}${resource}`, world.ports.origins.lms);
  for (const [name, value] of Object.entries(init.query ?? {})) url.searchParams.set(name, value);
  const request = new Request(url, {
    method: init.method,
    headers: {
      "X-Experience-API-Version": XAPI_VERSION,
      "Content-Type": "application/json",
      ...init.headers,
    },
    ...(init.body === undefined ? {} : { body: init.body }),
  });
  return world.ports.lrs.handle(request, { authority: world.authority });
}

/** Stores a statement of the LMS and logs it. @throws BugError when the store refuses it */
export async function recordOwn(
  world: World,
  statement: SentStatement,
  about: { readonly learner: Learner; readonly session?: string },
): Promise<void> {
  const response = await askStore(world, "statements", {
    method: "PUT",
    query: { statementId: statement.id },
    body: JSON.stringify(statement),
  });
  if (!response.ok)
    throw new BugError(
      `the store refused a statement of the LMS: ${response.status} ${await response.text()}`,
    );
  const line = {
    line: world.statements.length + 1,
    id: statement.id,
    at: world.ports.now(),
    from: "lms" as const,
    outcome: "stored" as const,
    status: response.status,
    ...(about.session === undefined ? {} : { session: about.session }),
    ...(statement.context?.registration === undefined
      ? {}
      : { registration: statement.context.registration }),
    sentence: sentenceOf(statement, about.learner.name),
    json: statement,
    met: [],
    broken: [],
  };
  world.statements.push(line);
  world.hub.emit({ type: "statement-stored", statement: line });
}

/** Writes the State document `LMS.LaunchData` (cmi5 §10.1). @throws BugError when the store refuses it */
export async function writeLaunchData(
  world: World,
  key: { readonly activityId: string; readonly agent: Learner["actor"]; readonly registration: string },
  launchData: LaunchData,
): Promise<void> {
  const query = {
    activityId: key.activityId,
    agent: JSON.stringify(key.agent),
    registration: key.registration,
    stateId: STATE_IDS.launchData,
  };
  const response = await askStore(world, "activities/state", {
    method: "PUT",
    query,
    body: JSON.stringify(launchData),
  });
  if (!response.ok)
    throw new BugError(`the store refused LMS.LaunchData: ${response.status} ${await response.text()}`);
}
