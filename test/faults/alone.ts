/** One trial by itself: what happened, what is wrong, and the fewest steps that still show it. */
import { FIGURES } from "./campaign.ts";
import type { Task } from "./campaign.ts";
import { judge } from "./oracle.ts";
import type { Judgement } from "./oracle.ts";
import { play } from "./play.ts";
import type { Script } from "./script.ts";
import { tell } from "./story.ts";

const reds = (judgement: Judgement) => FIGURES.filter((figure) => judgement[figure].length > 0);

/** Takes steps away as long as one of the same figures stays red. */
export async function shrink(script: Script): Promise<Script> {
  const wanted = reds(await judge(await play(script)));
  let least = script;
  for (let size = Math.ceil(least.steps.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let from = 0; from < least.steps.length;) {
      const fewer = {
        ...least,
        steps: least.steps.filter((_, index) => index < from || index >= from + size),
      };
      const found = reds(await judge(await play(fewer)));
      if (wanted.some((figure) => found.includes(figure))) least = fewer;
      else from += size;
    }
  }
  return least;
}

export async function report({ fault, seed, lms }: Task): Promise<readonly string[]> {
  const script = tell(fault, seed, lms);
  const first = await judge(await play(script));
  if (reds(first).length === 0) return [`${fault} ${seed}: nothing is wrong`];
  const least = await shrink(script);
  const lines: string[] = [];
  const judgement = await judge(await play(least, (line) => lines.push(line)));
  return [
    `${fault} ${seed}: ${least.steps.length} of ${script.steps.length} steps are enough; ${JSON.stringify(script.enrolment)}`,
    ...lines,
    ...FIGURES.flatMap((figure) => judgement[figure].map((words) => `${figure}: ${words}`)),
    ...judgement.excused.map((words) => `left out: ${words}`),
  ];
}
