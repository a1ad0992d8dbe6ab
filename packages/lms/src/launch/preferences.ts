import { BugError } from "@tessera/diagnostics";
import { LEARNER_PREFERENCES } from "@tessera/xapi";
import type { Agent, LearnerPreferences } from "@tessera/xapi";
import { askStore } from "../world/lms-store-access.ts";
import type { World } from "../world/world.ts";

/**
 * Writes the learner's preferences as the LMS, over what is there (cmi5 §11).
 *
 * @throws BugError when the store refuses them
 */
export async function storePreferences(
  world: World,
  actor: Agent,
  preferences: LearnerPreferences,
): Promise<void> {
  const query = { profileId: LEARNER_PREFERENCES, agent: JSON.stringify(actor) };
  const known = await askStore(world, "agents/profile", { method: "GET", query });
  const before = known.ok ? ((await known.json()) as Readonly<Record<string, unknown>>) : {};
  const etag = known.headers.get("etag");
  const written = await askStore(world, "agents/profile", {
    method: "PUT",
    query,
    headers: known.ok && etag !== null ? { "If-Match": etag } : { "If-None-Match": "*" },
    body: JSON.stringify({ ...before, ...preferences }),
  });
  if (!written.ok)
    throw new BugError(`the store refused the preferences: ${written.status} ${await written.text()}`);
}
