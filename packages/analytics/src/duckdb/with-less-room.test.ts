import { expect, test } from "vitest";
import { withLessRoom } from "./with-less-room.ts";

function failing(...errors: readonly (Error | undefined)[]) {
  const said: string[] = [];
  let at = 0;
  const connection = { run: (sql: string) => (said.push(sql), Promise.resolve(undefined as never)) };
  const act = () => {
    said.push("act");
    const error = errors[at++];
    return error === undefined ? Promise.resolve("done") : Promise.reject(error);
  };
  return { said, result: withLessRoom(connection, act) };
}
const full = () =>
  new Error("Out of Memory Error: could not allocate block of size 256.0 KiB (488.2 MiB/488.2 MiB used)");

test("what does not fit is tried once more with one thread", async () => {
  const { said, result } = failing(full());
  expect(await result).toBe("done");
  expect(said).toEqual(["act", "SET threads = 1", "act"]);
});

test("what does not fit with one thread either is told, and so is every other mistake at once", async () => {
  const twice = failing(full(), full());
  await expect(twice.result).rejects.toThrow("Out of Memory");
  const other = failing(new Error("Binder Error: no such column"));
  await expect(other.result).rejects.toThrow("Binder");
  expect(other.said).toEqual(["act"]);
});
