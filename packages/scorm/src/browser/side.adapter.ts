/**
 * The script `xapi.js`, in packages that were built with a token endpoint and in no others. It stands before the player and
 * leaves the way to put a session that sends statements beside the SCORM session.
 */
import type { SessionUnit, UnitSession } from "@tessera/session";
import { browserPorts } from "@tessera/session/browser";
import type { Sco } from "../sco.ts";
import { openBeside } from "../side/open-beside.ts";

/** What a page knows of itself when its session is opened. */
export interface Around {
  readonly unit: SessionUnit;
  readonly sco: Sco;
}

declare global {
  var TesseraXapi: ((scorm: UnitSession, around: Around) => UnitSession) | undefined;
}

globalThis.TesseraXapi = (scorm, around) => {
  const { xapi = "" } = document.querySelector<HTMLElement>("tessera-unit")?.dataset ?? {};
  return openBeside({ ...around, scorm, url: xapi, page: location.href, ports: browserPorts() });
};
