import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { addLine, ledgerText, readLedger } from "@tessera/credentials";
import type { Ledger, LedgerLine } from "@tessera/credentials";
import { InputError } from "../exit.ts";
import { PLACES, type IssuerFolder } from "./issuer-folder.adapter.ts";

export interface LedgerFile {
  readonly ledger: Ledger;
  append(lines: readonly LedgerLine[]): void;
  /** What was added is on the disk when it returns; to be called before anything is done upon it. */
  settle(): void;
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
  takeLock(lock);
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
        } finally {
          closeSync(file);
        }
        for (const line of lines) addLine(ledger, line);
      },
      settle() {
        const file = openSync(path, "r+");
        try {
          fsyncSync(file);
        } finally {
          closeSync(file);
        }
      },
    });
  } finally {
    rmSync(lock, { force: true });
  }
}

/** Whose lock it is: a process of this machine, or of another one that shares the disk. */
const OWN = JSON.stringify({ host: hostname(), pid: process.pid });

/** A lock whose process is gone, since it was killed or the machine went down, is taken over. */
function takeLock(lock: string): void {
  for (const again of [false, true]) {
    try {
      writeFileSync(lock, OWN, { flag: "wx" });
      return;
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code !== "EEXIST") throw cause;
      if (!again && isAbandoned(lock)) {
        rmSync(lock, { force: true });
        continue;
      }
      throw new InputError("another `tessera badge` command is at work on this issuer's ledger", {
        help: `if none is, one was ended on another machine before it was done: delete ${PLACES.ledger}.lock and run this again`,
        cause,
      });
    }
  }
}

function isAbandoned(lock: string): boolean {
  try {
    const { host, pid } = JSON.parse(readFileSync(lock, "utf8")) as {
      readonly host?: unknown;
      readonly pid?: unknown;
    };
    if (host !== hostname() || typeof pid !== "number") return false;
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ESRCH";
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
