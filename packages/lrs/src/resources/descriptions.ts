/** The resources that only describe: Agents, Activities, About (Communication §2.4, 2.5, 2.8). */
import type { ActivityDefinition, Agent } from "@tessera/xapi";
import { XAPI_VERSION } from "@tessera/xapi";
import { jsonAnswer, type Answer, type Call } from "../call.ts";
import { requirePermission } from "../caller.ts";

/** A Person: nothing but what the request says, as this LRS holds no directory (§2.4). */
export async function getAgent(call: Call): Promise<Answer> {
  const agent = call.parameters.required("agent", call.parameters.agent("agent"));
  await requirePermission(call.caller, {
    resource: "agents",
    access: "read",
    parameters: call.parameters.all,
  });
  return jsonAnswer(personOf(agent));
}

function personOf({ name, mbox, mbox_sha1sum, openid, account }: Agent): object {
  return {
    objectType: "Person",
    ...(name === undefined ? {} : { name: [name] }),
    ...(mbox === undefined ? {} : { mbox: [mbox] }),
    ...(mbox_sha1sum === undefined ? {} : { mbox_sha1sum: [mbox_sha1sum] }),
    ...(openid === undefined ? {} : { openid: [openid] }),
    ...(account === undefined ? {} : { account: [account] }),
  };
}

/** An Activity, with every language of its canonical definition; without one when no statement brought any. */
export async function getActivity(call: Call): Promise<Answer> {
  const id = call.parameters.required("activityId", call.parameters.iri("activityId"));
  await requirePermission(call.caller, {
    resource: "activities",
    access: "read",
    parameters: call.parameters.all,
  });
  const json = await call.store.definition("activity", id);
  const definition = json === undefined ? {} : { definition: JSON.parse(json) as ActivityDefinition };
  return jsonAnswer({ objectType: "Activity", id, ...definition });
}

export const SUPPORTED_VERSIONS = ["1.0.0", "1.0.1", "1.0.2", XAPI_VERSION] as const;

export function getAbout(): Promise<Answer> {
  return Promise.resolve(jsonAnswer({ version: SUPPORTED_VERSIONS }));
}
