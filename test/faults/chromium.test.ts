import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { FIGURES } from "./campaign.ts";
import { playInChromium } from "./chromium/campaign.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));

test("in six sessions in Chromium, with tabs closed, loaded again and killed, nothing is lost or doubled", async () => {
  const faults = ["closed-tab", "reload", "killed"] as const;
  const results = await playInChromium({ sessions: 6, seed: 1, faults, root, atOnce: 3 });
  expect(results).toHaveLength(3);
  expect(results.every(({ judgement }) => judgement.statements > 3)).toBe(true);
  const wrong = results.flatMap(({ fault, judgement }) =>
    FIGURES.flatMap((figure) => judgement[figure].map((words) => `${fault}: ${words}`)),
  );
  expect(wrong).toEqual([]);
}, 300_000);
