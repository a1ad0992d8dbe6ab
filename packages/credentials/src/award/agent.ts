import { comparableMbox, type Actor, type Agent } from "@tessera/xapi";

/**
 * One text for one agent, by what identifies it and not by its name (xAPI 1.0.3 Data §2.4.2.3).
 * Undefined for what nothing identifies, an anonymous Group for instance.
 */
export function agentKey(agent: Actor | undefined): string | undefined {
  if (agent?.account !== undefined) return `account:${agent.account.homePage} ${agent.account.name}`;
  if (agent?.mbox !== undefined) return comparableMbox(agent.mbox);
  if (agent?.mbox_sha1sum !== undefined) return `sha1:${agent.mbox_sha1sum.toLowerCase()}`;
  return agent?.openid === undefined ? undefined : `openid:${agent.openid}`;
}

/** What identifies it, and nothing else. */
export function bareAgent({ account, mbox, mbox_sha1sum, openid }: Agent): Agent {
  if (account !== undefined) return { account: { homePage: account.homePage, name: account.name } };
  if (mbox !== undefined) return { mbox };
  return mbox_sha1sum !== undefined ? { mbox_sha1sum } : { ...(openid !== undefined && { openid }) };
}
