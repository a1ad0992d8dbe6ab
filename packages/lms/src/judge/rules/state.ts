/** The State document LMS.LaunchData: cmi5 §10.2.1, §10.2.3, §10.2.6. */
import { STATE_IDS } from "@tessera/xapi";
import type { Exchange } from "../exchange.ts";
import { rule } from "../rule.ts";
import type { Answer, Rule } from "../rule.ts";
import { answeredReads, issuedWith, parameter } from "../session-view.ts";
import type { SessionView } from "../session-view.ts";

const LAUNCH_DATA = { path: "activities/state", parameter: "stateId", id: STATE_IDS.launchData } as const;

const wasRead = (view: SessionView): boolean =>
  answeredReads(view, LAUNCH_DATA).some((read) => read.status === 200);

function writesLaunchData(exchange: Exchange): Answer {
  const { target, method, path } = exchange;
  if (target !== "xapi" || path !== "activities/state" || method === "GET" || method === "HEAD")
    return undefined;
  const stateId = parameter(exchange, "stateId");
  if (stateId === STATE_IDS.launchData)
    return `${method} on ${STATE_IDS.launchData}, which is the LMS's to write`;
  if (method === "DELETE" && stateId === undefined)
    return `DELETE without stateId takes ${STATE_IDS.launchData} with it`;
  return true;
}

/** Read at all, as far as an ended session can tell. */
function readOnce(view: SessionView): Answer {
  if (wasRead(view)) return true;
  return view.end === "open" || view.exchanges.length === 0
    ? undefined
    : `${STATE_IDS.launchData} was never read`;
}

export const STATE_RULES: readonly Rule[] = [
  rule(
    "10.2.1.0-4",
    {
      statement({ defined, verb }, view) {
        if (!defined || verb !== "initialized") return undefined;
        return wasRead(view) ? true : `initialized was sent before ${STATE_IDS.launchData} was read`;
      },
    },
    403,
  ),
  rule("10.2.1.0-5", { request: writesLaunchData }, 403),
  rule("+10.2.3-1", {
    session: (view) => (view.launch.launchData.launchParameters === undefined ? undefined : readOnce(view)),
  }),
  rule("+10.2.6-2", { session: readOnce }),
  rule("10.2.6.0-1", {
    request({ target }, view) {
      if (target !== "return") return undefined;
      return issuedWith(view, "terminated").length > 0
        ? true
        : "the learner was sent to the returnURL before terminated";
    },
  }),
];
