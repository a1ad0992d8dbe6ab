import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import type { Held, IssuedLine } from "@tessera/credentials/issuing";
import { InputError } from "../exit.ts";
import type { IssuerFolder } from "./issuer-folder.adapter.ts";
import { fileSigner } from "./sign-files.ts";

/** Fewer than this are signed sooner than threads are started. */
const FEW = 400;
/** Lines that a thread is handed at once, and how many such hands are on their way. */
const HAND = 50;
const AHEAD = 2;

/** What a thread says when it is done with a hand, or cannot go on. */
export type ThreadSays =
  { readonly done: readonly string[] } | { readonly fault: string; readonly help?: string };

export interface SignPorts {
  readonly line: (held: Held) => IssuedLine;
  readonly step: (id: string) => void;
}

/** Signs and writes all of them, on every core when they are many. @throws InputError of the first that cannot be */
export async function signAll(folder: IssuerFolder, held: readonly Held[], ports: SignPorts): Promise<void> {
  const threads = held.length < FEW ? 1 : availableParallelism();
  if (threads === 1) {
    const sign = fileSigner(folder);
    for (const each of held) {
      await sign(ports.line(each));
      ports.step(each.id);
    }
    return;
  }
  let next = 0;
  const hand = (): readonly IssuedLine[] => {
    const some = held.slice(next, next + HAND);
    next += some.length;
    return some.map(ports.line);
  };
  const workers = Array.from({ length: threads }, () => startThread(folder.root));
  try {
    await Promise.all(workers.map((worker) => feed(worker, hand, ports.step)));
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
}

function startThread(root: string): Worker {
  // Built beside this module; a name in a variable keeps bundlers from rewriting the address.
  const entry = "sign-thread.js";
  return new Worker(new URL(entry, import.meta.url), { workerData: { root } });
}

/** Hands a thread its lines, two hands ahead, until there are none. */
function feed(worker: Worker, hand: () => readonly IssuedLine[], step: (id: string) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    let open = 0;
    const give = (): void => {
      const lines = hand();
      if (lines.length > 0) {
        open += 1;
        worker.postMessage(lines);
      } else if (open === 0) resolve();
    };
    worker.on("message", (said: ThreadSays) => {
      if ("fault" in said)
        return reject(new InputError(said.fault, said.help === undefined ? {} : { help: said.help }));
      open -= 1;
      for (const id of said.done) step(id);
      give();
    });
    worker.on("error", reject);
    worker.on("exit", () => reject(new Error("a thread ended before it was done")));
    for (let at = 0; at < AHEAD; at += 1) give();
  });
}
