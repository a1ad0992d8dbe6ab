/** One session of one learner in one unit: the real player, a learner in front of it, and what the session would send. */
import { confidenceRule, limitRule, pretestRule, UnitPlayer, waitRule } from "@tessera/elements/play";
import { interactionOf } from "@tessera/interactions";
import type { Interaction } from "@tessera/interactions";
import type { StatementFrame } from "@tessera/session";
import type { SentStatement } from "@tessera/xapi";
import type { Chance } from "./chance.ts";
import { SimulatedLearner } from "./simulated-learner.ts";
import type { Person, UnitToLearn } from "./simulated-learner.ts";
import { SimulatedRecord } from "./simulated-record.ts";
import type { Standing } from "./simulated-record.ts";
import { Watch } from "./watch.ts";

export interface SessionSetting extends UnitToLearn {
  readonly frame: StatementFrame;
  readonly chance: Chance;
  /** Ids have dice of their own: what somebody does hangs on none of them. */
  readonly ids: Chance;
  readonly person: Person;
  /** Milliseconds. */
  readonly begin: number;
  /** What earlier sessions of the registration reached. */
  readonly standing: Standing;
  /** Until its end: nobody vanishes from it without a word. */
  readonly stays?: boolean;
}

export interface SessionOutcome {
  readonly statements: readonly SentStatement[];
  readonly end: number;
  readonly standing: Standing;
  /** The learner does not come back. */
  readonly gone: boolean;
  /** No `terminated`: the LMS will say abandoned. */
  readonly vanished: boolean;
}

const RULES = [pretestRule, limitRule, waitRule, confidenceRule];
const VANISHES = { gone: 0.4, else: 0.03 };

/** @throws Error for a kind that no package can hold */
export function kindOf(kind: string): Interaction {
  const found = interactionOf(kind);
  if (found === undefined) throw new Error(`no kind of question: ${kind}`);
  return found;
}

export function simulateSession(setting: SessionSetting): SessionOutcome {
  const { data, frame, chance, ids, person, begin } = setting;
  const watch = new Watch(begin);
  const ports = { frame, moveOn: data.unit.moveOn, watch, uuid: () => ids.uuid() };
  const session = new SimulatedRecord(setting.standing, ports);
  const player = new UnitPlayer({
    ...{ data, session, extras: RULES, interactionOf: kindOf, seed: "" },
    elapsed: () => watch.at,
    now: () => watch.at,
  });
  player.takeUp(session.begin());
  const gone = new SimulatedLearner({ player, watch, chance }, person, setting).learn();
  player.suspend();
  const vanished = !setting.stays && chance.happens(gone ? VANISHES.gone : VANISHES.else);
  if (!vanished) session.end();
  return { statements: session.statements, end: watch.at, standing: session.standing, gone, vanished };
}
