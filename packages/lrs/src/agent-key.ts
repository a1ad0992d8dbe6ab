/** One text per identity: two Agents or Groups are the same exactly when their keys are (Data §2.4.2.3). */
import { comparableMbox, type Actor } from "@tessera/xapi";

/** @returns `undefined` for an anonymous Group, which is the same as nothing */
export function agentKey(actor: Actor): string | undefined {
  if (actor.mbox !== undefined) return `mbox ${comparableMbox(actor.mbox)}`;
  if (actor.mbox_sha1sum !== undefined) return `mbox_sha1sum ${actor.mbox_sha1sum.toLowerCase()}`;
  if (actor.openid !== undefined) return `openid ${actor.openid}`;
  if (actor.account !== undefined)
    return `account ${JSON.stringify([actor.account.homePage, actor.account.name])}`;
  return undefined;
}

/** The keys by which a filter finds this actor: its own, and those of a Group's members (Communication §2.1.3). */
export function agentKeys(actor: Actor): readonly string[] {
  const members = "member" in actor ? (actor.member ?? []) : [];
  return [actor, ...members].map(agentKey).filter((key): key is string => key !== undefined);
}
