import type { World } from "../world/world.ts";
import { readable } from "./cross-origin.ts";

/** Milliseconds that an answer takes on a slow network: longer than units wait for it. */
export const SLOW_MS = 30_000;

/**
 * What a unit asks, through the network that was chosen in the settings. What the network swallows, the LMS has never
 * seen: it is in no record and no judgement.
 *
 * @param pass - the LMS itself
 * @returns `Response.error()` where the line is cut: whoever holds the socket closes it without a word
 */
export async function throughNetwork(
  world: World,
  request: Request,
  pass: () => Promise<Response>,
): Promise<Response> {
  const { network } = world.settings;
  if (network === "offline") return Response.error();
  // A browser's own question is answered: a unit is to see the status that was chosen.
  if (network === "works" || request.method === "OPTIONS") return pass();
  if (network === "slow") {
    await world.ports.wait?.(SLOW_MS);
    return request.signal.aborted ? Response.error() : pass();
  }
  const status = network === "unavailable" ? 503 : 401;
  const error = `the network that was chosen answers ${status}`;
  return readable(world, request, Response.json({ error }, { status }));
}
