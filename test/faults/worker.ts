/** Plays its share of a campaign in a thread of its own. */
import { parentPort, workerData } from "node:worker_threads";
import { perform } from "./campaign.ts";
import type { Task } from "./campaign.ts";
import { loadLibrary } from "./library.ts";

const { tasks, root } = workerData as { readonly tasks: readonly Task[]; readonly root: string };
await loadLibrary(root);
for (const task of tasks) parentPort?.postMessage(await perform(task));
