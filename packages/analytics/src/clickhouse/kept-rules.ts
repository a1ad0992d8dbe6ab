import type { KeptRules, Setting } from "../private/store-rules.ts";
import type { Connection } from "./connection.ts";

interface Kept {
  readonly name: string;
  readonly value: string;
  readonly at: string;
}

/**
 * Settings and tombstones of all nodes together. Each node has all of them; what one lacks, since whoever wrote them was
 * stopped in the middle, is written there now.
 */
export async function keptRules(
  nodes: readonly Connection[],
): Promise<Omit<KeptRules, "keepsRaw" | "isEmpty">> {
  const ofNodes = await Promise.all(
    nodes.map(async (node) => ({
      node,
      settings: (await node.rows(
        "SELECT name, value, toString(at) AS at FROM settings FINAL",
      )) as unknown as readonly Kept[],
      tombstones: (await node.rows("SELECT DISTINCT tombstone FROM forgotten")).map((row) =>
        String(row["tombstone"]),
      ),
    })),
  );
  const tombstones = new Set(ofNodes.flatMap((one) => one.tombstones));
  const newest = new Map<string, Kept>();
  for (const kept of ofNodes.flatMap((one) => one.settings)) {
    const key = JSON.stringify([kept.name, kept.value]);
    if (kept.at > (newest.get(key)?.at ?? "")) newest.set(key, kept);
  }
  for (const { node, settings, tombstones: own } of ofNodes) {
    const here = new Set(settings.map(({ name, value, at }) => JSON.stringify([name, value, at])));
    const lacking = [...newest.values()]
      .map(({ name, value, at }) => [name, value, at] as const)
      .filter((one) => !here.has(JSON.stringify(one)));
    await node.insert("settings", ["name", "value", "at"], lacking);
    await node.insert(
      "forgotten",
      ["tombstone"],
      [...tombstones].filter((one) => !own.includes(one)).map((one) => [one]),
    );
  }
  const of = (name: Setting) =>
    [...newest.values()]
      .filter((kept) => kept.name === name)
      .sort((a, b) => (a.at < b.at ? 1 : -1))
      .map(({ value }) => value);
  return {
    check: of("pseudonym-check")[0],
    retain: of("retain")[0],
    forgetKeys: of("forget-key"),
    tombstones,
  };
}

export async function keepSetting(nodes: readonly Connection[], name: Setting, value: string): Promise<void> {
  for (const node of nodes) await node.insert("settings", ["name", "value"], [[name, value]]);
}
