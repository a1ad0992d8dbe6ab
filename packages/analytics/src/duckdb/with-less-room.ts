import type { DuckDBConnection } from "@duckdb/node-api";

/**
 * What does not fit into the memory limit with several threads, whose parts are all held at once, mostly does with one: it needs
 * half the room and twice the time. Outside of a transaction, which such an error ends.
 */
export async function withLessRoom<Value>(
  connection: Pick<DuckDBConnection, "run">,
  act: () => Promise<Value>,
): Promise<Value> {
  try {
    return await act();
  } catch (error) {
    if (!/out of memory/i.test(String(error))) throw error;
    await connection.run("SET threads = 1");
    return act();
  }
}
