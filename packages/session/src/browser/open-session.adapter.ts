import { launchInQuery } from "../launch.ts";
import type { UnitSession } from "../session.ts";
import type { SessionUnit } from "../statement.ts";
import { createSession } from "../unit-session.ts";
import { plainClient } from "../lms-client.ts";
import { cmi5Client } from "./cmi5-client.adapter.ts";
import type { Cmi5Class } from "./cmi5-client.adapter.ts";
import { browserPorts } from "./ports.adapter.ts";

declare global {
  /** Set by the runtime's part `cmi5-client`, a classic script of its own. */
  var TesseraCmi5: Cmi5Class | undefined;
}

export interface OpenOptions {
  /**
   * How `@xapi/cmi5` gets here, after the page is readable; what `globalThis.TesseraCmi5` holds unless told otherwise.
   * Where it does not come, the plain client does its work.
   */
  readonly loadCmi5Client?: () => Promise<Cmi5Class | undefined>;
}

/** The session of this page: reads its address, uses its storage and life cycle. `UnitData` is a `SessionUnit`. */
export function openSession(unit: SessionUnit, options: OpenOptions = {}): UnitSession {
  const ports = browserPorts();
  const { transport } = ports;
  moveLaunch();
  const load = options.loadCmi5Client ?? (async () => globalThis.TesseraCmi5);
  return createSession({
    unit,
    url: location.href,
    ports,
    async connect(launch) {
      const Library = await load().catch(() => undefined);
      return Library ? cmi5Client(Library, launch, transport) : plainClient(launch.endpoint, transport);
    },
  });
}

function moveLaunch(): void {
  const url = launchInQuery(location.href);
  try {
    if (url) history.replaceState(history.state, "", url);
  } catch {
    // An embedder may forbid it: the launch works, and a reload after turning a page does not find it.
  }
}
