import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import { addLine, ledgerText, readLedger } from "@tessera/credentials";
import type { Ledger, LedgerLine } from "@tessera/credentials";
import { InputError } from "../exit.ts";
import { PLACES, type IssuerFolder } from "./issuer-folder.adapter.ts";

export interface LedgerFile {
  readonly ledger: Ledger;
  /** On disk when it returns, before anything is done upon it. */
  append(lines: readonly LedgerLine[]): void;
}

/** The ledger as it stands, for looking at. @throws InputError when it is missing or cannot be read */
export function readLedgerFile({ root }: IssuerFolder): Ledger {
  return read(join(root, PLACES.ledger)).ledger;
}

/**
 * Gives the ledger to `work` and to nobody else at the same time.
 *
 * @throws InputError when another command is at work on it, or it cannot be read
 */
export async function withLedger<Result>(
  { root }: IssuerFolder,
  work: (file: LedgerFile) => Promise<Result>,
): Promise<Result> {
  const path = join(root, PLACES.ledger);
  const lock = `${path}.lock`;
  try {
    closeSync(openSync(lock, "wx"));
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== "EEXIST") throw cause;
    throw new InputError("another `tessera badge` command is at work on this issuer's ledger", {
      help: `if none is, one was ended before it was done: delete ${PLACES.ledger}.lock and run this again`,
      cause,
    });
  }
  try {
    const { ledger, whole, length } = read(path);
    // What was cut off while it was written was not done yet.
    if (whole < length) truncateSync(path, whole);
    return await work({
      ledger,
      append(lines) {
        const file = openSync(path, "a", 0o600);
        try {
          const bytes = Buffer.from(ledgerText(lines));
          for (let at = 0; at < bytes.length;) at += writeSync(file, bytes, at);
          fsyncSync(file);
        } finally {
          closeSync(file);
        }
        for (const line of lines) addLine(ledger, line);
      },
    });
  } finally {
    rmSync(lock, { force: true });
  }
}

function read(path: string): { readonly ledger: Ledger; readonly whole: number; readonly length: number } {
  if (!existsSync(path))
    throw new InputError(`the ledger \`${PLACES.ledger}\` is missing`, {
      help: "without it nobody can say what was issued; bring it back from your copy",
    });
  const text = readFileSync(path, "utf8");
  const reading = readLedger(text);
  if ("fault" in reading)
    throw new InputError(`the ledger \`${PLACES.ledger}\` cannot be used: ${reading.fault}`);
  return {
    ledger: reading.ledger,
    whole: Buffer.byteLength(text.slice(0, reading.whole)),
    length: Buffer.byteLength(text),
  };
}
