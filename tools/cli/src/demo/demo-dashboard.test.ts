import { setImmediate } from "node:timers/promises";
import { expect, test } from "vitest";
import { demoDashboard } from "./demo-dashboard.adapter.ts";

test("who asks before all courses are there waits, and is shown what whoever comes later is shown", async () => {
  let sent: readonly unknown[] = [];
  const page = demoDashboard({ courses: [], folder: "nowhere", statements: () => sent });
  const ask = async () => {
    const reply = await page.answer(new Request("http://localhost/dashboard"));
    return reply?.text();
  };
  let shown: string | undefined;
  const early = ask().then((html) => (shown = html));
  // As long as another one takes.
  const other = demoDashboard({ courses: [], folder: "nowhere", statements: () => [] });
  other.begin();
  await other.answer(new Request("http://localhost/dashboard"));
  other.close();
  await setImmediate();
  expect(shown).toBeUndefined();
  page.begin();
  expect(await early).toContain("Nothing has been read into this store yet");
  expect(await ask()).toBe(shown);
  // What the workbench sends since is in the page.
  sent = [
    {
      ...{ id: "8f9b2f4e-1d8b-4f0e-9a53-0c7c2a7b2d10", timestamp: "2026-11-28T10:00:00Z" },
      actor: { account: { homePage: "https://lms.example.com", name: "ada" } },
      verb: { id: "http://adlnet.gov/expapi/verbs/initialized" },
      object: { id: "https://example.org/unit" },
    },
  ];
  expect(await ask()).toContain("No course is known yet");
  page.close();
}, 60_000);
