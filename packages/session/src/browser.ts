/** Door `./browser`: the session with the ports of a real page. */
export { openSession } from "./browser/open-session.adapter.ts";
export type { OpenOptions } from "./browser/open-session.adapter.ts";
export { browserPorts } from "./browser/ports.adapter.ts";
export { browserClock } from "./browser/clock.adapter.ts";
export { pageLifecycle } from "./browser/lifecycle.adapter.ts";
export type { Cmi5Class } from "./browser/cmi5-client.adapter.ts";
