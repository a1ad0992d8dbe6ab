/** Plays its share of a campaign in a thread of its own. */
import { parentPort, workerData } from "node:worker_threads";
import { perform } from "./campaign.ts";
import type { Task } from "./campaign.ts";

for (const task of workerData as readonly Task[]) parentPort?.postMessage(await perform(task));
