import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { FIGURES } from "./campaign.ts";
import { playInChromium } from "./chromium/campaign.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));

test("in six sessions in Chromium, with tabs closed, loaded again and killed, nothing is lost or doubled", async () => {
  const faults = ["closed-tab", "reload", "killed"] as const;
  const results = await playInChromium({ sessions: 6, seed: 1, faults, root, atOnce: 3 });
  expect(results.map(({ fault }) => fault)).toEqual(faults);
  // Each trial ends with a session of its own: `initialized`, `terminated`, and what the learner did before.
  expect(results.map(({ judgement }) => judgement.statements > 3)).toEqual([true, true, true]);
  const wrong = results.flatMap(({ fault, judgement }) =>
    FIGURES.flatMap((figure) => judgement[figure].map((words) => `${fault}: ${words}`)),
  );
  expect(wrong).toEqual([]);
}, 300_000);
