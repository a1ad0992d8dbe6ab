import { merged, round, type Segments } from "./segments.ts";

/** What is kept of one film for the next session. */
export interface Place {
  /** Where it was left, in whole seconds; 0 for nowhere. */
  readonly time: number;
  readonly played: Segments;
  /** That it was watched has been told. */
  readonly watched: boolean;
}

/** More parts than anybody leaves apart; of more, the longest are kept. */
const PARTS = 30;

/** `72;0-72,80-90.5;w`: small, because it lies in the unit's State. */
export function writePlace({ time, played, watched }: Place): string {
  const parts = [...merged(played)]
    .sort((a, b) => b[1] - b[0] - (a[1] - a[0]))
    .slice(0, PARTS)
    .sort(([a], [b]) => a - b);
  return `${Math.floor(time)};${parts.map((part) => part.join("-")).join(",")}${watched ? ";w" : ""}`;
}

/** What cannot be read counts as nothing: some LMSs give back documents that they changed. */
export function readPlace(text = ""): Place {
  const [time, played = "", watched] = text.split(";");
  const segments = played.split(",").flatMap((part) => {
    const [from = NaN, to = NaN] = part.split("-").map((each) => (each === "" ? NaN : Number(each)));
    return from >= 0 && to > from && Number.isFinite(to) ? [[round(from), round(to)] as const] : [];
  });
  const seconds = Number(time);
  return { time: seconds > 0 && seconds < 1e6 ? seconds : 0, played: segments, watched: watched === "w" };
}
