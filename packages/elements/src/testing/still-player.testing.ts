import type { UnitData } from "@tessera/course";
import type { UnitSession } from "@tessera/session";
import { UnitPlayer } from "../shell/unit-player.ts";
import { interactionOf } from "./unit-data.ts";

/** A player for which no time passes, and whose quizzes ask nothing beside questions. */
export const stillPlayer = (data: UnitData, session: UnitSession): UnitPlayer =>
  new UnitPlayer({
    data,
    session,
    interactionOf,
    elapsed: () => 0,
    now: () => 0,
    extras: [],
    seed: "s",
  });
