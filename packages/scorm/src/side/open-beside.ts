import { createSession } from "@tessera/session";
import type { Lifecycle, SessionPorts, SessionUnit, UnitSession } from "@tessera/session";
import type { Sco } from "../sco.ts";
import { BesideSession } from "./beside-session.ts";
import { isSafeAddress } from "./safe-address.ts";
import { launchDataOf, launchUrl, sideClient } from "./side-launch.ts";
import { tokenEndpoint } from "./token-endpoint.ts";
import type { TokenAnswer } from "./token-answer.ts";

export interface BesideContext {
  readonly scorm: UnitSession;
  readonly sco: Pick<Sco, "edition" | "learner" | "learnerId">;
  readonly unit: SessionUnit;
  /** The token endpoint. */
  readonly url: string;
  /** The page's address. */
  readonly page: string;
  readonly ports: Omit<SessionPorts, "navigation">;
}

/** The SCORM session with one beside it that sends statements: the cmi5 session, its launch made of a token's answer. */
export function openBeside({ scorm, sco, unit, url, page, ports }: BesideContext): UnitSession {
  if (!isSafeAddress(url)) return scorm;
  const { clock, ids, transport } = ports;
  const endpoint = tokenEndpoint(url, { page, clock, transport });
  // The LMS says who learns once its session has begun.
  const ask = (patient: boolean) =>
    endpoint.ask(
      {
        course: unit.course.id,
        unit: unit.unit.id,
        learner: { id: sco.learnerId, name: sco.learner ?? "" },
        edition: sco.edition,
      },
      patient,
    );
  const renew = async (first: TokenAnswer) => {
    const { token, ...rest } = (await ask(false)) ?? { token: undefined };
    const { token: _, ...before } = first;
    // A token for somebody else, or for another place, is none.
    return JSON.stringify(rest) === JSON.stringify(before) ? token : undefined;
  };
  return new BesideSession({
    scorm,
    clock,
    async open() {
      const answer = await ask(true);
      if (!answer) return undefined;
      const launchData = launchDataOf(unit, scorm.view, ids.uuid());
      return createSession({
        unit,
        url: launchUrl(page, unit, answer),
        ports: {
          ...ports,
          lifecycle: endingWithThePage(ports.lifecycle),
          // The SCORM session leaves.
          navigation: { go: () => {}, close: () => {} },
        },
        connect: async (launch) =>
          sideClient(launch.endpoint, { transport, launchData, renew: () => renew(answer) }),
      });
    },
  });
}

/** A page that is loaded again gets another token, and with it another session: this one ends. */
function endingWithThePage(lifecycle: Lifecycle): Lifecycle {
  return {
    isVisible: () => lifecycle.isVisible(),
    subscribe: (listener) => lifecycle.subscribe((event) => listener(event === "reload" ? "leave" : event)),
  };
}
