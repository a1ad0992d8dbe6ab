/** A thread that signs credentials: lines of the ledger in, files on the disk. Its own bundle; see `badge/sign-all.adapter.ts`. */
import { parentPort, workerData } from "node:worker_threads";
import type { IssuedLine } from "@tessera/credentials/issuing";
import { openIssuer } from "./badge/issuer-folder.adapter.ts";
import type { ThreadSays } from "./badge/sign-all.adapter.ts";
import { fileSigner } from "./badge/sign-files.ts";
import { InputError } from "./exit.ts";

const { root } = workerData as { readonly root: string };
const sign = fileSigner(openIssuer(root));
let turn = Promise.resolve();

async function take(lines: readonly IssuedLine[]): Promise<void> {
  const say = (said: ThreadSays): void => parentPort?.postMessage(said);
  try {
    for (const line of lines) await sign(line);
    say({ done: lines.map(({ id }) => id) });
  } catch (error) {
    const help = error instanceof InputError ? error.help : undefined;
    const fault = error instanceof Error ? error.message : String(error);
    say({ fault, ...(help !== undefined && { help }) });
  }
}

// One after the other: of two hands, neither waits for the disk of the other.
parentPort?.on("message", (lines: readonly IssuedLine[]) => {
  turn = turn.then(() => take(lines));
});
