import { ClickhouseError } from "./connection.ts";
import type { Connection } from "./connection.ts";

/**
 * A server keeps what a deletion has replaced for eight minutes, lest a power cut take what is new. So what is new is written
 * through to the disk here, and what is old goes at once.
 */
const AT_ONCE = {
  old_parts_lifetime: 0,
  min_rows_to_fsync_after_merge: 1,
  fsync_part_directory: 1,
} as const;
/** It has been told to drop them; a query that reads one holds it back. */
const LOOKS = 40;

/**
 * Has the server drop the parts of a table that deletions, of now and of earlier, have replaced, and waits until it has.
 *
 * @param erase - deletes
 * @returns how many it still keeps: a query is reading them, or we may not tell it to drop them
 */
export async function withoutOldParts(
  node: Connection,
  table: string,
  erase: () => Promise<void>,
): Promise<number> {
  const settings = Object.entries(AT_ONCE).map(([name, value]) => `${name} = ${value}`);
  await node.say(`ALTER TABLE ${table} MODIFY SETTING ${settings.join(", ")}`);
  try {
    await erase();
    const old = (await oldParts(node, table)).map(({ name }) => String(name));
    let left = old.length;
    for (let look = 0; look < LOOKS && left > 0; look++) {
      await lookAround(node, table);
      left = (await oldParts(node, table)).filter(({ name }) => old.includes(String(name))).length;
    }
    return left;
  } finally {
    await node.say(`ALTER TABLE ${table} RESET SETTING ${Object.keys(AT_ONCE).join(", ")}`);
  }
}

/** Else it looks now and then, and less often the less there is to do. */
async function lookAround(node: Connection, table: string): Promise<void> {
  try {
    await node.say(`SYSTEM START CLEANUP ${table}`);
  } catch (error) {
    // An older server, or no right to it.
    if (!(error instanceof ClickhouseError)) throw error;
  }
  await node.say("SELECT sleep(0.1)");
}

const oldParts = (node: Connection, table: string) =>
  node.rows(
    `SELECT name FROM system.parts WHERE database = currentDatabase() AND table = '${table}' AND NOT active`,
  );
