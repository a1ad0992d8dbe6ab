import type { ObservationRequest } from "@tessera/session";
import type { ObserveWords } from "./observe-words.ts";

/** What the assembled page holds beside an observation: all of a request but who asks and when. JSON data. */
export interface RequestData extends Pick<ObservationRequest, "seen" | "language" | "course" | "unit"> {
  /** Address of the issuer's page for observers; absent where the course names none. */
  readonly page?: string;
  readonly words: ObserveWords;
}
