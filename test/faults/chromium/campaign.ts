/** Many trials in Chromium, several at once. */
import { openBrowser } from "../../e2e/browser.ts";
import type { Result, Task } from "../campaign.ts";
import { judge } from "../oracle.ts";
import { FAULT_NAMES } from "../story.ts";
import type { FaultName } from "../story.ts";
import { Chance } from "../chance.ts";
import { buildZip } from "./bench.ts";
import { playReal } from "./trial.ts";

export interface RealCampaign {
  /** At least so many launches. */
  readonly sessions: number;
  readonly seed: number;
  readonly faults?: readonly FaultName[];
  readonly lms?: string;
  /** Folder of the repository. */
  readonly root: string;
  /** Trials at once. */
  readonly atOnce?: number;
  /** After so many minutes no trial is begun any more. */
  readonly minutes?: number;
  readonly told?: (result: RealResult) => void;
  /** This trial alone, of the only fault. */
  readonly alone?: number;
}

export interface RealResult extends Result {
  /** What happened, in order. */
  readonly lines: readonly string[];
}

const UNPLAYED = { sessions: 0, statements: 0, lost: [], twice: [], disorder: [], broken: [], excused: [] };

export async function playInChromium({
  sessions,
  seed,
  faults = FAULT_NAMES,
  lms = "standard",
  root,
  atOnce = 8,
  minutes = 20,
  told,
  alone,
}: RealCampaign): Promise<readonly RealResult[]> {
  const chance = new Chance(seed);
  const zip = await buildZip(`${root}/test/faults/chromium/course`);
  const end = Date.now() + minutes * 60_000;
  let browser = await openBrowser();
  const results: RealResult[] = [];
  let launched = 0;
  let next = 0;
  const tasks = Array.from({ length: alone === undefined ? sessions : 1 }, (_, index): Task => ({
    fault: faults[index % faults.length] as FaultName,
    seed: alone ?? chance.between(1, 0x7fff_ffff),
    lms,
  }));
  /** A browser that has gone down with a trial is no finding about sessions: the trial is played anew, once. */
  const attempt = async (task: Task, isAgain = false): Promise<RealResult> => {
    const used = browser;
    const lines: string[] = [];
    const note = (line: string) => lines.push(line);
    try {
      const played = await playReal({ browser, zip, note, ...task });
      try {
        return { ...task, lines, judgement: await judge(played) };
      } finally {
        await played.close();
      }
    } catch (cause) {
      if (!isAgain && !used.isConnected()) {
        if (browser === used) browser = await openBrowser();
        return attempt(task, true);
      }
      // The others go on, and the campaign is red.
      const words = `could not be played: ${cause instanceof Error ? (cause.stack ?? "") : String(cause)}`;
      return { ...task, lines, judgement: { ...UNPLAYED, broken: [words] } };
    }
  };
  const run = async (): Promise<void> => {
    for (
      let index = next++;
      index < tasks.length && launched < sessions && Date.now() < end;
      index = next++
    ) {
      // A trial has two launches at least; those beyond are counted when it is over.
      launched += 2;
      const result = await attempt(tasks[index] as Task);
      launched += result.judgement.sessions - 2;
      results[index] = result;
      told?.(result);
    }
  };
  try {
    await Promise.all(Array.from({ length: Math.min(atOnce, tasks.length) }, run));
  } finally {
    await browser.close();
  }
  return results.filter(Boolean);
}
