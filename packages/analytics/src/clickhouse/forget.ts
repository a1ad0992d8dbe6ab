import { keysOf, tombstoneOf } from "../private/keyed-names.ts";
import type { ClickhouseAddress } from "./address.ts";
import { Connection } from "./connection.ts";
import type { ClickhouseHttp, ClickhouseUser } from "./connection.ts";
import { accountsOf, eraseOlder, erasePerson } from "./erase.ts";
import type { Erased, EraseStep, Nodes } from "./erase.ts";
import { keepSetting, keptRules } from "./kept-rules.ts";
import { checkFormat, prepare } from "./prepare.ts";

export type ForgetStep = "tombstones" | EraseStep;

export interface ForgetOptions extends ClickhouseAddress {
  readonly http: ClickhouseHttp;
  readonly user?: ClickhouseUser | undefined;
  /** Told behind each step; a test throws from here. */
  readonly onStep?: (step: ForgetStep) => void;
}

/** Connections to all nodes, of which each has its tables. */
export async function nodesOf(
  { http, user, database, cluster, nodes }: Omit<ForgetOptions, "onStep">,
  readOnly = false,
): Promise<Nodes> {
  const all = nodes.map((node) => new Connection(http, { node, user, database }));
  const [first] = all as [Connection, ...Connection[]];
  const raw = readOnly ? false : await prepare(all, { cluster, database });
  await checkFormat(first);
  return { all, first, rows: cluster === undefined ? "statement_rows" : "all_rows", raw };
}

/**
 * Takes a person out of all nodes, and leaves a tombstone so that no sync brings them back. What was stopped in the middle is
 * done by doing it again.
 *
 * @param actor - the whole key as it stands in the store
 * @param freshKey - hexadecimal, 32 bytes by chance: the store's key, unless it has one
 */
export async function forgetInCluster(
  options: ForgetOptions,
  { actor, freshKey }: { readonly actor: string; readonly freshKey: string },
): Promise<Erased> {
  const { onStep = () => undefined } = options;
  const nodes = await nodesOf(options);
  const accounts = await accountsOf(nodes, actor);
  const keys = accounts.flatMap(keysOf);
  if ((await keptRules(nodes.all)).forgetKeys.length === 0)
    await keepSetting(nodes.all, "forget-key", freshKey);
  // Read again: another may have been quicker.
  const { forgetKeys, tombstones } = await keptRules(nodes.all);
  const added = keys
    .map((key) => tombstoneOf(forgetKeys[0] ?? freshKey, key))
    .filter((one) => !tombstones.has(one))
    .map((one) => [one]);
  for (const node of nodes.all) await node.insert("forgotten", ["tombstone"], added);
  onStep("tombstones");
  return erasePerson(nodes, { keys, accounts }, onStep);
}

/** Takes out what happened before; @param oldest - microseconds */
export const dropOlderInCluster = async (options: ForgetOptions, oldest: number): Promise<Erased> =>
  eraseOlder(await nodesOf(options), oldest);
