import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { addLine, issuedLineOf, LEDGER_FORMAT, LedgerReader, ledgerText } from "@tessera/credentials/issuing";
import type { Held, IssuedLine, Ledger, LedgerLine } from "@tessera/credentials/issuing";
import { InputError } from "../exit.ts";
import { PLACES, type IssuerFolder } from "./issuer-folder.adapter.ts";

export interface LedgerFile {
  readonly ledger: Ledger;
  append(lines: readonly LedgerLine[]): void;
  /** What was added is on the disk when it returns; to be called before anything is done upon it. */
  settle(): void;
  /** The whole line of something held. */
  line(held: Held): IssuedLine;
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
  let file: number | undefined;
  try {
    const { ledger, whole, length } = read(path);
    // What was cut off while it was written was not done yet.
    if (whole < length) truncateSync(path, whole);
    file = openSync(path, "a+", 0o600);
    return await work(opened(ledger, { file, end: whole }));
  } finally {
    if (file !== undefined) closeSync(file);
    rmSync(lock, { force: true });
  }
}

function opened(ledger: Ledger, state: { readonly file: number; end: number }): LedgerFile {
  const { file } = state;
  const append = (lines: readonly LedgerLine[]): void => {
    // A ledger of an earlier format says from here on what only a later one understands.
    const newer = lines.some(({ line }) => !FIRST_FORMAT.has(line)) && ledger.format < LEDGER_FORMAT;
    const all = newer ? [{ line: "ledger", format: LEDGER_FORMAT } as const, ...lines] : lines;
    const texts = all.map((line) => Buffer.from(ledgerText([line])));
    const bytes = Buffer.concat(texts);
    for (let at = 0; at < bytes.length;) at += writeSync(file, bytes, at);
    for (const [at, line] of all.entries()) {
      const { length } = texts[at] as Buffer;
      addLine(ledger, line, { at: state.end, length: length - 1 });
      state.end += length;
    }
  };
  return {
    ledger,
    append,
    settle: () => fsyncSync(file),
    line(held) {
      const bytes = Buffer.alloc(held.place.length);
      readSync(file, bytes, 0, bytes.length, held.place.at);
      return issuedLineOf(bytes.toString("utf8"), held);
    },
  };
}

const FIRST_FORMAT: ReadonlySet<string> = new Set(["ledger", "subject", "issued", "revoked"]);

/**
 * The ledger with its lines changed, written whole or not at all. Only for what has to leave it: everything else is added.
 *
 * @param change - undefined for a line that goes
 */
export function rewriteLedger(
  { root }: IssuerFolder,
  change: (line: LedgerLine) => LedgerLine | undefined,
): void {
  const path = join(root, PLACES.ledger);
  const lock = `${path}.lock`;
  takeLock(lock);
  const beside = `${path}.${process.pid}.new`;
  try {
    const out = openSync(beside, "w", 0o600);
    try {
      let at = 0;
      eachLine(path, (text) => {
        const line = JSON.parse(text) as LedgerLine;
        const raised = at === 0 && line.line === "ledger" ? { ...line, format: LEDGER_FORMAT } : line;
        at += 1;
        const changed = change(raised);
        if (changed === undefined) return;
        const bytes = Buffer.from(ledgerText([changed]));
        for (let from = 0; from < bytes.length;) from += writeSync(out, bytes, from);
      });
      fsyncSync(out);
    } finally {
      closeSync(out);
    }
    renameSync(beside, path);
  } finally {
    rmSync(beside, { force: true });
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
  const reader = new LedgerReader();
  const read = eachLine(path, (text, place) => {
    const fault = reader.take(text, place);
    if (fault !== undefined) throw new InputError(`the ledger \`${PLACES.ledger}\` cannot be used: ${fault}`);
  });
  return { ledger: reader.ledger, ...read };
}

/** Bytes that are read at once. */
const BLOCK = 1 << 20;

/** @returns bytes of whole lines, and of all */
function eachLine(
  path: string,
  take: (text: string, place: { readonly at: number; readonly length: number }) => void,
): { readonly whole: number; readonly length: number } {
  const file = openSync(path, "r");
  try {
    const block = Buffer.alloc(BLOCK);
    let rest: Buffer = Buffer.alloc(0);
    let whole = 0;
    for (;;) {
      const count = readSync(file, block, 0, BLOCK, null);
      if (count === 0) return { whole, length: whole + rest.length };
      const bytes = Buffer.concat([rest, block.subarray(0, count)]);
      let at = 0;
      for (let end = bytes.indexOf(10); end !== -1; end = bytes.indexOf(10, at)) {
        take(bytes.toString("utf8", at, end), { at: whole, length: end - at });
        whole += end + 1 - at;
        at = end + 1;
      }
      rest = bytes.subarray(at);
    }
  } finally {
    closeSync(file);
  }
}
