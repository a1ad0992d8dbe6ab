import {
  appendFileSync,
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readFileSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { ACCEPTED_HEAD, readAcceptedLog } from "@tessera/credentials";
import type { AcceptedLine, AcceptedLog, ToldLine } from "@tessera/credentials";
import { agentKey } from "@tessera/credentials/issuing";
import { InputError } from "../exit.ts";
import { writeWhole } from "../write.adapter.ts";
import { PLACES, type IssuerFolder } from "./issuer-folder.adapter.ts";

/** What this issuer has accepted of its observers. @throws InputError when it cannot be read */
export function readAcceptedFile(folder: IssuerFolder): AcceptedLog {
  return read(folder).log;
}

function read({ root }: IssuerFolder): {
  readonly log: AcceptedLog;
  readonly whole: number;
  readonly length: number;
} {
  const path = join(root, PLACES.observations);
  const text = existsSync(path) ? readFileSync(path, "utf8") : "";
  const reading = readAcceptedLog(text);
  if ("fault" in reading)
    throw new InputError(`\`${PLACES.observations}\` cannot be used: ${reading.fault}`, {
      help: "without it an observation could be handed in twice; bring it back from your copy",
    });
  const whole = Buffer.byteLength(text.slice(0, reading.whole));
  return { log: reading.log, whole, length: Buffer.byteLength(text) };
}

/** On the disk when it returns. To be called by whoever has the ledger's lock. */
export function appendAccepted(folder: IssuerFolder, lines: readonly (AcceptedLine | ToldLine)[]): void {
  const path = join(folder.root, PLACES.observations);
  const { whole, length } = read(folder);
  if (whole < length) truncateSync(path, whole);
  if (whole === 0) writeFileSync(path, ACCEPTED_HEAD, { mode: 0o600 });
  appendFileSync(path, lines.map((line) => `${JSON.stringify(line)}\n`).join(""));
  const file = openSync(path, "r+");
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** Takes out what was signed about one person. @returns how many observations that were */
export function forgetAccepted(folder: IssuerFolder, learner: string): number {
  const { byName } = readAcceptedFile(folder);
  const kept = [...byName.values()].filter(
    ({ statements }) => !statements.some(({ actor }) => agentKey(actor) === learner),
  );
  const gone = byName.size - kept.length;
  if (gone > 0)
    writeWhole([
      {
        path: join(folder.root, PLACES.observations),
        data: ACCEPTED_HEAD + kept.map((line) => `${JSON.stringify(line)}\n`).join(""),
      },
    ]);
  return gone;
}
