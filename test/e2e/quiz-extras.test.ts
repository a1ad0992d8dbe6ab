/** What a quiz asks beside questions, in a package as authors build it: pre-test, time, wait, confidence, the way back. */
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { judgeSession } from "@tessera/lms";
import { leave, read } from "./learner.ts";
import type { LmsBench } from "./lms-bench.ts";
import { oneLearner } from "./one-learner.ts";

let bench: LmsBench;
let page: Page;
oneLearner("test/data/assessment", (each) => ({ bench, page } = each));

const press = (name: string | RegExp) => page.getByRole("button", { name }).first().click();
const answer = (question: string, name: string) =>
  page.locator(`[data-question="${question}"]`).getByRole("radio", { name, exact: true }).check();

test("what a pre-test showed need not be read, what was missed leads back, and nothing that is sent breaks a rule", async () => {
  const { url, session } = await bench.launch({ launchParameters: "time=1.5" });
  await page.goto(url);
  await press("Start the quiz");
  await answer("before-wall", "False");
  await answer("before-shared", "True");
  await press("Hand in my answers");
  await page.getByText("You may skip these pages").waitFor();
  await page.locator('a[href="#segment"][data-seen]').waitFor({ state: "attached" });

  await page.goto(`${page.url().split("#")[0] ?? ""}#access`);
  await read(page, "access");
  await press("Next");
  await page.getByText("You have 30 minutes from the start.").waitFor();
  await press("Start the quiz");
  await page.getByText(/^(30|2\d) minutes left$/).waitFor();
  await answer("final-wall", "True");
  await page.getByRole("radio", { name: "Very sure" }).first().check();
  await answer("final-leaver", "True");
  await press("Hand in my answers");
  await page.getByText("Not passed").first().waitFor();
  await page.getByText(/You can try again from/).waitFor();
  await page.locator(".t-remedy").getByRole("link", { name: "Accounts" }).click();
  await page.getByRole("heading", { name: "Accounts", level: 1 }).waitFor();
  await leave(page);

  const statements = bench.lms.snapshot().statements.map(({ json }) => JSON.stringify(json));
  const sure = statements.filter((text) => text.includes('"https://w3id.org/tessera/ext/confidence":3'));
  expect(sure).toHaveLength(1);
  const seen = statements.filter(
    (text) => text.includes("/verbs/experienced") && text.includes("/pages/segment"),
  );
  expect(seen).toEqual([]);
  expect(bench.verbs(session).filter((verb) => verb === "completed")).toHaveLength(1);
  expect(judgeSession(bench.lms.record(session)).filter((row) => row.verdict === "violated")).toEqual([]);
  expect(bench.lms.snapshot().findings).toEqual([]);
});

test("when the time is up the attempt is handed in as it stands", async () => {
  const { url } = await bench.launch({ unit: 1 });
  await page.goto(url);
  await press("Start the quiz");
  await page.locator(".t-note").getByText("The time was up").waitFor();
  await page.getByText("Not passed").first().waitFor();
  await leave(page);
  expect(bench.verbs()).toContain("scored");
});
