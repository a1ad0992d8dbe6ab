// A simulated cohort again and again, with other ids, registrations, sessions and learners each time: millions of statements
// at the speed of the disk, and the same ones on every run.
import { closeSync, openSync, readdirSync, readFileSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
const LEARNER = /learner-\d{5}/g;
const DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz";

/**
 * In place of the folder's `statements-*.ndjson`: as many of their statements, and of copies of them, as are asked for.
 * @returns how many there are
 */
export function repeatCohort(folder, statements) {
  const files = readdirSync(folder).filter((name) => name.endsWith(".ndjson"));
  const parts = files.map((name) => pieceOf(readFileSync(join(folder, name), "latin1")));
  for (const name of files) rmSync(join(folder, name));
  let left = statements;
  for (let copy = 0; left > 0; copy++) {
    const file = openSync(join(folder, `statements-${String(copy + 1).padStart(4, "0")}.ndjson`), "w");
    for (const part of parts) {
      const lines = Math.min(left, part.ends.length);
      left -= lines;
      for (const [at, own] of part.uuids)
        for (let k = 0; k < 3; k++) part.bytes[at + k] = shifted(own[k], (copy >> (4 * k)) & 15);
      for (const at of part.learners) {
        part.bytes[at] = DIGITS.charCodeAt(Math.floor(copy / 36));
        part.bytes[at + 1] = DIGITS.charCodeAt(copy % 36);
      }
      if (lines > 0) writeSync(file, part.bytes, 0, part.ends[lines - 1]);
    }
    closeSync(file);
  }
  return statements - left;
}

/** Where in the text what changes stands, in bytes: latin1 has one for each. */
function pieceOf(text) {
  const uuids = [...text.matchAll(UUID)].map(({ index, 0: id }) => [
    index,
    [0, 1, 2].map((k) => parseInt(id[k], 16)),
  ]);
  const learners = [...text.matchAll(LEARNER)].map(({ index }) => index);
  const ends = [];
  for (let end = text.indexOf("\n"); end >= 0; end = text.indexOf("\n", end + 1)) ends.push(end + 1);
  return { bytes: Buffer.from(text, "latin1"), uuids, learners, ends };
}

/** Another hexadecimal digit, and for each shift another one. */
const shifted = (digit, by) => DIGITS.charCodeAt(digit ^ by);
