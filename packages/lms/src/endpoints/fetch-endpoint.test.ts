import { expect, test } from "vitest";
import { launchUnit } from "../testing/scripted-unit.ts";
import { CONTENT_ORIGIN, LMS_ORIGIN, startTestLms } from "../testing/test-lms.ts";

test("the first POST gives the token as JSON, with HTTP 200", async () => {
  const started = await startTestLms();
  const { parameters } = await launchUnit(started);
  const answer = await started.lms.fetch(new Request(parameters.get("fetch") ?? "", { method: "POST" }));
  expect(answer.status).toBe(200);
  expect(answer.headers.get("content-type")).toContain("application/json");
  expect(await answer.json()).toEqual({
    "auth-token": expect.stringMatching(/^[A-Za-z0-9+/=]+$/) as unknown,
  });
});

test("[8.2.3.0-1] the second POST gives error-code 1 and no token, with HTTP 200", async () => {
  const started = await startTestLms();
  const unit = await launchUnit(started);
  await unit.fetchToken();
  const answer = await started.lms.fetch(new Request(unit.parameters.get("fetch") ?? "", { method: "POST" }));
  expect(answer.status).toBe(200);
  expect(await answer.json()).toEqual({ "error-code": "1", "error-text": expect.any(String) as unknown });
});

test("GET is not allowed and uses nothing up", async () => {
  const started = await startTestLms();
  const unit = await launchUnit(started);
  const answer = await started.lms.fetch(new Request(unit.parameters.get("fetch") ?? ""));
  expect([answer.status, answer.headers.get("allow")]).toEqual([405, "POST"]);
  expect(await unit.fetchToken()).toHaveProperty("auth-token");
});

test.each(["abandon", "terminated"])(
  "[8.2.3.2-1] after the session has ended (%s) the URL gives error-code 1",
  async (how) => {
    const started = await startTestLms();
    const unit = await launchUnit(started);
    if (how === "abandon") {
      await started.api("POST", `sessions/${unit.session}/abandon`);
    } else {
      await unit.start();
      await unit.send(unit.defined("initialized"));
      await unit.send(unit.defined("terminated"));
    }
    expect(await unit.fetchToken()).toMatchObject({ "error-code": "1" });
  },
);

test.each(["/fetch/made-up?session=session-1", "/fetch/"])(
  "[8.2.3.2-1] %s, which no launch gave out, answers error-code 2",
  async (path) => {
    const started = await startTestLms();
    const answer = await started.lms.fetch(new Request(LMS_ORIGIN + path, { method: "POST" }));
    expect([answer.status, await answer.json()]).toMatchObject([200, { "error-code": "2" }]);
  },
);

test("[8.2.3.2-1] an application failure, error-code 3, can be put in its place, and the token is still to be had", async () => {
  let failing = true;
  const started = await startTestLms(undefined, {
    intercept: () => (failing ? Response.json({ "error-code": "3", "error-text": "down" }) : undefined),
  });
  const unit = await launchUnit(started);
  expect(await unit.fetchToken()).toMatchObject({ "error-code": "3" });
  failing = false;
  expect(await unit.fetchToken()).toHaveProperty("auth-token");
});

test("the page of the content origin may read the answer, and no other page", async () => {
  const started = await startTestLms();
  const { parameters } = await launchUnit(started);
  const ask = (origin: string, method: string): Promise<Response> =>
    started.lms.fetch(new Request(parameters.get("fetch") ?? "", { method, headers: { Origin: origin } }));
  const preflight = await ask(CONTENT_ORIGIN, "OPTIONS");
  expect(preflight.status).toBe(204);
  expect(preflight.headers.get("access-control-allow-origin")).toBe(CONTENT_ORIGIN);
  const answer = await ask(CONTENT_ORIGIN, "POST");
  expect(answer.headers.get("access-control-allow-origin")).toBe(CONTENT_ORIGIN);
  const stranger = await ask("https://evil.example", "POST");
  expect([stranger.status, stranger.headers.get("access-control-allow-origin")]).toEqual([403, null]);
});
