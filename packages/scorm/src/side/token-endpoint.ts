import { timed } from "@tessera/session";
import type { Clock, HttpReply, Transport } from "@tessera/session";
import { readAnswer } from "./token-answer.ts";
import type { TokenAnswer } from "./token-answer.ts";

/** Waits before it is asked again where it can't be reached, in ms. */
const WAITS = [2_000, 10_000, 60_000];

/** Who asks, and for what: what the SCORM LMS and the package say. Nothing of it is proof. */
export interface TokenQuestion {
  readonly course: string;
  readonly unit: string;
  readonly learner: { readonly id: string; readonly name: string };
  readonly edition: "1.2" | "2004";
}

export interface TokenEndpoint {
  /** @param patient - asks again where no answer comes */
  ask(question: TokenQuestion, patient: boolean): Promise<TokenAnswer | undefined>;
}

/**
 * @param url - the endpoint
 * @param page - the page's address: cookies go along to the page's own origin only
 */
export function tokenEndpoint(
  url: string,
  { page, clock, transport }: { readonly page: string; readonly clock: Clock; readonly transport: Transport },
): TokenEndpoint {
  const anonymous = new URL(url).origin !== new URL(page).origin;
  return {
    async ask(question, patient) {
      const post = (signal: AbortSignal) =>
        transport.send({
          method: "POST",
          url,
          headers: { "Content-Type": "application/json" },
          body: JSON.stringify(question),
          isAsking: true,
          ...(anonymous && { anonymous }),
          signal,
        });
      let reply = await timed(clock, post);
      for (const wait of patient ? WAITS : []) {
        if (!isPassing(reply)) break;
        await new Promise<void>((resolve) => clock.after(wait, resolve));
        reply = await timed(clock, post);
      }
      return readAnswer(reply);
    },
  };
}

function isPassing({ status }: HttpReply): boolean {
  return status === 0 || status === 429 || status >= 500;
}
