import { expect, test } from "vitest";
import { launchUnit } from "../testing/scripted-unit.ts";
import { startTestLms } from "../testing/test-lms.ts";
import { SLOW_MS } from "./network.ts";

/** What a unit asked, as the LMS counts it. */
const seen = (started: Awaited<ReturnType<typeof startTestLms>>): number | undefined =>
  started.lms.snapshot().sessions[0]?.requests;

test("while the network answers 503 or 401 the LMS hears nothing, and the token is still to be had", async () => {
  const started = await startTestLms();
  const unit = await launchUnit(started);
  const ask = (): Promise<Response> =>
    started.lms.fetch(new Request(unit.parameters.get("fetch") ?? "", { method: "POST" }));
  await started.api("PATCH", "settings", { network: "unavailable" });
  expect((await ask()).status).toBe(503);
  await started.api("PATCH", "settings", { network: "unauthorized" });
  expect((await ask()).status).toBe(401);
  expect(seen(started)).toBe(0);
  await started.api("PATCH", "settings", { network: "works" });
  expect(await unit.fetchToken()).toHaveProperty("auth-token");
});

test("offline there is no answer at all, for statements and for the browser's own question", async () => {
  const started = await startTestLms();
  const unit = await launchUnit(started);
  await unit.start();
  await started.api("PATCH", "settings", { network: "offline" });
  const endpoint = `${unit.parameters.get("endpoint") ?? ""}statements`;
  for (const method of ["POST", "OPTIONS"])
    expect((await started.lms.fetch(new Request(endpoint, { method }))).type).toBe("error");
});

test("a slow network takes its time, then the LMS answers; whoever went away meanwhile was never heard", async () => {
  const waited: number[] = [];
  let goOn = (): void => undefined;
  const started = await startTestLms(undefined, {
    wait: (ms) => {
      waited.push(ms);
      return new Promise((resolve) => (goOn = resolve));
    },
  });
  const unit = await launchUnit(started);
  await started.api("PATCH", "settings", { network: "slow" });
  const leaving = new AbortController();
  const url = unit.parameters.get("fetch") ?? "";
  const gone = started.lms.fetch(new Request(url, { method: "POST", signal: leaving.signal }));
  leaving.abort();
  goOn();
  expect((await gone).type).toBe("error");
  const token = started.lms.fetch(new Request(url, { method: "POST" }));
  goOn();
  expect(await (await token).json()).toHaveProperty("auth-token");
  expect(waited).toEqual([SLOW_MS, SLOW_MS]);
});

test("a network that does not exist is refused in words", async () => {
  const started = await startTestLms();
  const answer = await started.ask("PATCH", "settings", { network: "purple" });
  expect([answer.status, await answer.json()]).toMatchObject([
    400,
    { error: expect.stringMatching(/offline/) },
  ]);
});
