import { isoMoment } from "../normalise/moments.ts";

export const DAY_MICROS = 86_400_000_000;
/** Within so many days an expiry is near. */
export const SOON_DAYS = 90;

/** The day of a moment, UTC. */
export const dayText = (micros: number): string => isoMoment(micros).slice(0, 10);
