import { expect, test } from "vitest";
import { engineRefusal } from "./engine-words.ts";

test.each([
  [
    'IO Error: Could not set lock on file "/d/r.duckdb": Conflicting lock is held in node (PID 7)',
    "is in use by another process",
  ],
  [
    'IO Error: Cannot open file "C:\\d\\r.duckdb": The process cannot access the file because it is being used by another process.',
    "is in use by another process",
  ],
  [
    'IO Error: Corrupt database file: computed checksum 1 does not match stored checksum 2 in block at location 12288 in file "/d/r.duckdb"',
    "is damaged",
  ],
  [
    'IO Error: Could not read enough bytes from file "/d/r.duckdb": attempted to read 262144 bytes from location 2371584',
    "is damaged",
  ],
  [
    'FATAL Error: Failed: database has been invalidated because of a previous fatal error.\nOriginal error: "Failed to create checkpoint because of error: Could not write file "/d/r.duckdb": No space left on device"',
    "the disk is full",
  ],
  ["Out of Memory Error: could not allocate block of size 256.0 KiB", "TESSERA_DB_MEMORY"],
  ['IO Error: Cannot open file "/d/r.duckdb": Permission denied', "permission denied"],
  ['IO Error: The file "/d/r.duckdb" exists, but it is not a valid DuckDB database file!', "is no store"],
  ["IO Error: something new", "something new"],
])("what the engine was refused is told in our words: %s", (said, ours) => {
  const told = engineRefusal(new Error(said), "r.duckdb");
  expect(`${told?.message}; ${told?.help}`).toContain(ours);
  expect(told?.message).toContain("`r.duckdb`");
});

test("a file that is not named by the command is named by the engine", () => {
  const said = 'IO Error: Could not write file "/d/s.duckdb.wal": No space left on device';
  expect(engineRefusal(new Error(said))?.message).toBe("`/d/s.duckdb.wal` does not fit: the disk is full");
});

test.each(["Binder Error: no column x", "Parser Error: at y", "Constraint Error: z", "x is undefined"])(
  "what would be a mistake of ours stays one: %s",
  (said) => {
    expect(engineRefusal(new Error(said))).toBeUndefined();
  },
);
