import { Refusal } from "../client/lms-client.ts";

/** Why something that was asked for was not done. */
export interface Trouble {
  readonly message: string;
  readonly details: readonly string[];
}

/** In words for the person at the page. */
export function troubleOf(error: unknown): Trouble {
  if (!(error instanceof Refusal))
    return { message: "The LMS does not answer. Is it still running?", details: [] };
  if (error.status === 403)
    return { message: "This page is of an earlier run of the LMS. Load it again.", details: [] };
  return { message: `The LMS says: ${error.message}`, details: error.details };
}
